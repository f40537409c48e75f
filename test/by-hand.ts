import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesIn, jsonIn } from './evidence.ts';

const VERIFY = fileURLToPath(new URL('../scripts/verify.ts', import.meta.url));

const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;
/** Whether this machine has what `VERIFY.md` asks for. */
export const hasTools = (): boolean => has('openssl') && has('sha256sum');

/** Unpacks a bundle into a folder, as a person would. */
export function unpack(zip: Uint8Array, folder: string): void {
  for (const [path, bytes] of filesIn(zip)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

export interface Step {
  readonly command: string;
  readonly status: number | null;
  readonly out: string;
}

/** Runs the commands that the `VERIFY.md` of an unpacked bundle gives, line by line. */
export function stepsOf(zip: Uint8Array, folder: string): Step[] {
  const guide = new TextDecoder().decode(filesIn(zip).get('VERIFY.md'));
  const [, block = ''] = /```sh\n([\s\S]*?)```/.exec(guide) ?? [];
  return block
    .trim()
    .split('\n')
    .map((command) => {
      const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
      return { command, status, out: stdout + stderr };
    });
}

/** What is wrong with an unpacked bundle by its own `VERIFY.md`; empty when all its steps are passed. */
export function faultsByHand(zip: Uint8Array, folder: string): string[] {
  const [signature, sums, own, ...rest] = stepsOf(zip, folder);
  const faults: string[] = [];
  if (!signature?.out.includes('Signature Verified Successfully')) faults.push(`signature: ${signature?.out}`);
  if (sums?.status !== 0) faults.push(`sums: ${sums?.out}`);
  const { files } = jsonIn(filesIn(zip), 'manifest.json') as { files: { path: string; sha256: string }[] };
  if (files.find(({ path }) => path === 'SHA256SUMS')?.sha256 !== own?.out.slice(0, 64)) faults.push('SHA256SUMS');
  return rest.length === 0 ? faults : [...faults, 'steps that nobody checks'];
}

/** `npm run verify` with the models of a folder. */
export function verify(models: string, ...args: string[]): Promise<{ status: number | string; out: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', VERIFY, '--models', models, ...args], (error, stdout, stderr) =>
      resolve({ status: error?.code ?? 0, out: stdout + stderr }),
    );
  });
}

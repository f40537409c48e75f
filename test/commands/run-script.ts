import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface How {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command of `scripts` as npm does, and waits for its end. */
export function runScript(name: string, args: readonly string[], { input = '', env = {} }: How = {}): Promise<Ran> {
  const script = fileURLToPath(new URL(`../../scripts/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script, ...args], {
    env: { ...process.env, ...env },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, out, err }));
  });
}

export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

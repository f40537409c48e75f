import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeOthers, writePictures } from './pictures.ts';
import { CACHE } from './render.ts';
import { SAMPLE_ENTRY } from './tell.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
const PACK_TIMEOUT_MS = 900_000;

/** A pack made by other code, for another network or from other pictures is another pack. */
const MADE_FROM = [
  ...['models/recogniser.json', 'models/packs/lookalike.json', 'models/negatives.bin'],
  ...['src/prepare.ts', 'src/second-looks.ts', 'scripts/sample/pictures.ts', 'scripts/sample/non-matches.ts'],
  ...['src/pack-build', 'scripts/sample/draw'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .sort()
      .map((name) => `${folder}/${name}`),
  ),
];

/** The pack as it was last made, kept here because making it takes three minutes. */
const KEPT = fileURLToPath(new URL('momoru.json', import.meta.url));

interface KeptPack {
  readonly madeFrom: string;
  readonly pack: unknown;
}

/** What everything that decides the pack comes to. */
function sourcesHash(): string {
  const hash = createHash('sha256');
  for (const path of MADE_FROM) hash.update(`${path}\n`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

const readKept = (): KeptPack => JSON.parse(readFileSync(KEPT, 'utf8')) as KeptPack;

/** Whether the kept pack is the one that would be made now. */
export const isKeptPackCurrent = (): boolean => readKept().madeFrom === sourcesHash();

/** Makes the pack with Momoru from its pictures, the way an owner would make one. */
export async function makeSamplePack(out: string): Promise<unknown> {
  const pictures = writePictures(join(CACHE, 'pictures'));
  const others = writeOthers(join(CACHE, 'others')).flatMap((path) => ['--not', path]);
  const about = ['--id', SAMPLE_ENTRY, '--name', 'en=Momoru', '--name', 'ja=モモル', '--owner', 'Lookalike sample'];
  const args = ['tsx', 'scripts/pack-build.ts', ...about, ...others, '--out', out, ...pictures];
  await run('npx', args, { cwd: root, timeout: PACK_TIMEOUT_MS });
  return JSON.parse(readFileSync(out, 'utf8'));
}

/** Path of the pack with Momoru: the kept one, or a new one where anything it is made from has changed. */
export async function samplePack(): Promise<string> {
  const madeFrom = sourcesHash();
  const folder = join(CACHE, `pack-${madeFrom.slice(0, 20)}`);
  const path = join(folder, 'sample.json');
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const kept = readKept();
  if (kept.madeFrom === madeFrom) writeFileSync(path, JSON.stringify(kept.pack));
  else await makeSamplePack(path);
  return path;
}

// `npx tsx scripts/sample/pack.ts` makes the kept pack anew.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(CACHE, { recursive: true });
  const kept: KeptPack = { madeFrom: sourcesHash(), pack: await makeSamplePack(join(CACHE, 'made.json')) };
  writeFileSync(KEPT, `${JSON.stringify(kept, null, 1)}\n`);
}

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildSampleExtension } from '../build.ts';
import { writeOthers, writePictures } from './pictures.ts';
import { CACHE } from './render.ts';
import { SAMPLE_ENTRY } from './tell.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
const PACK_TIMEOUT_MS = 600_000;

/** A pack made by other code is another pack. */
const BUILDERS = readdirSync(join(root, 'src/pack-build')).map((name) => `src/pack-build/${name}`);

/** Builds of the sample; never the ones that are shipped. */
export const SAMPLE_DIST = join(CACHE, 'dist');

const hashOfFile = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 12);

/** The pack with Momoru, made from its pictures the way an owner would make one. Made again for each new network. */
export async function samplePack(): Promise<string> {
  const description = join(root, 'models/recogniser.json');
  if (!existsSync(description)) throw new Error('models/recogniser.json is missing: there is no network to build for.');
  const pictures = writePictures(join(CACHE, 'pictures'));
  const others = join(CACHE, 'others');
  const sources = [description, ...pictures, ...writeOthers(others), ...BUILDERS.map((path) => join(root, path))];
  const hash = createHash('sha256').update(sources.map(hashOfFile).join(' ')).digest('hex');
  const folder = join(CACHE, `pack-${hash.slice(0, 20)}`);
  const path = join(folder, 'sample.json');
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const about = ['--id', SAMPLE_ENTRY, '--name', 'en=Momoru', '--name', 'ja=モモル', '--owner', 'Lookalike sample'];
  const args = ['tsx', 'scripts/pack-build.ts', ...about, '--not', others, '--out', path, ...pictures];
  await run('npx', args, { cwd: root, timeout: PACK_TIMEOUT_MS });
  return path;
}

/** Builds both extensions with the sample pack and answers their folder. */
export async function buildSample(): Promise<string> {
  await buildSampleExtension(SAMPLE_DIST, [await samplePack()]);
  return SAMPLE_DIST;
}

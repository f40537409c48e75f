import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CACHE } from './render.ts';

const run = promisify(execFile);

/** Clips that may lie beside the project; they join the feed and are never part of it. */
export const CLIPS_BESIDE = fileURLToPath(new URL('../../../shared/data/clips/', import.meta.url));

const TRANSCODE_TIMEOUT_MS = 120_000;
const SECONDS_MAX = 6;

/** Both browsers under test play VP8; sides are cut to what a phone shows. */
const FILTER = "scale='min(640,iw)':-2";
const ENCODING =
  `-an -t ${SECONDS_MAX} -vf ${FILTER} -c:v libvpx -deadline realtime -cpu-used 8 -b:v 1200k -pix_fmt yuv420p`.split(
    ' ',
  );

async function transcode(source: string): Promise<string> {
  const { size, mtimeMs } = statSync(source);
  const key = createHash('sha256')
    .update(`${source} ${size} ${mtimeMs} ${ENCODING.join(' ')}`)
    .digest('hex')
    .slice(0, 20);
  const path = join(CACHE, `beside-${key}.webm`);
  if (existsSync(path)) return path;
  const unfinished = `${path}.${process.pid}.webm`;
  await run('ffmpeg', ['-v', 'error', '-y', '-i', source, ...ENCODING, unfinished], { timeout: TRANSCODE_TIMEOUT_MS });
  renameSync(unfinished, path);
  return path;
}

/** The clips beside the project as files that browsers play; none where the folder is missing. */
export async function clipsBeside(folder: string = CLIPS_BESIDE): Promise<string[]> {
  if (!existsSync(folder)) return [];
  mkdirSync(CACHE, { recursive: true });
  const files: string[] = [];
  for (const name of readdirSync(folder).sort()) {
    if (/\.(gif|mp4|webm|mov)$/i.test(name)) files.push(await transcode(join(folder, name)));
  }
  return files;
}

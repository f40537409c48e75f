import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from '../sample/render.ts';

/** Two seconds of video at a size such as 1920x1080, with something that changes in each frame. */
export function clip(size: string): string {
  mkdirSync(CACHE, { recursive: true });
  const path = join(CACHE, `bench-${size}.webm`);
  if (!existsSync(path)) {
    const encoding = '-c:v libvpx -deadline realtime -cpu-used 8 -b:v 4M -pix_fmt yuv420p'.split(' ');
    execFileSync('ffmpeg', [
      '-v',
      'error',
      '-y',
      '-f',
      'lavfi',
      '-i',
      `testsrc2=s=${size}:r=10:d=2`,
      ...encoding,
      path,
    ]);
  }
  return path;
}

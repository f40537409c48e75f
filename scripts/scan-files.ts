import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isMedia } from './media.ts';

/** Files to scan: those named, and the pictures and videos in folders, sorted. A path that is not there stays listed. */
export function expandPaths(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined || !found.isDirectory()) return [path];
    const inside = readdirSync(path, { recursive: true, withFileTypes: true });
    return inside
      .filter((entry) => entry.isFile() && isMedia(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  });
}

/** Paths of a list, one a line. */
export const pathsOfList = (list: string): string[] => list.split(/\r?\n/).filter((line) => line.trim() !== '');

/** SHA-256 of a file in hex, read piece by piece: videos may be larger than memory. */
export async function contentHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array);
  return hash.digest('hex');
}

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Zippable, zipSync } from 'fflate';
import { buildExtension } from './build.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Any moment will do, as long as it is always the same: equal sources must give equal bytes. */
const ZIP_TIME = new Date(2026, 0, 1);

/** A ZIP of a folder whose bytes depend on nothing but names and contents. */
export function zipOf(folder: string): Uint8Array {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
  const contents: Zippable = {};
  for (const name of names) contents[name.split(sep).join('/')] = readFileSync(join(folder, name));
  return zipSync(contents, { level: 9, mtime: ZIP_TIME });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outDir = join(root, 'dist');
  await buildExtension({ outDir, extraPacks: [], extraHosts: [] });
  for (const target of ['chrome', 'firefox']) {
    const file = join(outDir, `lookalike-${target}.zip`);
    rmSync(file, { force: true });
    const bytes = zipOf(join(outDir, target));
    writeFileSync(file, bytes);
    console.log(`${relative(root, file)} ${(bytes.length / 1e6).toFixed(1)} MB`);
  }
}

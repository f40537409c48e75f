import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { canonicalJson } from '../src/evidence/canonical.ts';
import { sha256 } from '../src/sha256.ts';

/** In every build; a sealed bundle names its hash, and so the build that sealed it. */
export const BUILD_LIST = 'build.json';

interface BuiltFile {
  readonly path: string;
  readonly sha256: string;
}

interface Named {
  readonly name: string;
  readonly version: string;
}

/** Name in the default language and version, as the built manifest says. */
function namedIn(folder: string): Named {
  const readJson = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));
  const { version, default_locale } = readJson('manifest.json') as { version: string; default_locale: string };
  const messages = readJson(`_locales/${default_locale}/messages.json`) as { extension_name: { message: string } };
  return { name: messages.extension_name.message, version };
}

function pathsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => path !== BUILD_LIST)
    .sort();
}

/** Writes which files make up a build: all but the list itself, by path, with the SHA-256 of each (RFC 8785). */
export async function writeBuildList(folder: string): Promise<void> {
  const files: BuiltFile[] = [];
  for (const path of pathsIn(folder)) files.push({ path, sha256: await sha256(readFileSync(join(folder, path))) });
  writeFileSync(join(folder, BUILD_LIST), canonicalJson({ ...namedIn(folder), files }));
}

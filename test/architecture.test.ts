import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SITES } from '../src/post.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const LINES_MAX = 250;

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mts|py)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));

const FILES = ['extension', 'src', 'scripts', 'test'].flatMap(filesIn);
const SOURCES = FILES.filter((file) => /\.tsx?$/.test(file));
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Paths from the root for relative imports, bare names for packages. */
function importsOf(file: string): string[] {
  const found = textOf(file).matchAll(
    /(?:^|\n)\s*(?:import|export)[^'";]*?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g,
  );
  return [...found].map((match) => {
    const target = match[1] ?? match[2] ?? '';
    return target.startsWith('.') ? join(dirname(file), target).split(sep).join('/') : target;
  });
}

const WORLDS = ['content', 'background', 'engine', 'popup', 'desk'];
const worldOf = (path: string): string | undefined => WORLDS.find((world) => path.startsWith(`extension/${world}/`));
const isPackage = (target: string): boolean => !/^(extension|src|models|scripts|test)\//.test(target);
const isShared = (target: string): boolean => /^extension\/[^/]+\.tsx?$/.test(target);

/** Whether the house rules let `file` import `target`. */
function mayImport(file: string, target: string): boolean {
  if (isPackage(target)) return true;
  if (file.startsWith('test/')) return true;
  if (target.startsWith('test/')) return false;
  if (file.startsWith('src/')) return target.startsWith('src/') || /^models\/.*\.json$/.test(target);
  if (file.startsWith('scripts/')) return !target.startsWith('extension/');
  if (target.startsWith('src/')) return true;
  const world = worldOf(file);
  if (world === undefined)
    return isShared(target) || (file.startsWith('extension/ui/') && target.startsWith('extension/ui/'));
  if (file.startsWith('extension/content/sites/')) return isSiteImport(file, target);
  const mayUseUi = world === 'popup' || world === 'desk';
  return isShared(target) || worldOf(target) === world || (mayUseUi && target.startsWith('extension/ui/'));
}

/** A site knows the site shape and shared readers, never another site; only the registry lists them. */
function isSiteImport(file: string, target: string): boolean {
  const nameOf = (path: string): string => path.split('/').at(-1)?.replace(/\.ts$/, '') ?? '';
  if (['index', 'explain'].includes(nameOf(file))) return target.startsWith('extension/content/sites/');
  return target.startsWith('extension/content/sites/') && !SITES.some((site) => site === nameOf(target));
}

describe('architecture', () => {
  it.each(SOURCES)('%s imports only what its folder may', (file) => {
    expect(importsOf(file).filter((target) => !mayImport(file, target))).toEqual([]);
  });

  it.each(FILES)(`%s is at most ${LINES_MAX} lines long`, (file) => {
    expect(textOf(file).split('\n').length).toBeLessThanOrEqual(LINES_MAX + 1);
  });

  it.each([
    ['onnxruntime-web', 'src/ort-session.ts'],
    ['@contentauth/c2pa-wasm', 'src/provenance/c2pa.ts'],
    ['webextension-polyfill', 'extension/browser.ts'],
  ])('%s has the single importer %s', (name, owner) => {
    const importers = SOURCES.filter(
      (file) =>
        !file.startsWith('test/') &&
        importsOf(file).some(
          (target) => target === name || (target.startsWith(`${name}/`) && !target.endsWith('?url')),
        ),
    );
    expect(importers).toEqual([owner]);
  });

  it('src reads no browser, DOM or Node API', () => {
    const forbidden = /\b(document|window|chrome|browser)\.|from 'node:/;
    expect(
      SOURCES.filter(
        (file) => file.startsWith('src/') && forbidden.test(textOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
      ),
    ).toEqual([]);
  });

  it('switches no type check off outside tests', () => {
    const forbidden = /@ts-(ignore|expect-error|nocheck)|\bas any\b|: any\b|biome-ignore/;
    expect(SOURCES.filter((file) => !file.startsWith('test/') && forbidden.test(textOf(file)))).toEqual([]);
  });

  it('keeps no vague names', () => {
    expect(
      FILES.filter((file) => /(^|[/-])(util|utils|helper|helpers|common|manager|service)([.-]|\/)/i.test(file)),
    ).toEqual([]);
  });
});

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { writeBuildList } from './build-list.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts: string[]): string => join(root, ...parts);

const TARGETS = ['chrome', 'firefox'] as const;
type Target = (typeof TARGETS)[number];
interface JsonObject {
  [key: string]: unknown;
}

/** Hosts that the sample build may read besides the shipped ones. Never part of a store build. */
const SAMPLE_HOSTS = ['http://127.0.0.1/*'];

/** One manifest for both browsers: the part named after the target is folded into the rest. */
export function manifestFor(target: Target, source: JsonObject, extraHosts: readonly string[]): JsonObject {
  const { chrome, firefox, ...common } = source;
  const own = (target === 'chrome' ? chrome : firefox) as JsonObject;
  const list = (value: unknown): string[] => (Array.isArray(value) ? value : []);
  return {
    ...common,
    ...own,
    permissions: [...list(common.permissions), ...list(own.permissions)],
    host_permissions: [...list(common.host_permissions), ...extraHosts],
  };
}

/** Pages, background and worker as ES modules; the content script as one classic script, as browsers want it. */
async function bundle(outDir: string): Promise<void> {
  await build({ configFile: at('vite.config.ts'), logLevel: 'warn', build: { outDir } });
  await build({
    configFile: false,
    root: at('extension'),
    publicDir: false,
    logLevel: 'warn',
    build: {
      target: ['chrome148', 'firefox140'],
      outDir,
      emptyOutDir: false,
      minify: false,
      lib: {
        entry: at('extension/content/main.ts'),
        formats: ['iife'],
        name: 'lookalike',
        fileName: () => 'content.js',
      },
    },
  });
}

/** The model and the packs, with a list of the packs so that the engine needs no directory listing. */
function copyModels(outDir: string, extraPacks: readonly string[]): void {
  const packs = join(outDir, 'models', 'packs');
  rmSync(join(outDir, 'models'), { recursive: true, force: true });
  mkdirSync(packs, { recursive: true });
  for (const file of ['recogniser.json', 'recogniser.onnx', 'negatives.bin', 'marks.json', 'marks.onnx']) {
    if (existsSync(at('models', file))) cpSync(at('models', file), join(outDir, 'models', file));
  }
  const shipped = existsSync(at('models/packs'))
    ? readdirSync(at('models/packs')).filter((name) => name.endsWith('.json'))
    : [];
  for (const name of shipped) cpSync(at('models/packs', name), join(packs, name));
  for (const path of extraPacks) cpSync(path, join(packs, basename(path)));
  const names = [...new Set([...shipped, ...extraPacks.map((path) => basename(path))])].sort();
  writeFileSync(join(packs, 'index.json'), `${JSON.stringify(names)}\n`);
}

export interface BuildOptions {
  /** Folder that receives `chrome` and `firefox`. */
  readonly outDir: string;
  readonly extraPacks: readonly string[];
  readonly extraHosts: readonly string[];
}

/** Builds both extensions; the code is the same, only the manifest differs. */
export async function buildExtension({ outDir, extraPacks, extraHosts }: BuildOptions): Promise<void> {
  const chrome = join(outDir, 'chrome');
  await bundle(chrome);
  for (const folder of ['_locales', 'icons'])
    cpSync(at('extension', folder), join(chrome, folder), { recursive: true });
  cpSync(at('LICENSE'), join(chrome, 'LICENSE'));
  copyModels(chrome, extraPacks);
  const firefox = join(outDir, 'firefox');
  rmSync(firefox, { recursive: true, force: true });
  cpSync(chrome, firefox, { recursive: true });
  const source = JSON.parse(readFileSync(at('manifest.json'), 'utf8')) as JsonObject;
  for (const target of TARGETS) {
    const manifest = manifestFor(target, source, extraHosts);
    writeFileSync(join(outDir, target, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    await writeBuildList(join(outDir, target));
  }
}

/** The build used by `npm start` and the end-to-end tests: it may read the local feed and knows the sample character. */
export const buildSampleExtension = (outDir: string, extraPacks: readonly string[]): Promise<void> =>
  buildExtension({ outDir, extraPacks, extraHosts: SAMPLE_HOSTS });

/** Builds again whenever a source changes; one build at a time. */
function watchSources(rebuild: () => Promise<void>): void {
  let running = Promise.resolve();
  let isPending = false;
  const onChange = (): void => {
    if (isPending) return;
    isPending = true;
    running = running.then(() => {
      isPending = false;
      return rebuild().catch((error: unknown) => console.error(error));
    });
  };
  for (const folder of ['src', 'extension', 'models']) watch(at(folder), { recursive: true }, onChange);
  watch(at('manifest.json'), onChange);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rebuild = async (): Promise<void> => {
    await buildExtension({ outDir: at('dist'), extraPacks: [], extraHosts: [] });
    console.log('Built dist/chrome and dist/firefox.');
  };
  await rebuild();
  if (process.argv.includes('--watch')) watchSources(rebuild);
}

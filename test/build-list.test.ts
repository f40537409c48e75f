import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BUILD_LIST, writeBuildList } from '../scripts/build-list.ts';
import { guideText } from '../src/evidence/guide.ts';
import { generateKey } from '../src/evidence/signature.ts';
import { sha256 } from '../src/sha256.ts';
import { sealingBy } from './evidence.ts';
import { writeTinyModels } from './tiny-model.ts';

const hasTools = ['jq', 'sha256sum'].every((program) => spawnSync(program, ['--version']).error === undefined);
const FILES = {
  'manifest.json': JSON.stringify({ version: '9.8.7', default_locale: 'en' }),
  '_locales/en/messages.json': JSON.stringify({ extension_name: { message: 'Lookalike' } }),
  'popup/popup.js': 'a popup',
  'background.js': 'a background',
};

describe('the list of a build', () => {
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lookalike-build-list-'));
    for (const path of ['popup', '_locales/en']) mkdirSync(join(folder, path), { recursive: true });
    for (const [path, text] of Object.entries(FILES)) writeFileSync(join(folder, path), text);
    await writeBuildList(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const listed = (): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(join(folder, BUILD_LIST)));

  it('names every other file in order with its hash, and is the same when written again', async () => {
    const first = listed();
    const hashOf = (text: string): Promise<string> => sha256(new TextEncoder().encode(text));
    expect(JSON.parse(new TextDecoder().decode(first))).toEqual({
      name: 'Lookalike',
      version: '9.8.7',
      files: await Promise.all(
        Object.entries(FILES)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(async ([path, text]) => ({ path, sha256: await hashOf(text) })),
      ),
    });
    await writeBuildList(folder);
    expect(listed()).toEqual(first);
  });

  it.skipIf(!hasTools)('is checked by the steps of VERIFY.md, which find a changed file', async () => {
    const guide = guideText(await sealingBy(await generateKey()));
    const [, steps = ''] = /```sh\n(sha256sum build\.json[\s\S]*?)```/.exec(guide) ?? [];
    const run = () => spawnSync('sh', ['-ec', steps], { cwd: folder, encoding: 'utf8' });
    expect(run()).toMatchObject({ status: 0, stdout: expect.stringContaining(await sha256(listed())) });
    writeFileSync(join(folder, 'background.js'), 'another background');
    expect(run()).toMatchObject({ status: 1, stdout: expect.stringContaining('background.js: FAILED') });
  });
});

describe('what is installed', () => {
  const models = writeTinyModels();
  const read = async (files: Readonly<Record<string, string>>) => {
    vi.resetModules();
    vi.doMock('../extension/browser.ts', () => ({ browser: { runtime: { getURL: (path: string) => path } } }));
    vi.stubGlobal('fetch', async (path: string) => {
      if (path in files) return new Response(files[path]);
      if (path.startsWith('models/')) return new Response(readFileSync(join(models, path.slice('models/'.length))));
      // As browsers say it of a file that an extension does not have.
      throw new TypeError('Failed to fetch');
    });
    return (await import('../extension/installed.ts')).readInstalled();
  };
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.doUnmock('../extension/browser.ts');
    rmSync(models, { recursive: true, force: true });
  });

  it('has the hash of the build’s list, or null where the build has none', async () => {
    const list = '{"files":[]}';
    const packs = { 'models/packs/index.json': '[]' };
    expect((await read({ 'build.json': list, ...packs })).build).toBe(await sha256(new TextEncoder().encode(list)));
    expect((await read(packs)).build).toBeNull();
  });
});

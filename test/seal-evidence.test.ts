import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Manifest } from '../src/evidence/manifest.ts';
import { raiseFlag } from '../src/raise-flag.ts';
import { sha256 } from '../src/sha256.ts';
import { faultsOf, filesIn, jsonIn } from './evidence.ts';
import { postOf, verdictOf } from './flags.ts';
import { createInMemoryBrowser, OUR_ID } from './in-memory-browser.ts';

const FLAGS = ['1', '2', '3'].map((id) =>
  raiseFlag(undefined, { post: postOf(id), verdict: verdictOf('likely'), at: Number(id) }),
);
const [FIRST] = FLAGS;
const NO_PAGE = { kind: 'none', why: 'there was no page to picture' } as const;
const FULL = new DOMException('The quota is used up', 'QuotaExceededError');

/** Locks of one context, which is all that a test has. */
function createLocks() {
  const last = new Map<string, Promise<unknown>>();
  return {
    request: <T>(name: string, work: () => Promise<T>): Promise<T> => {
      const turn = (last.get(name) ?? Promise.resolve()).then(work, work);
      last.set(
        name,
        turn.catch(() => undefined),
      );
      return turn;
    },
  };
}

const manifestOf = (zip: Uint8Array): Manifest => jsonIn(filesIn(zip), 'manifest.json') as Manifest;
const hashOf = (zip: Uint8Array): Promise<string> => sha256(filesIn(zip).get('manifest.json') ?? new Uint8Array(0));

describe('sealing', () => {
  /** What lies on the disk, and whether it has room. */
  let disk: Map<string, Uint8Array<ArrayBuffer>>;
  let isFull: boolean;
  const memory = createInMemoryBrowser();
  const load = async () => {
    vi.resetModules();
    const runtime = { getManifest: () => ({ name: 'Lookalike', version: '0.1.0' }) };
    vi.doMock('../extension/browser.ts', () => ({ browser: { ...memory.context({ id: OUR_ID }), runtime } }));
    vi.doMock('../extension/installed.ts', () => ({
      readInstalled: async () => ({
        build: 'cd'.repeat(32),
        model: { version: '1', sha256: 'ab'.repeat(32) },
        packs: [],
      }),
    }));
    vi.doMock('../extension/sealed-files.ts', () => ({
      writeSealed: async (id: string, zip: Uint8Array<ArrayBuffer>) => {
        if (isFull) throw FULL;
        disk.set(id, zip);
      },
      readSealed: async (id: string) => disk.get(id) ?? null,
      dropSealed: async (id: string) => void disk.delete(id),
      sealedIds: async () => [...disk.keys()],
    }));
    const [sealing, journal, key] = await Promise.all([
      import('../extension/seal-evidence.ts'),
      import('../extension/seal-journal.ts'),
      import('../extension/evidence-key.ts'),
    ]);
    return { ...sealing, ...journal, ...key };
  };
  let ours: Awaited<ReturnType<typeof load>>;
  beforeEach(async () => {
    globalThis.indexedDB = new IDBFactory();
    memory.local.values.clear();
    disk = new Map();
    isFull = false;
    vi.stubGlobal('navigator', { locks: createLocks(), userAgent: 'a test' });
    ours = await load();
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.doUnmock('../extension/browser.ts');
    vi.doUnmock('../extension/installed.ts');
    vi.doUnmock('../extension/sealed-files.ts');
  });
  const lying = (id: string): Uint8Array<ArrayBuffer> => disk.get(id) ?? new Uint8Array(0);

  it('names the manifest before in each bundle, through a case and after it', async () => {
    const one = await ours.sealFlag(FIRST!, NO_PAGE);
    const whole = await ours.sealCase(FLAGS, 'en');
    const after = await ours.sealFlag(FIRST!, NO_PAGE);
    expect(await faultsOf(lying(whole.id))).toEqual(['intact']);
    const bundles = [...filesIn(lying(whole.id))].filter(([path]) => path.startsWith('bundles/'));
    const row = [lying(one.id), ...bundles.map(([, zip]) => zip), lying(whole.id), lying(after.id)];
    expect(row).toHaveLength(6);
    expect(manifestOf(row[0]!).previous).toBeNull();
    for (const [i, zip] of row.slice(1).entries()) expect(manifestOf(zip).previous).toBe(await hashOf(row[i]!));
  });

  it('tells of each flag of a case in which file it is, with the hash of its bundle', async () => {
    const whole = await ours.sealCase(FLAGS, 'en');
    const [, inner] = [...filesIn(lying(whole.id))].find(([path]) => path === 'bundles/0002.zip')!;
    expect(await ours.sealsOf(FLAGS[1]!.key)).toMatchObject([
      { state: 'in-case', file: whole.file, sha256: await sha256(inner) },
    ]);
    expect([...disk.keys()]).toEqual([whole.id]);
  });

  it.each([
    ['a flag', () => ours.sealFlag(FIRST!, NO_PAGE)],
    ['a case', () => ours.sealCase(FLAGS, 'en')],
  ])(
    '%s on a full disk fails as such, claims nothing, overwrites nothing, and leaves no gap in the row',
    async (_what, sealing) => {
      const before = await ours.sealFlag(FIRST!, NO_PAGE);
      const bytes = lying(before.id).slice();
      isFull = true;
      await expect(sealing()).rejects.toBe(FULL);
      const claimed = (await Promise.all([...FLAGS.map(({ key }) => key), 'case'].map(ours.sealsOf))).flat();
      expect(claimed.filter(({ state }) => state !== 'sealing')).toEqual([before]);
      expect(lying(before.id)).toEqual(bytes);
      isFull = false;
      const next = await ours.sealFlag(FIRST!, NO_PAGE);
      expect(manifestOf(lying(next.id)).previous).toBe(await hashOf(bytes));
    },
  );

  it('that was cut off is cleared away after a while; what is whole and not saved stays', async () => {
    const whole = await ours.sealFlag(FIRST!, NO_PAGE);
    isFull = true;
    await ours.sealCase(FLAGS, 'en').catch(() => undefined);
    const later = Date.now() + 3_600_000;
    await ours.recoverSeals(later);
    expect(await ours.sealsOf('case')).toEqual([]);
    expect(await ours.sealsOf(FIRST!.key)).toEqual([whole]);
    expect([...disk.keys()]).toEqual([whole.id]);
  });

  it('with a new key begins a new row, for which the old key signed', async () => {
    const old = await ours.sealFlag(FIRST!, NO_PAGE);
    await ours.rotateKey();
    const next = await ours.sealFlag(FIRST!, NO_PAGE);
    const [before, after] = [manifestOf(lying(old.id)), manifestOf(lying(next.id))];
    expect(after.key.link).toMatchObject({ reason: 'rotated', previous: before.key.public });
    expect(after.previous).toBeNull();
    expect(await faultsOf(lying(old.id))).toEqual(['intact']);
    expect(await faultsOf(lying(next.id))).toEqual(['intact']);
  });
});

import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isLinkTrue } from '../src/evidence/signature.ts';
import { createInMemoryBrowser, OUR_ID } from './in-memory-browser.ts';

/** Locks of one context, which is all that a test has. */
function createLocks() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request: <T>(_name: string, work: () => Promise<T>): Promise<T> => {
      const turn = last.then(work, work);
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

describe('the signing key of a browser', () => {
  const memory = createInMemoryBrowser();
  const load = async () => {
    vi.resetModules();
    vi.doMock('../extension/browser.ts', () => ({ browser: memory.context({ id: OUR_ID }) }));
    return import('../extension/evidence-key.ts');
  };
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory();
    memory.local.values.clear();
    vi.stubGlobal('navigator', { locks: createLocks() });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is made once, however many ask at once, and is the same after a restart', async () => {
    const keys = await load();
    const [one, other] = await Promise.all([keys.signingKey(), keys.signingKey()]);
    expect(one.key).toEqual(other.key);
    expect(one.key.link).toBeNull();
    const again = await (await load()).signingKey();
    expect(again.key).toEqual(one.key);
    expect(again.pair.privateKey.extractable).toBe(false);
  });

  it('knows what it signed last, and a new one has signed nothing', async () => {
    const keys = await load();
    expect((await keys.signingKey()).lastManifest).toBeNull();
    await keys.noteManifest('cd'.repeat(32));
    expect((await (await load()).signingKey()).lastManifest).toBe('cd'.repeat(32));
    expect((await keys.rotateKey()).lastManifest).toBeNull();
  });

  it('is signed for by the one before when it is rotated', async () => {
    const keys = await load();
    const { key: old } = await keys.signingKey();
    const { key } = await keys.rotateKey();
    expect(key.link).toMatchObject({ reason: 'rotated', previous: old.public });
    expect(await isLinkTrue(key)).toBe(true);
    expect((await keys.signingKey()).key).toEqual(key);
  });

  it('says which lost key it follows, after the profile or only the database was lost', async () => {
    const keys = await load();
    const { key: lost } = await keys.signingKey();
    globalThis.indexedDB = new IDBFactory();
    expect((await (await load()).signingKey()).key.link).toEqual({ reason: 'lost', previous: lost.public });
    globalThis.indexedDB = new IDBFactory();
    memory.local.values.clear();
    const restored = await load();
    expect(await restored.followKey(lost.public)).toBe(true);
    expect((await restored.signingKey()).key.link).toEqual({ reason: 'lost', previous: lost.public });
  });

  it('is made anew when a backup of another browser is restored, and says which two it follows, once', async () => {
    const keys = await load();
    const { key: old } = await keys.signingKey();
    const other = 'ab'.repeat(32);
    expect(await keys.followKey(other)).toBe(true);
    const { key } = await keys.signingKey();
    expect(key.link).toMatchObject({ reason: 'rotated', previous: old.public, restored: other });
    expect(await isLinkTrue(key)).toBe(true);
    expect([await keys.followKey(other), await keys.followKey(old.public)]).toEqual([false, false]);
    expect((await keys.signingKey()).key).toEqual(key);
  });

  it('stays when a backup of its own browser is restored, or one without a key', async () => {
    const keys = await load();
    const { key } = await keys.signingKey();
    expect([await keys.followKey(key.public), await keys.followKey('')]).toEqual([false, false]);
    expect((await keys.signingKey()).key).toEqual(key);
  });
});

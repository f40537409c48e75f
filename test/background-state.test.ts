import { beforeEach, describe, expect, it, vi } from 'vitest';
import { OUR_ID, OUR_ORIGIN } from './in-memory-browser.ts';
import { startWorld, TAB, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});

describe('the engine', () => {
  it('gets one page however many tabs wake it at once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => world.content.ask({ kind: 'wake-engine' })));
    expect(answers).toEqual([{ state: 'starting' }, { state: 'starting' }, { state: 'starting' }]);
    expect(world.memory.offscreen).toMatchObject({ opened: 1, documents: [`${OUR_ORIGIN}engine/engine.html`] });
  });

  it('is where it is when another start was quicker', async () => {
    world.memory.chrome.runtime.getContexts = hideOnce(world.memory.chrome.runtime.getContexts);
    world.memory.offscreen.documents.push(`${OUR_ORIGIN}engine/engine.html`);
    expect(await world.content.ask({ kind: 'wake-engine' })).toEqual({ state: 'starting' });
  });

  it('says that it has stopped when its page cannot be made', async () => {
    world.memory.chrome.offscreen.createDocument = async () => {
      throw new Error('No world.memory');
    };
    expect(await world.content.ask({ kind: 'wake-engine' })).toEqual({ state: 'stopped' });
    expect((await world.pageState()).engine).toEqual({ state: 'stopped', detail: 'No world.memory' });
  });

  it('is the background page itself where there are no offscreen documents', async () => {
    vi.stubGlobal('chrome', undefined);
    expect(await world.content.ask({ kind: 'wake-engine' })).toEqual({ state: 'starting' });
    expect(world.memory.offscreen.opened).toBe(0);
  });

  it('tells the popup its state', async () => {
    await world.engine.ask({ kind: 'engine-state', state: 'no-model', detail: 'recogniser.onnx' });
    expect((await world.pageState()).engine).toEqual({ state: 'no-model', detail: 'recogniser.onnx' });
  });
});

/** A look that misses what is there, once: another worker was between its look and its document. */
function hideOnce<T>(look: () => Promise<T[]>): () => Promise<T[]> {
  let isFirst = true;
  return async () => {
    const found = await look();
    const shown = isFirst ? [] : found;
    isFirst = false;
    return shown;
  };
}

describe('the flag store in trouble', () => {
  const refuse = (name: string) => {
    globalThis.indexedDB = {
      open: () => {
        throw new DOMException('', name);
      },
    } as unknown as IDBFactory;
  };

  it('keeps a new flag on its page, counted, and tells the popup what is wrong', async () => {
    refuse('QuotaExceededError');
    expect(await world.sendVerdict('1', 'likely')).toEqual({ isStored: false, feedback: 'none' });
    expect(world.memory.tab(TAB).badge).toBe('1');
    expect(await world.pageState()).toMatchObject({ storeTrouble: 'full', flags: [{ key: 'tiktok:1' }] });
    await world.popup.ask({ kind: 'feedback', key: 'tiktok:1', feedback: 'wrong' });
    expect(world.memory.tab(TAB).badge).toBe('');
  });

  it('is over once a flag can be stored', async () => {
    const real = globalThis.indexedDB;
    refuse('QuotaExceededError');
    await world.sendVerdict('1', 'likely');
    globalThis.indexedDB = real;
    expect(await world.sendVerdict('1', 'likely')).toMatchObject({ isStored: true });
    expect(await world.pageState()).toMatchObject({ storeTrouble: null, flags: [{ key: 'tiktok:1' }] });
  });
});

describe('content scripts', () => {
  const registered = () =>
    [...world.memory.scripts.values()].map(({ matches, excludeMatches }) => ({ matches, excludeMatches }));

  it('are registered for granted origins, less the hosts switched off, and nowhere when paused', async () => {
    world.memory.grant(['https://www.tiktok.com/*', 'file:///*', 'https://videos.example/*']);
    const matches = ['https://videos.example/*', 'https://www.tiktok.com/*'];
    await vi.waitFor(() => expect(registered()).toEqual([{ matches, excludeMatches: [] }]));
    await world.memory.local.set({ settings: { offHosts: ['www.tiktok.com', '127.0.0.1:8080'] } });
    await vi.waitFor(() => expect(registered()).toEqual([{ matches, excludeMatches: ['*://www.tiktok.com/*'] }]));
    await world.memory.local.set({ settings: { isPaused: true } });
    await vi.waitFor(() => expect(registered()).toEqual([]));
  });

  it('go into open tabs where they now belong, and into no other', async () => {
    world.memory.openTab(8, 'https://www.youtube.com/shorts/abc');
    world.memory.openTab(9, 'https://elsewhere.example/');
    world.memory.openTab(10, 'https://www.youtube.com/error');
    await world.memory.local.set({ settings: { offHosts: ['www.tiktok.com'] } });
    world.memory.grant(['https://www.tiktok.com/*', 'https://www.youtube.com/*']);
    await vi.waitFor(() => expect(world.memory.injected).toEqual([[8, '/content.js']]));
    await world.memory.local.set({ settings: { offHosts: [] } });
    await vi.waitFor(() =>
      expect(world.memory.injected.slice(1)).toEqual([
        [TAB, '/content.js'],
        [8, '/content.js'],
      ]),
    );
  });

  it('are left alone by a change that moves them nowhere', async () => {
    world.memory.grant(['https://www.tiktok.com/*']);
    await vi.waitFor(() => expect(world.memory.injected).toHaveLength(1));
    await world.memory.local.set({ settings: { treatment: 'hide' } });
    world.memory.grant(['https://www.tiktok.com/*', 'https://www.youtube.com/*']);
    await vi.waitFor(() => expect(registered()[0]?.matches).toHaveLength(2));
    expect(world.memory.injected).toHaveLength(2);
  });
});

describe('settings', () => {
  it('lose none of the changes made at the same time', async () => {
    const { updateSettings, readSettings } = await world.loadAs(
      { id: OUR_ID },
      () => import('../extension/settings-store.ts'),
    );
    const hosts = ['a.example', 'b.example', 'c.example', 'd.example'];
    await Promise.all(hosts.map((host) => updateSettings(({ offHosts }) => ({ offHosts: [...offHosts, host] }))));
    expect((await readSettings()).offHosts).toEqual(hosts);
  });

  it('keep what cannot be read until a person has had a copy of it, whatever is changed meanwhile', async () => {
    const store = await world.loadAs({ id: OUR_ID }, () => import('../extension/settings-store.ts'));
    const stored = { keepDays: 31, treatment: 'cover' };
    await world.memory.local.set({ settings: stored });
    await store.updateSettings(() => ({ isPaused: true }));
    await store.updateSettings(() => ({ isPaused: false }));
    expect(await store.readDamagedSettings()).toEqual({ stored, names: ['keepDays'] });
    expect(await store.readSettings()).toMatchObject({ keepDays: 180, treatment: 'cover' });
    await store.dropDamagedSettings();
    expect(await store.readDamagedSettings()).toBeNull();
    expect((await store.readSettings()).treatment).toBe('cover');
  });

  it('reach those who watch them until they stop', async () => {
    const store = await world.loadAs({ id: OUR_ID }, () => import('../extension/settings-store.ts'));
    const seen: string[] = [];
    const life = new AbortController();
    store.watchSettings(({ treatment }) => void seen.push(treatment), life.signal);
    await store.updateSettings(() => ({ treatment: 'cover' }));
    life.abort();
    await store.updateSettings(() => ({ treatment: 'hide' }));
    expect(seen).toEqual(['cover']);
  });
});

import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageState, ToBackground } from '../src/protocol.ts';
import { postOf, verdictOf } from './flags.ts';
import { createInMemoryBrowser, type InMemoryBrowser, OUR_ID, OUR_ORIGIN, type Sender } from './in-memory-browser.ts';

const TAB = 7;
const FEED = 'https://www.tiktok.com/foryou';

let memory: InMemoryBrowser;

/** Loads modules of ours that see the browser as `sender` does. */
async function loadAs<T>(sender: Sender, load: () => Promise<T>): Promise<T> {
  vi.resetModules();
  vi.doMock('../extension/browser.ts', () => ({ browser: memory.context(sender) }));
  return load();
}

const startBackground = () =>
  loadAs({ id: OUR_ID, url: `${OUR_ORIGIN}background.js` }, () => import('../extension/background/main.ts'));
const messagingOf = (sender: Sender) => loadAs(sender, () => import('../extension/messaging.ts'));

const contentOf = (tabId: number, documentId: string, url = FEED): Sender => ({
  id: OUR_ID,
  url,
  tab: { id: tabId, url },
  documentId,
});

type Messaging = Awaited<ReturnType<typeof messagingOf>>;
let content: Messaging;
let popup: Messaging;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  memory = createInMemoryBrowser();
  vi.stubGlobal('chrome', memory.chrome);
  memory.openTab(TAB, FEED);
  await startBackground();
  content = await messagingOf(contentOf(TAB, 'first'));
  popup = await messagingOf({ id: OUR_ID, url: `${OUR_ORIGIN}popup/popup.html` });
});

const sendVerdict = (id: string, kind: 'likely' | 'possible' | 'seen' | 'clear' | 'ai-only', from = content) =>
  from.ask({ kind: 'verdict', post: postOf(id), verdict: verdictOf(kind) });
const pageState = (): Promise<PageState> => popup.ask({ kind: 'page-state', tabId: TAB });
const keysShown = async (): Promise<string[]> => (await pageState()).flags.map(({ key }) => key).sort();

describe('verdicts', () => {
  it('stores flags and what was only seen, and counts the flags on the icon', async () => {
    expect(await sendVerdict('1', 'likely')).toEqual({ isStored: true, feedback: 'none' });
    await sendVerdict('2', 'possible');
    await sendVerdict('3', 'seen');
    expect(await sendVerdict('4', 'clear')).toEqual({ isStored: false, feedback: 'none' });
    expect(memory.tab(TAB).badge).toBe('2');
    expect(memory.tab(TAB).title).toBe('badge_title_other 2');
    expect(await keysShown()).toEqual(['tiktok:1', 'tiktok:2', 'tiktok:3']);
  });

  it('counts a post once however often its verdict comes, and never lowers it', async () => {
    await sendVerdict('1', 'likely');
    await sendVerdict('1', 'seen');
    expect(memory.tab(TAB).badge).toBe('1');
    expect((await pageState()).flags[0]?.verdict.kind).toBe('likely');
  });

  it('are all kept when many arrive at once', async () => {
    const ids = Array.from({ length: 25 }, (_, i) => String(i));
    await Promise.all(ids.map((id) => sendVerdict(id, 'likely')));
    expect((await pageState()).flags).toHaveLength(25);
    expect(memory.tab(TAB).badge).toBe('25');
  });

  it('tell the page what a person said of the post before', async () => {
    await sendVerdict('1', 'likely');
    await popup.ask({ kind: 'feedback', key: 'tiktok:1', feedback: 'wrong' });
    expect(await sendVerdict('1', 'clear')).toEqual({ isStored: true, feedback: 'wrong' });
  });

  it('lists recent flags of all pages, those only seen when asked for', async () => {
    await sendVerdict('1', 'likely');
    await sendVerdict('2', 'seen');
    const keys = async () => (await popup.ask({ kind: 'recent-flags', limit: 10 })).map(({ key }) => key).sort();
    expect(await keys()).toEqual(['tiktok:1']);
    await memory.local.set({ settings: { showsSeen: true } });
    expect(await keys()).toEqual(['tiktok:1', 'tiktok:2']);
  });
});

describe('senders', () => {
  const from = (sender: Sender, message: ToBackground) => memory.context(sender).runtime.sendMessage(message);
  const verdict: ToBackground = { kind: 'verdict', post: postOf('1'), verdict: verdictOf('likely') };

  it.each<[string, Sender, ToBackground]>([
    ['a page of ours sends a verdict', { id: OUR_ID, url: `${OUR_ORIGIN}popup/popup.html` }, verdict],
    ['a content script asks for recent flags', contentOf(TAB, 'first'), { kind: 'recent-flags', limit: 5 }],
    ['a content script asks for a page', contentOf(TAB, 'first'), { kind: 'page-state', tabId: TAB }],
    [
      'a content script speaks for the engine',
      contentOf(TAB, 'first'),
      { kind: 'engine-state', state: 'stopped', detail: '' },
    ],
    [
      'a content script judges a flag',
      contentOf(TAB, 'first'),
      { kind: 'feedback', key: 'tiktok:1', feedback: 'wrong' },
    ],
  ])('are refused when %s', async (_name, sender, message) => {
    expect(await from(sender, message)).toMatchObject({ isOk: false });
    expect(memory.tab(TAB).badge).toBe('');
  });

  it('get no answer at all when they are another extension', async () => {
    expect(await from({ ...contentOf(TAB, 'first'), id: 'somebody-else' }, verdict)).toBeUndefined();
    expect(await keysShown()).toEqual([]);
  });

  it('are refused when a post would link to something else than the web', async () => {
    const post = postOf('1', { permalink: 'javascript:alert(1)' });
    expect(await from(contentOf(TAB, 'first'), { kind: 'verdict', post, verdict: verdictOf('likely') })).toMatchObject({
      isOk: false,
    });
  });
});

describe('feedback', () => {
  it('lowers the count, reaches the page at once, and can be undone', async () => {
    const told: unknown[] = [];
    content.onTold((message) => void told.push(message), new AbortController().signal);
    await sendVerdict('1', 'likely');
    await sendVerdict('2', 'likely');
    await popup.ask({ kind: 'feedback', key: 'tiktok:1', feedback: 'wrong' });
    expect(memory.tab(TAB).badge).toBe('1');
    expect(told).toEqual([{ kind: 'feedback', key: 'tiktok:1', feedback: 'wrong' }]);
    await popup.ask({ kind: 'feedback', key: 'tiktok:1', feedback: 'none' });
    expect(memory.tab(TAB).badge).toBe('2');
  });

  it('works where the tab has no script any more', async () => {
    await sendVerdict('1', 'likely');
    await popup.ask({ kind: 'feedback', key: 'tiktok:1', feedback: 'wrong' });
    expect((await pageState()).flags[0]?.feedback).toBe('wrong');
  });
});

describe('a page', () => {
  it.each([
    ['goes to another address', { status: 'loading', url: 'https://www.tiktok.com/explore' }, 0],
    ['steps to another address without loading', { url: 'https://www.tiktok.com/explore' }, 0],
    ['is loaded anew', { status: 'loading' }, 0],
    ['only moves to a fragment', { status: 'loading', url: `${FEED}#comments` }, 1],
    ['has finished loading', { status: 'complete' }, 1],
  ])('that %s has %j, and then this many flags', async (_name, change, count) => {
    memory.navigate(TAB, { status: 'loading', url: FEED });
    await sendVerdict('1', 'likely');
    memory.navigate(TAB, change);
    await vi.waitFor(() => expect(memory.tab(TAB).badge).toBe(count === 0 ? '' : String(count)));
    expect(await keysShown()).toHaveLength(count);
  });

  it('begins anew when another document speaks for the same address', async () => {
    await sendVerdict('1', 'likely');
    await sendVerdict('2', 'likely', await messagingOf(contentOf(TAB, 'second')));
    expect(await keysShown()).toEqual(['tiktok:2']);
  });

  it('shows its coverage and host', async () => {
    await content.ask({ kind: 'coverage', coverage: { looked: 3, unreadable: { tainted: 2 } } });
    expect(await pageState()).toMatchObject({
      host: 'www.tiktok.com',
      coverage: { looked: 3, unreadable: { tainted: 2 } },
    });
  });

  it('is remembered by a background that was stopped and started again', async () => {
    await sendVerdict('1', 'likely');
    const before = await pageState();
    memory.stopContexts();
    await startBackground();
    popup = await messagingOf({ id: OUR_ID, url: `${OUR_ORIGIN}popup/popup.html` });
    expect(await pageState()).toEqual(before);
  });

  it('is forgotten with its tab', async () => {
    await sendVerdict('1', 'likely');
    memory.closeTab(TAB);
    await vi.waitFor(() =>
      expect([...memory.session.values.keys()].filter((key) => key.startsWith('page:'))).toEqual([]),
    );
  });
});

describe('the engine', () => {
  it('gets one page however many tabs wake it at once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => content.ask({ kind: 'wake-engine' })));
    expect(answers).toEqual([{ state: 'starting' }, { state: 'starting' }, { state: 'starting' }]);
    expect(memory.offscreen).toMatchObject({ opened: 1, documents: [`${OUR_ORIGIN}engine/engine.html`] });
  });

  it('is where it is when another start was quicker', async () => {
    memory.chrome.runtime.getContexts = hideOnce(memory.chrome.runtime.getContexts);
    memory.offscreen.documents.push(`${OUR_ORIGIN}engine/engine.html`);
    expect(await content.ask({ kind: 'wake-engine' })).toEqual({ state: 'starting' });
  });

  it('says that it has stopped when its page cannot be made', async () => {
    memory.chrome.offscreen.createDocument = async () => {
      throw new Error('No memory');
    };
    expect(await content.ask({ kind: 'wake-engine' })).toEqual({ state: 'stopped' });
    expect((await pageState()).engine).toEqual({ state: 'stopped', detail: 'No memory' });
  });

  it('is the background page itself where there are no offscreen documents', async () => {
    vi.stubGlobal('chrome', undefined);
    expect(await content.ask({ kind: 'wake-engine' })).toEqual({ state: 'starting' });
    expect(memory.offscreen.opened).toBe(0);
  });

  it('tells the popup its state', async () => {
    const engine = await messagingOf({ id: OUR_ID, url: `${OUR_ORIGIN}engine/engine.html` });
    await engine.ask({ kind: 'engine-state', state: 'no-model', detail: 'recogniser.onnx' });
    expect((await pageState()).engine).toEqual({ state: 'no-model', detail: 'recogniser.onnx' });
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
    expect(await sendVerdict('1', 'likely')).toEqual({ isStored: false, feedback: 'none' });
    expect(memory.tab(TAB).badge).toBe('1');
    expect(await pageState()).toMatchObject({ storeTrouble: 'full', flags: [{ key: 'tiktok:1' }] });
    await popup.ask({ kind: 'feedback', key: 'tiktok:1', feedback: 'wrong' });
    expect(memory.tab(TAB).badge).toBe('');
  });

  it('is over once a flag can be stored', async () => {
    const real = globalThis.indexedDB;
    refuse('QuotaExceededError');
    await sendVerdict('1', 'likely');
    globalThis.indexedDB = real;
    expect(await sendVerdict('1', 'likely')).toMatchObject({ isStored: true });
    expect(await pageState()).toMatchObject({ storeTrouble: null, flags: [{ key: 'tiktok:1' }] });
  });
});

describe('content scripts', () => {
  const registered = () =>
    [...memory.scripts.values()].map(({ matches, excludeMatches }) => ({ matches, excludeMatches }));

  it('are registered for granted origins, less the hosts switched off, and nowhere when paused', async () => {
    memory.grant(['https://www.tiktok.com/*', 'file:///*', 'https://videos.example/*']);
    const matches = ['https://www.tiktok.com/*', 'https://videos.example/*'];
    await vi.waitFor(() => expect(registered()).toEqual([{ matches, excludeMatches: [] }]));
    await memory.local.set({ settings: { offHosts: ['www.tiktok.com', '127.0.0.1:8080'] } });
    await vi.waitFor(() => expect(registered()).toEqual([{ matches, excludeMatches: ['*://www.tiktok.com/*'] }]));
    await memory.local.set({ settings: { isPaused: true } });
    await vi.waitFor(() => expect(registered()).toEqual([]));
  });
});

describe('settings', () => {
  it('lose none of the changes made at the same time', async () => {
    const { updateSettings, readSettings } = await loadAs(
      { id: OUR_ID },
      () => import('../extension/settings-store.ts'),
    );
    const hosts = ['a.example', 'b.example', 'c.example', 'd.example'];
    await Promise.all(hosts.map((host) => updateSettings(({ offHosts }) => ({ offHosts: [...offHosts, host] }))));
    expect((await readSettings()).offHosts).toEqual(hosts);
  });

  it('reach those who watch them until they stop', async () => {
    const store = await loadAs({ id: OUR_ID }, () => import('../extension/settings-store.ts'));
    const seen: string[] = [];
    const life = new AbortController();
    store.watchSettings(({ treatment }) => void seen.push(treatment), life.signal);
    await store.updateSettings(() => ({ treatment: 'cover' }));
    life.abort();
    await store.updateSettings(() => ({ treatment: 'hide' }));
    expect(seen).toEqual(['cover']);
  });
});

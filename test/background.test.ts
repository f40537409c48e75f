import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ToBackground } from '../src/protocol.ts';
import { postOf, verdictOf } from './flags.ts';
import { OUR_ID, OUR_ORIGIN, type Sender } from './in-memory-browser.ts';
import { contentOf, FEED, startWorld, TAB, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});

describe('verdicts', () => {
  it('stores flags and what was only seen, and counts the flags on the icon', async () => {
    expect(await world.sendVerdict('1', 'likely')).toEqual({ isStored: true, feedback: 'none' });
    await world.sendVerdict('2', 'possible');
    await world.sendVerdict('3', 'seen');
    expect(await world.sendVerdict('4', 'clear')).toEqual({ isStored: false, feedback: 'none' });
    expect(world.memory.tab(TAB).badge).toBe('2');
    expect(world.memory.tab(TAB).title).toBe('badge_title_other 2');
    expect(await world.keysShown()).toEqual(['tiktok:1', 'tiktok:2', 'tiktok:3']);
  });

  it('counts a post once however often its verdict comes, and never lowers it', async () => {
    await world.sendVerdict('1', 'likely');
    await world.sendVerdict('1', 'seen');
    expect(world.memory.tab(TAB).badge).toBe('1');
    expect((await world.pageState()).flags[0]?.verdict.kind).toBe('likely');
  });

  it('are all kept when many arrive at once', async () => {
    const ids = Array.from({ length: 25 }, (_, i) => String(i));
    await Promise.all(ids.map((id) => world.sendVerdict(id, 'likely')));
    expect((await world.pageState()).flags).toHaveLength(25);
    expect(world.memory.tab(TAB).badge).toBe('25');
  });

  it('tell the page what a person said of the post before', async () => {
    await world.sendVerdict('1', 'likely');
    await world.popup.ask({ kind: 'feedback', key: 'tiktok:1', feedback: 'wrong' });
    expect(await world.sendVerdict('1', 'clear')).toEqual({ isStored: true, feedback: 'wrong' });
  });

  it('lists recent flags of all pages, those only seen when asked for', async () => {
    await world.sendVerdict('1', 'likely');
    await world.sendVerdict('2', 'seen');
    const keys = async () => (await world.popup.ask({ kind: 'recent-flags', limit: 10 })).map(({ key }) => key).sort();
    expect(await keys()).toEqual(['tiktok:1']);
    await world.memory.local.set({ settings: { showsSeen: true } });
    expect(await keys()).toEqual(['tiktok:1', 'tiktok:2']);
  });
});

describe('senders', () => {
  const from = (sender: Sender, message: ToBackground) => world.memory.context(sender).runtime.sendMessage(message);
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
    expect(world.memory.tab(TAB).badge).toBe('');
  });

  it('get no answer at all when they are another extension', async () => {
    expect(await from({ ...contentOf(TAB, 'first'), id: 'somebody-else' }, verdict)).toBeUndefined();
    expect(await world.keysShown()).toEqual([]);
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
    world.content.onTold((message) => void told.push(message), new AbortController().signal);
    await world.sendVerdict('1', 'likely');
    await world.sendVerdict('2', 'likely');
    await world.popup.ask({ kind: 'feedback', key: 'tiktok:1', feedback: 'wrong' });
    expect(world.memory.tab(TAB).badge).toBe('1');
    expect(told).toEqual([{ kind: 'feedback', key: 'tiktok:1', feedback: 'wrong' }]);
    await world.popup.ask({ kind: 'feedback', key: 'tiktok:1', feedback: 'none' });
    expect(world.memory.tab(TAB).badge).toBe('2');
  });

  it('works where the tab has no script any more', async () => {
    await world.sendVerdict('1', 'likely');
    await world.popup.ask({ kind: 'feedback', key: 'tiktok:1', feedback: 'wrong' });
    expect((await world.pageState()).flags[0]?.feedback).toBe('wrong');
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
    world.memory.navigate(TAB, { status: 'loading', url: FEED });
    await world.sendVerdict('1', 'likely');
    world.memory.navigate(TAB, change);
    await vi.waitFor(() => expect(world.memory.tab(TAB).badge).toBe(count === 0 ? '' : String(count)));
    expect(await world.keysShown()).toHaveLength(count);
  });

  it('begins anew when another document speaks for the same address', async () => {
    await world.sendVerdict('1', 'likely');
    await world.sendVerdict('2', 'likely', await world.messagingOf(contentOf(TAB, 'second')));
    expect(await world.keysShown()).toEqual(['tiktok:2']);
  });

  it('shows its coverage and host', async () => {
    await world.content.ask({ kind: 'coverage', coverage: { looked: 3, unreadable: { tainted: 2 } } });
    expect(await world.pageState()).toMatchObject({
      host: 'www.tiktok.com',
      coverage: { looked: 3, unreadable: { tainted: 2 } },
    });
  });

  it('adds its coverage to that of all open pages, as long as it is open', async () => {
    const other = 8;
    world.memory.openTab(other, FEED);
    const there = await world.messagingOf(contentOf(other, 'there'));
    await world.content.ask({ kind: 'coverage', coverage: { looked: 9, unreadable: { tainted: 4 } } });
    await there.ask({ kind: 'coverage', coverage: { looked: 5, unreadable: { 'too-small': 2 } } });
    expect(await world.popup.ask({ kind: 'open-coverage' })).toEqual({
      looked: 14,
      unreadable: { tainted: 4, 'too-small': 2 },
    });
    world.memory.closeTab(other);
    await vi.waitFor(async () =>
      expect(await world.popup.ask({ kind: 'open-coverage' })).toEqual({ looked: 9, unreadable: { tainted: 4 } }),
    );
  });

  it('is remembered by a background that was stopped and started again', async () => {
    await world.sendVerdict('1', 'likely');
    const before = await world.pageState();
    world.memory.stopContexts();
    await world.startBackground();
    expect(await world.pageState()).toEqual(before);
  });

  it('is forgotten with its tab', async () => {
    await world.sendVerdict('1', 'likely');
    world.memory.closeTab(TAB);
    await vi.waitFor(() =>
      expect([...world.memory.session.values.keys()].filter((key) => key.startsWith('page:'))).toEqual([]),
    );
  });
});

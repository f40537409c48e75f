import { beforeEach, describe, expect, it, vi } from 'vitest';
import { joinSigns, withSigns } from '../src/file-signs.ts';
import { raiseFlag, withFileSigns } from '../src/raise-flag.ts';
import type { Sign } from '../src/sign.ts';
import type { VerdictKind } from '../src/verdict.ts';
import { postOf, verdictOf } from './flags.ts';
import { contentOf, startWorld, TAB, type World } from './world.ts';

const SIGNED: Sign = { kind: 'provenance', strength: 'strong', cue: 'Dream', generator: 'Dream', notes: ['signed'] };
const CLAIMED: Sign = { ...SIGNED, strength: 'weak', notes: ['tampered'] };
const seen = verdictOf('seen', { signs: [] });

describe('what a file says of itself', () => {
  it.each<[string, readonly Sign[], VerdictKind]>([
    ['signed as AI, its hash holds', [SIGNED], 'likely'],
    ['claimed only', [CLAIMED], 'possible'],
    ['nothing', [], 'seen'],
  ])('%s: the verdict on what was seen is then %s', (_, signs, kind) => {
    expect(withSigns(seen, signs)).toMatchObject({ kind, signs });
  });

  it.each<[string, Partial<typeof seen>, VerdictKind]>([
    ['nobody was recognised', { entries: [] }, 'ai-only'],
    ['not a frame could be read', { entries: [], framesRead: 0, unreadable: 'tainted' }, 'ai-only'],
  ])('is told where %s', (_, more, kind) => {
    expect(withSigns(verdictOf('unknown', { signs: [], ...more }), [SIGNED]).kind).toBe(kind);
  });

  it('counts once however often it is read', () => {
    expect(joinSigns([SIGNED], [{ ...SIGNED }])).toEqual([SIGNED]);
    const flag = raiseFlag(undefined, { post: postOf('1'), verdict: seen, at: 1 });
    const read = withFileSigns(flag, [SIGNED], 2)!;
    expect(read).toMatchObject({ updatedAt: 2, verdict: { kind: 'likely' } });
    expect(withFileSigns(read, [SIGNED], 3)).toBeNull();
  });

  it('holds when the page, which does not know of it, is looked at again', () => {
    const sighted = { post: postOf('1'), verdict: seen, at: 1, mediaAddress: 'https://media.example/a.mp4' };
    const read = withFileSigns(raiseFlag(undefined, sighted), [SIGNED], 2)!;
    const again = raiseFlag(read, { post: postOf('1'), verdict: { ...seen, framesRead: 20 }, at: 3 });
    expect(again).toMatchObject({
      mediaAddress: 'https://media.example/a.mp4',
      verdict: { kind: 'likely', framesRead: 20, signs: [SIGNED] },
    });
  });
});

describe('what a file says of itself, in the browser', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  const sighted = () =>
    world.content.ask({
      kind: 'verdict',
      post: postOf('1'),
      verdict: seen,
      mediaAddress: 'https://media.example/a.mp4',
    });
  const read = () => world.popup.ask({ kind: 'file-signs', key: 'tiktok:1', signs: [SIGNED] });

  it('raises the flag, its count and the mark on the page', async () => {
    const told: unknown[] = [];
    world.content.onTold((message) => void told.push(message), new AbortController().signal);
    await sighted();
    expect((await world.pageState()).flags[0]).toMatchObject({ mediaAddress: 'https://media.example/a.mp4' });
    expect(world.memory.tab(TAB).badge).toBe('');
    expect(await read()).toBe(true);
    expect(world.memory.tab(TAB).badge).toBe('1');
    expect(told).toEqual([{ kind: 'file-signs', key: 'tiktok:1', signs: [SIGNED] }]);
    expect((await world.pageState()).flags[0]?.verdict).toMatchObject({ kind: 'likely', signs: [SIGNED] });
    await sighted();
    expect((await world.pageState()).flags[0]?.verdict.kind).toBe('likely');
  });

  it('comes from the address that the page had, once its host is allowed, and is asked for by pages of ours alone', async () => {
    const asked: unknown[] = [];
    vi.stubGlobal('fetch', async (address: unknown) => {
      asked.push(address);
      return new Response('bytes');
    });
    const fetchIt = () => world.popup.ask({ kind: 'fetch-file', key: 'tiktok:1' });
    expect(await fetchIt()).toEqual({ kind: 'failed', why: 'gone' });
    await sighted();
    expect(await fetchIt()).toEqual({ kind: 'failed', why: 'not-allowed' });
    world.memory.grant(['https://media.example/*']);
    expect(asked).toEqual([]);
    const message = { kind: 'fetch-file', key: 'tiktok:1' };
    expect(await world.memory.context(contentOf(TAB, 'first')).runtime.sendMessage(message)).toMatchObject({
      isOk: false,
    });
    expect(await fetchIt()).toEqual({ kind: 'file', bytes: new TextEncoder().encode('bytes') });
    expect(asked).toEqual(['https://media.example/a.mp4']);
    vi.unstubAllGlobals();
  });

  it('stands beside the address of the page, which the browser gave and not the page', async () => {
    await sighted();
    expect((await world.pageState()).flags[0]).toMatchObject({ pageAddress: contentOf(TAB, 'first').tab?.url });
    expect(contentOf(TAB, 'first').tab?.url).toMatch(/^https?:/);
  });

  it('is told as not kept where there is no such flag', async () => {
    expect(await read()).toBe(false);
  });

  it('is taken from pages of ours alone, and is provenance or nothing', async () => {
    await sighted();
    const page = world.memory.context(contentOf(TAB, 'first')).runtime;
    const message = { kind: 'file-signs', key: 'tiktok:1', signs: [SIGNED] };
    expect(await page.sendMessage(message)).toMatchObject({ isOk: false });
    const mark = { kind: 'file-signs', key: 'tiktok:1', signs: [{ ...SIGNED, kind: 'mark' }] };
    await expect(world.popup.ask(mark as never)).rejects.toThrow('Not a message');
  });
});

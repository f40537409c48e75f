import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../scripts/sample/extension-page.ts';
import { DEFAULT_SETTINGS } from '../../src/settings.ts';
import { putTinyModel } from '../sample/bad-clips.ts';
import { type ChromiumWorld, openChromiumWorld } from '../site-world/chromium-world.ts';
import { singlePage } from '../site-world/feed-page.ts';
import { marksOn, type SeenMark } from '../site-world/our-marks.ts';
import { entryFile, TINY_PACK } from '../tiny-model.ts';

const PATIENCE_MS = 60_000;

/** A red thing on white that moves, drawn by the page: to the network of colours it is Pikachu. */
const STREAM = `
  const canvas = document.createElement('canvas'); canvas.width = canvas.height = 160;
  const context = canvas.getContext('2d'); let step = 0;
  setInterval(() => { context.fillStyle = 'white'; context.fillRect(0, 0, 160, 160); context.fillStyle = 'red'; context.fillRect(28 + step++ % 4, 32, 96, 96); }, 50);
  const video = document.querySelector('video'); video.muted = true; video.srcObject = canvas.captureStream(20); video.play();`;
const VIDEO = '<video data-started="1" style="width: 400px; height: 400px"></video>';
const CLAIM = 'Made with Sora #sora2 #aigenerated';

const tweet = (
  who: string,
): string => `<article data-testid="tweet"><div data-testid="User-Name"><a href="/${who}">x</a>
  <a href="/${who}/status/1900000000000000001"><time datetime="2026-02-03T04:05:06.000Z">1d</time></a></div><div data-testid="tweetText">${CLAIM}</div>${VIDEO}</article>`;
const watch = (who: string): string => `<ytd-watch-flexy video-id="aaaaaaaaaaa"><div id="movie_player">${VIDEO}</div>
  <ytd-watch-metadata><h1>${CLAIM}</h1><ytd-video-owner-renderer><a href="/@${who}">x</a></ytd-video-owner-renderer></ytd-watch-metadata></ytd-watch-flexy>`;

const PAGES = {
  'x.com': () => singlePage(tweet('maker'), STREAM),
  'www.youtube.com': (path: string) => singlePage(watch(path.includes('official') ? 'pokemon' : 'somebody'), STREAM),
};

/** The pack of colours, with a red thing that is somebody's. */
const pack = { ...TINY_PACK, entries: [entryFile('pikachu', 'character', [255, 0, 0])] };

describe('flagged videos in a page', () => {
  let world: ChromiumWorld;
  let page: Page;
  beforeAll(async () => {
    const prepare = (chrome: string): void => putTinyModel(chrome, pack);
    world = await openChromiumWorld(PAGES, ['https://x.com/*', 'https://www.youtube.com/*'], { prepare });
  });
  afterAll(() => world?.close());
  beforeEach(() => world.extension.set(DEFAULT_SETTINGS));
  afterEach(() => page.close());

  const seen = (isIt: (mark: SeenMark | undefined) => boolean): Promise<SeenMark | undefined> =>
    until(async () => (await marksOn(page))[0], isIt, PATIENCE_MS);
  const treated = (treatment: string) => seen((mark) => mark?.treatment === treatment);
  const unmarked = () => seen((mark) => mark === undefined);
  const stateOf = async (address: string) =>
    world.extension.ask({ kind: 'page-state', tabId: await world.extension.tabId(address) });
  const flagged = (address: string) =>
    until(
      () => stateOf(address),
      ({ flags }) => flags.some(({ verdict }) => ['likely', 'possible'].includes(verdict.kind)),
      PATIENCE_MS,
    );

  it('are marked, covered or hidden as chosen for this site alone, and shown again by one click', async () => {
    page = await world.open('https://x.com/');
    expect(await treated('mark')).toMatchObject({ title: expect.stringContaining('Pikachu') });
    await world.extension.set({ siteTreatments: { 'www.youtube.com': 'hide' } });
    await world.extension.set({ siteTreatments: { 'www.youtube.com': 'hide', 'x.com': 'cover' } });
    const covered = await treated('cover');
    expect(covered?.treatment).toBe('cover');
    await covered?.press('Show video');
    expect((await treated('mark'))?.treatment).toBe('mark');
    await world.extension.set({ siteTreatments: { 'x.com': 'hide' } });
    // What a person chose to see stays in sight.
    expect((await marksOn(page))[0]?.treatment).toBe('mark');
    await page.reload();
    const hidden = await treated('hide');
    await hidden?.press('Show video');
    expect((await treated('mark'))?.treatment).toBe('mark');
  });

  it('are left alone for the rest of the visit after one click, and the popup still lists them', async () => {
    page = await world.open('https://x.com/');
    await (await treated('mark'))?.press('Hide this mark');
    expect(await unmarked()).toBeUndefined();
    expect((await stateOf('https://x.com/')).flags.map(({ key }) => key)).toEqual(['x:1900000000000000001']);
  });

  it('of an account that is never flagged are not marked or counted, until it is taken off the list', async () => {
    await world.extension.set({ allowedAccounts: ['x:maker'] });
    page = await world.open('https://x.com/');
    expect((await flagged('https://x.com/')).flags).toHaveLength(1);
    expect(await marksOn(page)).toEqual([]);
    await world.extension.set({ allowedAccounts: [] });
    expect((await treated('mark'))?.treatment).toBe('mark');
    await world.extension.set({ blockedAccounts: ['x:maker'] });
    expect(await treated('cover')).toMatchObject({ title: expect.not.stringContaining('Pikachu') });
  });

  it("of an owner's own account are listed and not marked, and those of anybody else are", async () => {
    page = await world.open('https://www.youtube.com/watch?v=aaaaaaaaaaa&official');
    expect((await flagged('https://www.youtube.com/')).flags[0]?.post.author).toBe('@pokemon');
    expect(await marksOn(page)).toEqual([]);
    await page.goto('https://www.youtube.com/watch?v=aaaaaaaaaaa');
    expect((await treated('mark'))?.title).toContain('Pikachu');
  });
});

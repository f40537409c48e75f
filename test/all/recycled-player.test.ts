import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bundleForPage, launchChromium, openPage } from '../browser/chromium-page.ts';
import {
  BY_ADDRESS,
  BY_CARD,
  type Change,
  COLOURS,
  colourClips,
  type RecycledSite,
  wordsOf,
} from '../site-world/recycled-page.ts';

/** What the bundle of `feed-on-page.ts` puts on the page. */
declare const ours: typeof import('../browser/feed-on-page.ts');
declare global {
  interface Window {
    feed: ReturnType<typeof ours.startFeed>;
    video: HTMLVideoElement;
    change: (what: Change, i: number) => void;
  }
}

/** Well above what an element is given to settle in, so that the order is all that tells posts apart. */
const APART_MS = 800;
const ORDERS: readonly Change[][] = [
  ['address', 'card', 'media'],
  ['address', 'media', 'card'],
  ['card', 'address', 'media'],
  ['card', 'media', 'address'],
  ['media', 'address', 'card'],
  ['media', 'card', 'address'],
];

let browser: Browser;
let script = '';
let clips: string[] = [];
let page: Page;
beforeAll(async () => {
  clips = colourClips();
  [browser, script] = await Promise.all([launchChromium(), bundleForPage('test/browser/feed-on-page.ts')]);
});
afterAll(() => browser.close());
afterEach(() => page.close());

const VIDEO = '<video muted loop style="display: block; width: 400px; height: 225px"></video>';

/** Opens the page with its first post playing, and the feed of the content script on it. */
async function open(site: RecycledSite): Promise<void> {
  const addresses = COLOURS.map((_colour, i) => site.address(i));
  const html = `<style>body { margin: 0 }</style>${site.html.replace('{video}', VIDEO)}`;
  page = await openPage(browser, site.origin + site.address(0), { html, script });
  await page.evaluate(`{
    window.video = document.querySelector('video');
    const media = ${JSON.stringify(clips)}.map((clip) => URL.createObjectURL(new Blob([Uint8Array.from(atob(clip), (c) => c.charCodeAt(0))], { type: 'video/webm' })));
    window.change = (what, i) => {
      if (what === 'address') history.replaceState(null, '', ${JSON.stringify(addresses)}[i]);
      if (what === 'media') { video.src = media[i]; void video.play(); }
      if (what === 'card') { ${site.card} }
    };
    window.change('media', 0);
    window.feed = ours.startFeed();
  }`);
}

const whenRead = (key: string): Promise<unknown> =>
  page.waitForFunction((k) => window.feed.known(k).reads >= 2, key, { polling: 50, timeout: 20_000 });

async function goOn(i: number, order: readonly Change[], apartMs: number): Promise<void> {
  for (const what of order) {
    await page.evaluate(([w, at]) => window.change(w, at), [what, i] as const);
    await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), apartMs);
  }
}

const nearest = (colour: readonly number[]): number => colour.indexOf(Math.max(...colour));

/** Every frame read is of its post, and every post has its own words. */
async function expectOwn(site: RecycledSite): Promise<void> {
  const learnt = await page.evaluate(() => window.feed.learnt);
  expect(new Set(learnt.map(({ key }) => key))).toEqual(new Set(COLOURS.map((_colour, i) => site.key(i))));
  for (const { key, colour } of learnt) expect([key, nearest(colour)]).toEqual([key, Number(key.at(-1))]);
  const captions = await page.evaluate(
    (keys) => keys.map((key) => window.feed.words(key)),
    COLOURS.map((_c, i) => site.key(i)),
  );
  expect(captions).toEqual(COLOURS.map((_colour, i) => wordsOf(i)));
}

describe.each(BY_ADDRESS)('one player for all posts: $name', (site) => {
  it.each(ORDERS.map((order) => ({ order })))('gives each post its frames and words when $order', async ({ order }) => {
    await open(site);
    await whenRead(site.key(0));
    for (const i of [1, 2]) {
      await goOn(i, order, APART_MS);
      await whenRead(site.key(i));
    }
    await expectOwn(site);
  });
});

describe.each(BY_CARD)('one player for all posts: $name', (site) => {
  it.each([[['card', 'media']], [['media', 'card']]] as [Change[]][])(
    'gives each post its frames and words when %j',
    async (order) => {
      await open(site);
      await whenRead(site.key(0));
      for (const i of [1, 2]) {
        await goOn(i, [...order, 'address'], APART_MS);
        await whenRead(site.key(i));
      }
      await expectOwn(site);
    },
  );
});

describe('an address that never follows', () => {
  const [site] = BY_ADDRESS;
  it('gives no frame to the post it names, and says of the next one that its details are unverified', async () => {
    if (site === undefined) throw new Error('No site');
    await open(site);
    await whenRead(site.key(0));
    const before = await page.evaluate((key) => window.feed.known(key).reads, site.key(0));
    await goOn(1, ['card', 'media'], 0);
    await page.waitForFunction(() => window.feed.shown().some((key) => key.startsWith('generic:')), null, {
      timeout: 20_000,
    });
    const [shown = ''] = await page.evaluate(() => window.feed.shown());
    await whenRead(shown);
    const learnt = await page.evaluate(() => window.feed.learnt);
    for (const { key, colour } of learnt) expect(nearest(colour)).toBe(key === site.key(0) ? 0 : 1);
    expect(await page.evaluate((key) => window.feed.known(key).reads, site.key(0))).toBe(before);
  });

  it('names no video that comes after the first was taken out', async () => {
    if (site === undefined) throw new Error('No site');
    await open(site);
    await whenRead(site.key(0));
    await page.evaluate(() => {
      document.querySelector('[role="presentation"]')?.remove();
      const next = document.createElement('video');
      Object.assign(next, { muted: true, loop: true });
      next.style.cssText = 'display: block; width: 400px; height: 225px';
      document.querySelector('.place')?.append(next);
      window.video = next;
      window.change('media', 1);
    });
    await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), 2 * APART_MS);
    expect(await page.evaluate(() => window.feed.shown())).toEqual([]);
    await page.evaluate(() => window.change('address', 1));
    await whenRead(site.key(1));
    const learnt = await page.evaluate(() => window.feed.learnt);
    for (const { key, colour } of learnt) expect([key, nearest(colour)]).toEqual([key, Number(key.at(-1))]);
  });
});

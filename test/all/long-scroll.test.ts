import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/sample/extension-page.ts';
import { extensionMb } from '../../scripts/sample/process-memory.ts';
import { type ChromiumWorld, openChromiumWorld } from '../site-world/chromium-world.ts';
import { tiktokFeed, xFeed } from '../site-world/feeds.ts';
import { heldBy } from '../site-world/memory.ts';
import { GRANTED, pagesOf } from '../site-world/sites.ts';

const POSTS = 1000;
/** The feed is scrolled so far before its memory is looked at for the first time. */
const WARM_UP_POSTS = 100;
/** Half of the posts are remembered by the page, with their captions; that is what may grow. */
const PAGE_GROWTH_MAX_MB = 10;
/** What a process holds swings by tens of megabytes with its collections; a frame kept of each post would add 150. */
const EXTENSION_GROWTH_MAX_MB = 60;
/** A node or listener held of each post would add up to thousands. */
const COUNT_GROWTH_MAX = 500;
const POST_TIMEOUT_MS = 60_000;
const TIMEOUT_MS = 1_800_000;

const round = (value: number): number => Math.round(value * 10) / 10;

describe('a thousand posts', () => {
  let world: ChromiumWorld;
  const sites = [tiktokFeed(POSTS), xFeed(POSTS, false)];
  beforeAll(async () => {
    world = await openChromiumWorld(pagesOf(sites), GRANTED);
  });
  afterAll(() => world?.close());

  it.each(sites)('of $name are each read once, and nothing piles up', { timeout: TIMEOUT_MS }, async (site) => {
    await world.forget();
    const page = await world.open(`https://${site.host}${site.path}`);
    const missed: string[] = [];
    const read = async (from: number, to: number): Promise<void> => {
      for (let i = from; i < to; i++) {
        const key = site.expected[i]?.key ?? '';
        await page.evaluate((top) => scrollTo(0, top), i * site.height);
        if (!(await world.whenRead(key, POST_TIMEOUT_MS))) missed.push(key);
      }
    };
    const held = async () => ({ ...(await heldBy(page)), extensionMb: extensionMb() });
    const begun = performance.now();
    await read(0, WARM_UP_POSTS);
    const before = await held();
    await read(WARM_UP_POSTS, POSTS);
    const after = await held();
    const seconds = round((performance.now() - begun) / 1000);
    const tabId = await world.extension.tabId(`https://${site.host}`);
    const { coverage } = await until(
      () => world.extension.ask({ kind: 'page-state', tabId }),
      (state) => state.coverage.looked >= POSTS,
      POST_TIMEOUT_MS,
    );
    const told = (await world.told()).map(({ post }) => `${post.site}:${post.id}`);
    await page.close();
    console.log(
      `${POSTS} posts of ${site.name} in ${seconds} s. Page: ${round(before.heapMb)} MB, then ${round(after.heapMb)} MB; nodes ${before.nodes}, ${after.nodes};`,
      `listeners ${before.listeners}, ${after.listeners}. Extension: ${round(before.extensionMb)} MB, then ${round(after.extensionMb)} MB.`,
    );
    expect(missed).toEqual([]);
    expect(told).toEqual(site.expected.map(({ key }) => key));
    expect(coverage).toEqual({ looked: POSTS, unreadable: {} });
    expect(after.heapMb - before.heapMb).toBeLessThan(PAGE_GROWTH_MAX_MB);
    expect(after.nodes - before.nodes).toBeLessThan(COUNT_GROWTH_MAX);
    expect(after.listeners - before.listeners).toBeLessThan(COUNT_GROWTH_MAX);
    expect(after.extensionMb - before.extensionMb).toBeLessThan(EXTENSION_GROWTH_MAX_MB);
  });
});

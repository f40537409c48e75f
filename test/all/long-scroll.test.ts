import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/sample/extension-page.ts';
import { type ChromiumWorld, openChromiumWorld } from '../site-world/chromium-world.ts';
import { tiktokFeed, xFeed } from '../site-world/feeds.ts';
import { GRANTED, pagesOf } from '../site-world/sites.ts';
import { heightOf } from '../site-world/visit.ts';

const POSTS = 1000;
const POST_TIMEOUT_MS = 60_000;
const TIMEOUT_MS = 3_600_000;

describe('a thousand posts', () => {
  let world: ChromiumWorld;
  const sites = [tiktokFeed(POSTS), xFeed(POSTS, false)];
  beforeAll(async () => {
    world = await openChromiumWorld(pagesOf(sites), GRANTED);
  });
  afterAll(() => world?.close());

  it.each(sites)('of $name are each read once, whatever element showed them', { timeout: TIMEOUT_MS }, async (site) => {
    await world.forget();
    const page = await world.open(`https://${site.host}${site.path}`);
    const missed: string[] = [];
    for (const [i, { key }] of site.expected.entries()) {
      await page.evaluate((top) => scrollTo(0, top), i * heightOf(site));
      const isRead = await until(() => world.isRead(key), Boolean, POST_TIMEOUT_MS);
      if (!isRead) missed.push(key);
    }
    const tabId = await world.extension.tabId(`https://${site.host}`);
    const { coverage } = await until(
      () => world.extension.ask({ kind: 'page-state', tabId }),
      (state) => state.coverage.looked >= POSTS,
      POST_TIMEOUT_MS,
    );
    const told = (await world.told()).map(({ post }) => `${post.site}:${post.id}`);
    await page.close();
    expect(missed).toEqual([]);
    expect(told).toEqual(site.expected.map(({ key }) => key));
    expect(coverage).toEqual({ looked: POSTS, unreadable: {} });
  });
});

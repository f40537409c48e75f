import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/sample/extension-page.ts';
import { type ChromiumWorld, openChromiumWorld } from '../site-world/chromium-world.ts';
import { GIF_HOST, xFeed } from '../site-world/feeds.ts';
import { GRANTED, POSTER_SITE, pagesOf, WORLD_SITES } from '../site-world/sites.ts';
import { visit } from '../site-world/visit.ts';

const MEDIA_HOSTS = [GIF_HOST, 'files.social.example'];

describe('every site in Chromium', () => {
  let world: ChromiumWorld;
  beforeAll(async () => {
    world = await openChromiumWorld(pagesOf([...WORLD_SITES, POSTER_SITE]), GRANTED);
  });
  afterAll(() => world?.close());

  it.each(WORLD_SITES)('$name is read post by post', async (site) => {
    await visit(world, site);
  });

  it('a video that waits for a click is judged by its poster, and its post details are told as unverified', async () => {
    const page = await world.open(`https://${POSTER_SITE.host}/`);
    const [{ key } = { key: '' }] = POSTER_SITE.expected;
    expect(await until(() => world.isRead(key), Boolean, 60_000)).toBe(true);
    const tabId = await world.extension.tabId(`https://${POSTER_SITE.host}`);
    const { coverage } = await until(
      () => world.extension.ask({ kind: 'page-state', tabId }),
      (state) => state.coverage.looked > 0,
      60_000,
    );
    expect(coverage).toEqual({ looked: 1, unreadable: {}, unverified: 1 });
    await page.close();
  });

  it('fetches media without cookies where the page keeps its pixels back', () => {
    const ours = world.server.seen.filter(({ mode, host }) => mode === 'cors' && MEDIA_HOSTS.includes(host));
    expect(new Set(ours.map(({ host }) => host))).toEqual(new Set(MEDIA_HOSTS));
    expect(ours.filter(({ cookie }) => cookie !== '')).toEqual([]);
  });
});

describe('media of a host that was not allowed', () => {
  let world: ChromiumWorld;
  beforeAll(async () => {
    world = await openChromiumWorld(pagesOf([xFeed(3)]), ['https://x.com/*']);
  });
  afterAll(() => world?.close());

  it('are told as unreadable with the host to allow, and never asked for by us', async () => {
    const page = await world.open('https://x.com/');
    await page.evaluate(() => scrollTo(0, 2 * 560));
    const tabId = await world.extension.tabId('https://x.com/');
    const state = await until(
      () => world.extension.ask({ kind: 'page-state', tabId }),
      ({ coverage }) => (coverage.unreadable.tainted ?? 0) > 0,
      60_000,
    );
    expect(state.coverage).toMatchObject({ unreadable: { tainted: 1 }, mediaHosts: [`https://${GIF_HOST}/*`] });
    expect(world.server.seen.filter(({ mode, host }) => mode === 'cors' && host === GIF_HOST)).toEqual([]);
    await page.close();
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/sample/extension-page.ts';
import { type ChromiumWorld, openChromiumWorld } from '../site-world/chromium-world.ts';
import { GIF_HOST, tiktokFeed, xFeed } from '../site-world/feeds.ts';
import { GRANTED, pagesOf } from '../site-world/sites.ts';
import { visit } from '../site-world/visit.ts';

/** The local world of sites, as far as it fits before each commit; all of it is in \`npm run test:all\`. */
describe('pages that behave as the sites do, at their own addresses', () => {
  let world: ChromiumWorld;
  const sites = [tiktokFeed(2), xFeed(3)];
  beforeAll(async () => {
    world = await openChromiumWorld(pagesOf(sites), GRANTED);
  });
  afterAll(() => world.close());

  it.each(sites)('are read post by post: $name', { timeout: 300_000 }, async (site) => {
    await visit(world, site);
  });

  it('have their media fetched without cookies, only where their pixels are kept back', () => {
    const fetched = world.server.seen.filter(({ mode, path }) => mode === 'cors' && path.startsWith('/clip/'));
    // The pages fetch from their own hosts; only we ask the other host so that pixels can be read.
    const ours = fetched.filter(({ host }) => host === GIF_HOST);
    expect(ours.length).toBeGreaterThan(0);
    for (const { path, cookie } of ours) expect([path, cookie]).toEqual(['/clip/2', '']);
  });

  it('tell nothing once the site is off', async () => {
    await world.extension.set({ offHosts: ['x.com'] });
    await world.forget();
    const page = await world.open('https://x.com/');
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 1.5);
    expect(await world.told()).toEqual([]);
    await world.extension.set({ offHosts: [] });
    // The tab that is open already is looked at again without being loaded anew.
    await until(
      () => world.told(),
      (told) => told.length > 0,
      60_000,
    );
    expect((await world.told()).length).toBeGreaterThan(0);
    await page.close();
  });
});

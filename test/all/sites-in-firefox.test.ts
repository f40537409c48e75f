import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/sample/extension-page.ts';
import { type FirefoxWorld, openFirefoxWorld } from '../site-world/firefox-world.ts';
import { GRANTED, pagesOf, WORLD_SITES } from '../site-world/sites.ts';

const MAIN = ['TikTok', 'YouTube Shorts', 'Instagram', 'Facebook', 'X'];
const sites = WORLD_SITES.filter(({ name }) => MAIN.includes(name));

describe('the main sites in Firefox', () => {
  let world: FirefoxWorld;
  beforeAll(async () => {
    world = await openFirefoxWorld(pagesOf(sites), GRANTED);
  });
  let page: Page;
  afterEach(() => page?.close());
  afterAll(() => world?.close());

  it.each(sites)('$name is read post by post', async (site) => {
    const since = world.server.seen.length;
    page = await world.open(`https://${site.host}${site.path}`);
    for (const [i, { key }] of site.expected.entries()) {
      await page.evaluate((top) => scrollTo(0, top), i * site.height);
      const isRead = (told: ReturnType<FirefoxWorld['told']>): boolean =>
        told.some((one) => one.key === key && one.framesRead > 0);
      const told = await until(async () => world.told(since), isRead, 60_000);
      expect(told.map((one) => `${one.key} ${one.framesRead} ${one.unreadable}`).join('\n')).toContain(`${key} `);
      expect(isRead(told)).toBe(true);
    }
    const told = world.told(since);
    expect(told.map(({ key, author, permalink, caption }) => ({ key, author, permalink, caption }))).toEqual(
      site.expected,
    );
  });
});

import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/sample/extension-page.ts';
import { xFeed } from '../site-world/feeds.ts';
import { openPermissionWorld, type PermissionWorld } from '../site-world/permission-world.ts';
import { pagesOf } from '../site-world/sites.ts';

const ORIGINS = ['https://x.com/*', 'https://mobile.x.com/*', 'https://twitter.com/*', 'https://mobile.twitter.com/*'];
const PATIENCE_MS = 60_000;

/** Runs in a page of the extension: what the browser lets it look at, and where its script is put. */
const access = async (page: Page) =>
  page.evaluate(async () => {
    const { origins = [] } = await chrome.permissions.getAll();
    const scripts = await chrome.scripting.getRegisteredContentScripts();
    return { origins: [...origins].sort(), matches: scripts.flatMap(({ matches = [] }) => matches).sort() };
  });

const textOf = (page: Page): Promise<string> => page.evaluate(() => document.body.textContent);

/** Whether anything of ours stands in the page: its one element is a popover at the end of it. */
const isMarked = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.lastElementChild?.hasAttribute('popover') ?? false);

async function press(page: Page, name: string): Promise<void> {
  const button = await page.waitForSelector(`::-p-aria([name="${name}"][role="button"])`, { timeout: PATIENCE_MS });
  await button?.click();
}

/**
 * The question that the browser puts to a person cannot be answered by a driver, so the world begins with sites that
 * were allowed (see `permission-world.ts`); everything after it is as shipped. What follows a refusal is tested in
 * `test/welcome.test.ts`.
 */
describe('sites that a person allowed', () => {
  let world: PermissionWorld;
  let welcome: Page;
  let feed: Page;
  beforeAll(async () => {
    world = await openPermissionWorld(pagesOf([xFeed(3, false)]), ORIGINS);
    welcome = await world.open(`${world.extension}/desk/welcome.html`);
    // A mark without anything recognised.
    await welcome.evaluate(() => chrome.storage.local.set({ settings: { blockedAccounts: ['x:maker_0'] } }));
    feed = await world.open('https://x.com/');
  });
  afterAll(() => world?.close());

  const isPlaying = () =>
    feed.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.5, { timeout: PATIENCE_MS });

  it('are looked at, and no others', async () => {
    const isThere = ({ matches }: Awaited<ReturnType<typeof access>>): boolean => matches.length > 0;
    const allowed = [...ORIGINS].sort();
    expect(await until(() => access(welcome), isThere, PATIENCE_MS)).toEqual({ origins: allowed, matches: allowed });
    expect(await until(() => isMarked(feed), Boolean, PATIENCE_MS)).toBe(true);
  });

  it('are left at once when they are taken back, and nothing is put there any more', async () => {
    await welcome.bringToFront();
    await press(welcome, 'Take back X');
    const isGone = ({ origins, matches }: Awaited<ReturnType<typeof access>>): boolean =>
      origins.length + matches.length === 0;
    expect(await until(() => access(welcome), isGone, PATIENCE_MS)).toEqual({ origins: [], matches: [] });
    await feed.bringToFront();
    expect(await until(async () => !(await isMarked(feed)), Boolean, PATIENCE_MS)).toBe(true);
    await feed.reload({ waitUntil: 'domcontentloaded' });
    await isPlaying();
    expect(await isMarked(feed)).toBe(false);
  });

  it('cannot be looked into any more, by any way', async () => {
    const tried = await welcome.evaluate(async () => {
      const [hidden] = (await chrome.tabs.query({})).filter(({ url }) => url === undefined);
      const target = { tabId: hidden?.id ?? 0 };
      return chrome.scripting.executeScript({ target, func: () => 1 }).then(String, String);
    });
    expect(tried).toContain('Cannot access contents of the page');
  });

  it('can still be looked at once by a click on the icon, which leaves nothing behind', async () => {
    const popup = await world.openPopup(feed);
    const isReady = (text: string): boolean => text.includes('may not look at this site');
    expect(await until(() => textOf(popup), isReady, PATIENCE_MS)).toContain('may not look at this site yet.');
    await press(popup, 'Look at this tab now');
    const isSaid = (text: string): boolean => text.includes('One look at one moment');
    expect(await until(() => textOf(popup), isSaid, PATIENCE_MS)).toMatch(/Looks like/);
    expect(await textOf(popup)).toContain('No videos looked at on this page yet.');
    expect(await access(popup)).toEqual({ origins: [], matches: [] });
    expect(await isMarked(feed)).toBe(false);
  });
});

import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/sample/extension-page.ts';
import { hostsOf, LISTED_SITES, type ListedSite } from '../../src/sites.ts';
import { tiktokFeed, xFeed } from '../site-world/feeds.ts';
import { type FirefoxWindow, openFirefoxWindow, WINDOW_ACCESS } from '../site-world/firefox-window.ts';
import { type FirefoxWorld, openFirefoxWorld } from '../site-world/firefox-world.ts';
import { pagesOf } from '../site-world/sites.ts';

const PATIENCE_MS = 60_000;
const EXTENSION_ID = 'lookalike@lookalike.invalid';
/** Firefox takes no answer to a question that has only just come up. */
const ANSWERED_AFTER_MS = 1000;
/** What a page without our script would have told by then, were it there. */
const QUIET_MS = 6000;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const listed = (name: string): ListedSite => {
  const found = LISTED_SITES.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} is not listed`);
  return found;
};
const sorted = (...sites: readonly ListedSite[]): string[] => sites.flatMap(({ origins }) => origins).sort();

/** The extension as it ships, nothing granted; the questions of Firefox itself are answered with its own buttons. */
describe('the first-run page in Firefox', () => {
  const feeds = [xFeed(1, false), tiktokFeed(1)];
  let world: FirefoxWorld;
  let window: FirefoxWindow;
  let welcome: Page;
  beforeAll(async () => {
    world = await openFirefoxWorld(pagesOf(feeds), [], { args: WINDOW_ACCESS });
    window = await openFirefoxWindow(world.browser, EXTENSION_ID);
  });
  afterAll(() => world?.close());

  const label = (text: string): string => `button[aria-label="${text}"]`;
  /** The button of a site, pressed by keyboard. */
  async function press(text: string): Promise<void> {
    await welcome.bringToFront();
    await welcome.waitForSelector(label(text), { timeout: PATIENCE_MS });
    await welcome.focus(label(text));
    await welcome.keyboard.press('Enter');
  }
  const asked = (): Promise<string> =>
    until(
      () => window.question(),
      (question) => question !== '',
      PATIENCE_MS,
    );
  async function answer(how: 'allow' | 'deny'): Promise<void> {
    await wait(ANSWERED_AFTER_MS);
    await window.answer(how);
    await until(
      () => window.question(),
      (question) => question === '',
      PATIENCE_MS,
    );
  }
  const told = (): Promise<string> => welcome.$eval('[role="status"]', ({ textContent }) => textContent ?? '');
  const isTold = (text: string): Promise<string> => until(told, (now) => now.includes(text), PATIENCE_MS);
  const registeredAs = (patterns: readonly string[]): Promise<string[]> =>
    until(
      () => window.registered(),
      (now) => JSON.stringify(now) === JSON.stringify(patterns),
      PATIENCE_MS,
    );

  async function readFrom(host: string, key: string): Promise<{ page: Page; isRead: () => boolean }> {
    const since = world.server.seen.length;
    const page = await world.open(`https://${host}/`);
    return { page, isRead: () => world.told(since).some((one) => one.key === key && one.framesRead > 0) };
  }

  it('is opened at installation, with nothing granted and nothing registered', async () => {
    const isWelcome = (page: Page): Promise<boolean> =>
      page.evaluate(() => location.pathname.endsWith('/welcome.html')).catch(() => false);
    const find = async (): Promise<Page | undefined> => {
      for (const page of await world.browser.pages()) if (await isWelcome(page)) return page;
      return undefined;
    };
    const found = await until(find, (page) => page !== undefined, PATIENCE_MS);
    if (found === undefined) throw new Error('There is no first-run page');
    welcome = found;
    await welcome.waitForSelector('li[data-site]', { timeout: PATIENCE_MS });
    expect(await welcome.$$eval('li[data-site]', (rows) => rows.map((row) => row.getAttribute('data-site')))).toEqual(
      LISTED_SITES.map(({ site }) => site),
    );
    expect(await welcome.$$('li.site-on')).toEqual([]);
    expect(await window.registered()).toEqual([]);
  });

  it.each(LISTED_SITES)('asks for the hosts of $name and no others, and takes a refusal as one', async (site) => {
    await press(`Allow ${site.name}`);
    const question = await asked();
    const others = LISTED_SITES.filter((one) => one !== site).flatMap(hostsOf);
    expect(hostsOf(site).filter((host) => !question.includes(host))).toEqual([]);
    // A host of one site may end like that of another: x.com.
    expect(others.filter((host) => host.length > 'x.com'.length && question.includes(host))).toEqual([]);
    await answer('deny');
    expect(await isTold(site.name)).toMatch(/not allowed/i);
    expect(await welcome.$$('li.site-on')).toEqual([]);
    expect(await window.registered()).toEqual([]);
  });

  it('puts the script on the one site that was allowed, and on the next one beside it', async () => {
    await press('Allow X');
    expect(await asked()).toContain('x.com');
    await answer('allow');
    expect(await registeredAs(sorted(listed('X')))).toEqual(sorted(listed('X')));
    const x = await readFrom('x.com', feeds[0]?.expected[0]?.key ?? '');
    expect(await until(async () => x.isRead(), Boolean, PATIENCE_MS)).toBe(true);
    const tiktok = await readFrom('www.tiktok.com', feeds[1]?.expected[0]?.key ?? '');
    await wait(QUIET_MS);
    expect(tiktok.isRead()).toBe(false);
    await Promise.all([x.page.close(), tiktok.page.close()]);
    await press('Allow TikTok');
    expect(await asked()).toContain('www.tiktok.com');
    await answer('allow');
    const both = sorted(listed('X'), listed('TikTok'));
    expect(await registeredAs(both)).toEqual(both);
    const now = await readFrom('www.tiktok.com', feeds[1]?.expected[0]?.key ?? '');
    expect(await until(async () => now.isRead(), Boolean, PATIENCE_MS)).toBe(true);
    await now.page.close();
  });

  it('takes it off the site that was taken back, and from no other', async () => {
    await press('Take back X');
    expect(await registeredAs(sorted(listed('TikTok')))).toEqual(sorted(listed('TikTok')));
    expect(await isTold('X')).not.toBe('');
    expect(await welcome.$$eval('li.site-on', (rows) => rows.map((row) => row.getAttribute('data-site')))).toEqual([
      'tiktok',
    ]);
    const x = await readFrom('x.com', feeds[0]?.expected[0]?.key ?? '');
    await wait(QUIET_MS);
    expect(x.isRead()).toBe(false);
    await x.page.close();
  });
});

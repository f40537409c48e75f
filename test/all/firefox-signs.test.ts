import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type FirefoxWorld, openFirefoxWorld } from '../site-world/firefox-world.ts';
import {
  CARD_HEIGHT,
  keyOf,
  SIGNS_HOST,
  SIGNS_POSTS,
  SIGNS_WORDS,
  type SignsPostName,
  signsFeed,
} from '../site-world/signs-feed.ts';

const PATIENCE = { timeout: 90_000, interval: 100 };

/** Opens the popup in a tab when the test opens the page that says so, and tells what each of its cards says. */
const PROBE = `
await browser.storage.local.set({ settings: { showsSeen: true } });
browser.tabs.onUpdated.addListener(async (_id, change) => {
  if (change.url !== 'https://report.example/look') return;
  await browser.tabs.create({ url: browser.runtime.getURL('popup/popup.html'), active: false });
  for (let tries = 0; tries < 600; tries += 1) {
    await new Promise((next) => setTimeout(next, 100));
    const view = browser.extension.getViews({ type: 'tab' }).find(({ location }) => location.pathname === '/popup/popup.html');
    const cards = [...(view?.document.querySelectorAll('[data-key]') ?? [])];
    if (cards.length === 0) continue;
    const told = Object.fromEntries(cards.map((card) => [card.dataset.key, card.textContent]));
    fetch('https://report.example/cards?' + encodeURIComponent(JSON.stringify(told)), { mode: 'no-cors' });
    return;
  }
});
`;

describe('signs of AI origin on a feed in Firefox', () => {
  let world: FirefoxWorld;
  let cards: Readonly<Record<string, string>> = {};
  beforeAll(async () => {
    const { pages, media } = await signsFeed();
    const hosts = [`https://${SIGNS_HOST}/*`, 'https://report.example/*'];
    world = await openFirefoxWorld(pages, hosts, { media, probe: PROBE });
    const page = await world.open(`https://${SIGNS_HOST}/`);
    for (const [i, name] of SIGNS_POSTS.entries()) {
      await page.evaluate((top) => scrollTo(0, top), i * CARD_HEIGHT);
      await vi.waitFor(() => expect(told(name)?.framesRead).toBeGreaterThan(0), PATIENCE);
      if (name === 'mark') await vi.waitFor(() => expect(told(name)?.signs).toContain('mark strong'), PATIENCE);
    }
    await world.open('https://report.example/look');
    const report = () => world.server.seen.find(({ path }) => path.startsWith('/cards?'))?.path ?? '';
    await vi.waitFor(() => expect(report()).not.toBe(''), PATIENCE);
    cards = JSON.parse(decodeURIComponent(report().slice('/cards?'.length)));
  });
  afterAll(() => world?.close());

  const told = (name: SignsPostName) => world.told(0).find(({ key }) => key === keyOf(name));

  it.each(SIGNS_WORDS)('%s: one sign, told in the popup with its source', (name, sign, words) => {
    expect(told(name)?.signs).toEqual([sign]);
    for (const word of words) expect(cards[keyOf(name)]).toContain(word);
  });

  it('a post without any gives none, and is not listed', () => {
    expect(told('none')?.signs).toEqual([]);
    expect(Object.keys(cards)).not.toContain(keyOf('none'));
  });
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ChromiumWorld, openChromiumWorld } from '../site-world/chromium-world.ts';
import {
  CARD_HEIGHT,
  keyOf,
  SIGNED_FILE,
  SIGNS_HOST,
  SIGNS_POSTS,
  SIGNS_WORDS,
  type SignsPostName,
  signsFeed,
} from '../site-world/signs-feed.ts';

/** Set to a folder to look at what the popup draws. */
const SHOTS = process.env.POPUP_SHOTS;
const PATIENCE = { timeout: 60_000, interval: 100 };

describe('signs of AI origin on a feed in Chromium', () => {
  let world: ChromiumWorld;
  let popup: Page;
  beforeAll(async () => {
    const { pages, media } = await signsFeed();
    world = await openChromiumWorld(pages, [`https://${SIGNS_HOST}/*`], { media });
    await world.extension.set({ showsSeen: true });
    const page = await world.open(`https://${SIGNS_HOST}/`);
    for (const [i, name] of SIGNS_POSTS.entries()) {
      await page.evaluate((top) => scrollTo(0, top), i * CARD_HEIGHT);
      await vi.waitFor(async () => expect(await world.isRead(keyOf(name))).toBe(true), PATIENCE);
      if (name === 'mark') await vi.waitFor(async () => expect(await signsOf(name)).toContain('mark strong'), PATIENCE);
    }
    popup = await world.chromium.newPage();
    await popup.goto(`${world.chromium.extension}/popup/popup.html`);
    await popup.locator(`[data-key="${keyOf('label')}"]`).waitFor();
  });
  afterAll(() => world?.close());

  /** Kinds and strengths of the signs last told of a post. */
  const signsOf = async (name: SignsPostName): Promise<string[]> => {
    const told = (await world.told()).find(({ post }) => keyOf(name) === `${post.site}:${post.id}`);
    return told?.verdict.signs.map(({ kind, strength }) => `${kind} ${strength}`) ?? [];
  };
  const card = (name: SignsPostName) => popup.locator(`[data-key="${keyOf(name)}"]`);

  it.each(SIGNS_WORDS)('%s: one sign, told in the popup with its source', async (name, sign, words) => {
    expect(await signsOf(name)).toEqual([sign]);
    const text = await card(name).textContent();
    for (const word of words) expect(text).toContain(word);
  });

  it('a post without any gives none, and is not listed', async () => {
    expect(await signsOf('none')).toEqual([]);
    expect(await card('none').count()).toBe(0);
  });

  it('the file of a post is fetched and read at a click alone, and what it says joins the signs', async () => {
    const ours = () => world.server.seen.filter(({ path, mode }) => path === SIGNED_FILE && mode === 'cors');
    expect(ours()).toEqual([]);
    await card('file').locator('summary').first().click();
    await card('file')
      .getByRole('button', { name: /^Details/ })
      .click();
    expect(await card('file').textContent()).not.toContain('Dream Maker');
    await card('file')
      .getByRole('button', { name: /^Read the file's provenance/ })
      .click();
    await card('file').getByText('Added to the signs of this post.').waitFor();
    const text = await card('file').textContent();
    for (const word of [
      'Signed as made by AI.',
      'Made with: Dream Maker',
      'Nobody, Test signer',
      'not on the official',
    ])
      expect(text).toContain(word);
    await card('file').getByText('The file says how it was made').waitFor();
    if (SHOTS !== undefined) await popup.screenshot({ path: `${SHOTS}/file-source.png`, fullPage: true });
    expect(ours().map(({ cookie }) => cookie)).toEqual(['']);
    await vi.waitFor(async () => expect(await signsOf('file')).toContain('provenance strong'), PATIENCE);
  });
});

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ChromiumWorld, openChromiumWorld } from '../sample/chromium-world.ts';
import { expectNothingWhenOff } from '../sample/off.ts';
import { falseFlags, missed, ofTruth, strangersIn } from '../sample/outcome.ts';

/** Clips are drawn, the pack is made and the extension is built first, on a fresh clone. */
const SETUP_TIMEOUT_MS = 900_000;
/** A page that loads, scrolls and plays on a busy machine. */
const PATIENCE = { timeout: 30_000, interval: 100 };
/** Enough that elements are given other posts again and again; every clip is in the long suites. */
const SOME_CLIPS = { planted: 3, others: 12 };
/** The feed is scrolled to the post with the second planted clip. */
const FEED_PLANTED = 2;

let world: ChromiumWorld;
beforeAll(async () => {
  world = await openChromiumWorld(SOME_CLIPS);
}, SETUP_TIMEOUT_MS);
afterAll(() => world?.close());

describe('the built extension in Chromium, on the recycling feed', () => {
  it('keeps posts apart that are shown by the same element, and marks the right ones', async () => {
    const { page, server, wall, state, told } = world;
    await page.goto(server.origin);
    const planted = ofTruth(wall.posts, 'planted').slice(0, FEED_PLANTED);
    const shown = wall.posts.slice(0, wall.posts.indexOf(planted.at(-1)!) + 1);
    for (const [i, { post, clip }] of shown.entries()) {
      if (i > 0) await page.keyboard.press('ArrowDown');
      await page.waitForFunction((id) => document.body.dataset.current === id, post.id);
      await vi.waitFor(async () => expect((await state()).coverage.looked).toBe(i + 1), PATIENCE);
      const isMarked = clip.truth === 'planted' ? 1 : 0;
      await vi.waitFor(async () => expect(await strangersIn(page)).toBe(isMarked), PATIENCE);
    }
    expect([missed(await told(), shown), falseFlags(await told(), shown)]).toEqual([[], []]);
  });

  it('leaves nothing in the page when switched off there, and reads nothing after it is loaded anew', async () => {
    const { extension, state } = world;
    await expectNothingWhenOff(world, 1.5);
    await extension.set({ offHosts: [] });
    await vi.waitFor(async () => expect((await state()).coverage.looked).toBeGreaterThan(0), PATIENCE);
  });
});

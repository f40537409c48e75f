import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SAMPLE_ENTRY } from '../../scripts/sample/tell.ts';
import type { PageState } from '../../src/protocol.ts';
import { type ChromiumWorld, openChromiumWorld, walkWall } from '../sample/chromium-world.ts';
import { nodeScores } from '../sample/node-scores.ts';
import { doneOf, falseFlags, missed, ofTruth, toldOfPost } from '../sample/outcome.ts';
import { MOMENTS } from '../sample/wall.ts';

/** Clips are drawn, the pack is made and the extension is built first, on a fresh clone. */
const SETUP_TIMEOUT_MS = 900_000;
const WALK_TIMEOUT_MS = 1_800_000;
/** Chromium asks these on its own, whatever is installed in it. */
const OWN_HOSTS = /\.googleapis\.com|accounts\.google\.com/;
/** A page that loads, scrolls and plays on a busy machine. */
const PATIENCE = { timeout: 30_000, interval: 100 };

let world: ChromiumWorld;
beforeAll(async () => {
  world = await openChromiumWorld();
}, SETUP_TIMEOUT_MS);
afterAll(() => world?.close());

describe('the built extension in Chromium, with every sample clip', () => {
  let end: PageState;
  beforeAll(async () => {
    for (const moment of MOMENTS) end = await walkWall(world, moment);
  }, WALK_TIMEOUT_MS);

  it('reads every one', () => {
    expect(doneOf(end.coverage)).toBe(world.wall.posts.length);
    // A plain ground is nothing to judge; there is no other reason here.
    expect(Object.keys(end.coverage.unreadable).filter((why) => why !== 'blank')).toEqual([]);
    expect(end.engine.state).toBe('ready');
  });

  it('flags what is planted under the right name', async () => {
    expect(ofTruth(world.wall.posts, 'planted').length).toBeGreaterThanOrEqual(20);
    expect(missed(await world.told(), world.wall.posts)).toEqual([]);
  });

  it('flags none of more than 200 others, most of which claim AI', async () => {
    expect(ofTruth(world.wall.posts, 'non-match').length).toBeGreaterThanOrEqual(200);
    expect(falseFlags(await world.told(), world.wall.posts)).toEqual([]);
  });

  it('gives frames that are played the scores that Node gives', async () => {
    const [told, scores] = [await world.told(), await nodeScores(world.wall.stills)];
    expect(scores.size).toBe(3);
    for (const still of world.wall.stills) {
      const ofBrowser = toldOfPost(told, still);
      expect(ofBrowser?.entry).toBe(SAMPLE_ENTRY);
      expect(Math.abs((ofBrowser?.score ?? 0) - (scores.get(still.post.id) ?? 1))).toBeLessThan(1e-3);
    }
  });

  it('shows the flags in the popup, by name', async () => {
    await world.popup.reload();
    const cards = world.popup.locator('section.list').first().locator('.card');
    await vi.waitFor(
      async () => expect(await cards.count()).toBe(ofTruth(world.wall.posts, 'planted').length),
      PATIENCE,
    );
    for (const text of await cards.allTextContents()) expect(text).toMatch(/Momoru/);
  });

  it('makes no request of its own', () => {
    expect(world.network.asked.filter((address) => !OWN_HOSTS.test(address))).toEqual([]);
    const media = world.server.seen.filter(({ path }) => path.startsWith('/media/'));
    expect(media.filter(({ use }) => use !== 'video')).toEqual([]);
    const paths = new Set(world.server.seen.filter((seen) => !media.includes(seen)).map(({ path }) => path));
    expect([...paths].sort()).toEqual(['/', '/posts.json', ...MOMENTS.map((moment) => `/wall?moment=${moment}`)]);
    expect(world.server.seen.filter(({ origin }) => origin.includes('extension'))).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SAMPLE_ENTRY } from '../../scripts/sample/tell.ts';
import type { PageState } from '../../src/protocol.ts';
import { type ChromiumWorld, openChromiumWorld, walkWall } from '../sample/chromium-world.ts';
import { apartFrom, nodeScores } from '../sample/node-scores.ts';
import { expectNothingWhenOff } from '../sample/off.ts';
import { doneOf, falseFlags, missed, ofTruth, type Told, toldOfPost } from '../sample/outcome.ts';
import { FIRST_MOMENT, lookAgain, wallPath } from '../sample/wall.ts';

/** Clips are drawn and the extension is built first, on a fresh clone. */
const SETUP_TIMEOUT_MS = 900_000;
const WALK_TIMEOUT_MS = 600_000;
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
  let first: PageState;
  let told: readonly Told[];
  const walls = [wallPath(FIRST_MOMENT)];
  beforeAll(async () => {
    first = await walkWall(world, FIRST_MOMENT);
    told = await world.told();
  }, WALK_TIMEOUT_MS);

  it('reads every one', () => {
    expect(doneOf(first.coverage)).toBe(world.wall.posts.length);
    // A plain ground is nothing to judge; there is no other reason here.
    expect(Object.keys(first.coverage.unreadable).filter((why) => why !== 'blank')).toEqual([]);
    expect(first.engine.state).toBe('ready');
  });

  it('flags none of more than 200 others, most of which claim AI', () => {
    expect(ofTruth(world.wall.posts, 'non-match').length).toBeGreaterThanOrEqual(200);
    expect(falseFlags(told, world.wall.posts)).toEqual([]);
  });

  it('gives frames that are played the scores that Node gives', async () => {
    const scores = await nodeScores(world.wall.stills);
    expect(scores.size).toBe(3);
    for (const still of world.wall.stills) {
      const ofBrowser = toldOfPost(told, still);
      expect(ofBrowser?.entry).toBe(SAMPLE_ENTRY);
      expect(apartFrom(ofBrowser?.score, scores.get(still.post.id))).toBeLessThan(1e-3);
    }
  });

  it('shows the flags in the popup, by name', async () => {
    const count = told.filter(({ isFlagged }) => isFlagged).length;
    expect(count).toBeGreaterThanOrEqual(ofTruth(world.wall.posts, 'planted').length / 2);
    await world.popup.reload();
    const cards = world.popup.locator('section.list').first().locator('.card');
    await vi.waitFor(async () => expect(await cards.count()).toBe(count), PATIENCE);
    for (const text of await cards.allTextContents()) expect(text).toMatch(/Momoru/);
  });

  it('flags what is planted under the right name, at the first moment or a later one', async () => {
    expect(ofTruth(world.wall.posts, 'planted').length).toBeGreaterThanOrEqual(20);
    const later = await lookAgain(world.wall.posts, told, async (moment, again) => {
      await walkWall(world, moment, again);
      return world.told();
    });
    walls.push(...later.walls);
    expect(missed(later.told, world.wall.posts)).toEqual([]);
    expect(falseFlags(later.told, world.wall.posts)).toEqual([]);
  });

  it('makes no request of its own', () => {
    expect(world.network.asked.filter((address) => !OWN_HOSTS.test(address))).toEqual([]);
    const media = world.server.seen.filter(({ path }) => path.startsWith('/media/'));
    expect(media.filter(({ use }) => use !== 'video')).toEqual([]);
    const paths = new Set(world.server.seen.filter((seen) => !media.includes(seen)).map(({ path }) => path));
    expect([...paths].sort()).toEqual(['/', '/posts.json', ...walls].sort());
    expect(world.server.seen.filter(({ origin }) => origin.includes('extension'))).toEqual([]);
  });

  it('leaves nothing in the page when switched off there', async () => {
    await expectNothingWhenOff(world, 0);
  });
});

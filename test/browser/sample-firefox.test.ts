import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSample } from '../../scripts/sample/build.ts';
import { SAMPLE_ENTRY } from '../../scripts/sample/tell.ts';
import type { PageState } from '../../src/protocol.ts';
import { type FirefoxWorld, openFirefoxWorld, walkFirefoxWall } from '../sample/firefox-world.ts';
import { nodeScores } from '../sample/node-scores.ts';
import { doneOf, falseFlags, missed, missedPosts, ofTruth, type Told, toldOf, toldOfPost } from '../sample/outcome.ts';
import { MOMENTS, type Wall, wallOf, wallPath, wallSite } from '../sample/wall.ts';

/** Clips are drawn and the extension is built first, on a fresh clone. */
const SETUP_TIMEOUT_MS = 900_000;
const WALK_TIMEOUT_MS = 600_000;
/** Firefox hands out RGB alone, rounded and cut off at black and white, from which the planes of a frame come back nearly. */
const SCORES_APART_MAX = 1e-2;
/** Firefox asks these on its own, whatever is installed in it. */
const OWN_HOSTS = /mozilla\.(com|org|net)|firefox\.com|mozgcp\.net/;

describe('the built extension in Firefox, with every sample clip', () => {
  let world: FirefoxWorld;
  let wall: Wall;
  let first: PageState;
  let told: readonly Told[];
  beforeAll(async () => {
    wall = await wallOf();
    const extension = join(await buildSample(), 'firefox');
    world = await openFirefoxWorld({ site: wallSite(wall.posts), path: wallPath(MOMENTS[0]), extension });
    first = await walkFirefoxWall(world, wall.posts);
    told = first.flags.map(toldOf);
  }, SETUP_TIMEOUT_MS);
  afterAll(() => world?.close());

  it('reads every clip', () => {
    expect(doneOf(first.coverage)).toBe(wall.posts.length);
    expect(Object.keys(first.coverage.unreadable).filter((why) => why !== 'blank')).toEqual([]);
  });

  it('flags none of more than 200 others', () => {
    expect(ofTruth(wall.posts, 'non-match').length).toBeGreaterThanOrEqual(200);
    expect(falseFlags(told, wall.posts)).toEqual([]);
  });

  it('gives frames that are played the scores that Node gives', async () => {
    const scores = await nodeScores(wall.stills);
    for (const still of wall.stills) {
      const ofBrowser = toldOfPost(told, still);
      expect(ofBrowser?.entry).toBe(SAMPLE_ENTRY);
      expect(Math.abs((ofBrowser?.score ?? 0) - (scores.get(still.post.id) ?? 1))).toBeLessThan(SCORES_APART_MAX);
    }
  });

  it('shows the flags in the popup, by name', async () => {
    const count = told.filter(({ isFlagged }) => isFlagged).length;
    expect(count).toBeGreaterThanOrEqual(ofTruth(wall.posts, 'planted').length / 2);
    expect((await world.ask('popup')).match(/Looks like Momoru/g)).toHaveLength(count);
  });

  it(
    'flags what is planted under the right name, at the first moment or a later one',
    async () => {
      const again = missedPosts(told, wall.posts);
      if (again.length > 0) await world.page.goto(world.server.origin + wallPath(MOMENTS[1], again));
      const later = again.length > 0 ? await walkFirefoxWall(world, again) : first;
      const both = [...later.flags.map(toldOf), ...told];
      expect([missed(both, wall.posts), falseFlags(both, wall.posts)]).toEqual([[], []]);
    },
    WALK_TIMEOUT_MS,
  );

  it('makes no request of its own', () => {
    expect(world.network.asked.filter((address) => !OWN_HOSTS.test(address))).toEqual([]);
    const media = world.server.seen.filter(({ path }) => path.startsWith('/media/'));
    expect(media.filter(({ use }) => use !== 'video')).toEqual([]);
    const paths = new Set(world.server.seen.filter((seen) => !media.includes(seen)).map(({ path }) => path));
    const again = missedPosts(told, wall.posts);
    const walls = [wallPath(MOMENTS[0]), ...(again.length > 0 ? [wallPath(MOMENTS[1], again)] : [])];
    expect([...paths].sort()).toEqual(['/posts.json', ...walls]);
  });

  it('leaves nothing in the page when switched off there', async () => {
    const { page } = world;
    const strangers = () => page.evaluate(() => document.documentElement.children.length - 2);
    expect(await strangers()).toBe(1);
    await world.ask('off');
    await page.waitForFunction(() => document.documentElement.children.length === 2, { timeout: 30_000 });
    // A page that is loaded again stays where it was scrolled to, and its first video is not loaded there.
    await page.evaluate(() => scrollTo(0, 0));
    await page.reload();
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0, { timeout: 60_000 });
    expect(await strangers()).toBe(0);
    expect((await world.ask('state')).coverage.looked).toBe(0);
  });
});

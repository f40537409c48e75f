import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildSample } from '../../scripts/sample/build.ts';
import { SAMPLE_ENTRY } from '../../scripts/sample/tell.ts';
import type { PageState } from '../../src/protocol.ts';
import { type FirefoxWorld, openFirefoxWorld, walkFirefoxWall } from './firefox-world.ts';
import { apartFrom, nodeScores } from './node-scores.ts';
import { doneOf, falseFlags, missed, ofTruth, strangersIn, type Told, toldOf, toldOfPost } from './outcome.ts';
import { FIRST_MOMENT, lookAgain, type Wall, wallOf, wallPath, wallSite } from './wall.ts';

/** Clips are drawn and the extension is built first, on a fresh clone. */
const SETUP_TIMEOUT_MS = 900_000;
const WALK_TIMEOUT_MS = 600_000;
/** Firefox hands out RGB alone, rounded and cut off at black and white, from which the planes of a frame come back nearly. */
const SCORES_APART_MAX = 1e-2;
/** Firefox asks these on its own, whatever is installed in it. */
const OWN_HOSTS = /mozilla\.(com|org|net)|firefox\.com|mozgcp\.net/;

/** What must hold in Firefox for these many clips. Call inside a `describe`. */
export function holdInFirefox(limits: { readonly planted: number; readonly others: number }): void {
  let world: FirefoxWorld;
  let wall: Wall;
  let first: PageState;
  let told: readonly Told[];
  const walls = [wallPath(FIRST_MOMENT)];
  beforeAll(async () => {
    wall = await wallOf(limits);
    const extension = join(await buildSample(), 'firefox');
    world = await openFirefoxWorld({ site: wallSite(wall.posts), path: wallPath(FIRST_MOMENT), extension });
    first = await walkFirefoxWall(world, wall.posts);
    told = first.flags.map(toldOf);
  }, SETUP_TIMEOUT_MS);
  afterAll(() => world?.close());

  it('reads every clip', () => {
    expect(doneOf(first.coverage)).toBe(wall.posts.length);
    expect(Object.keys(first.coverage.unreadable).filter((why) => why !== 'blank')).toEqual([]);
  });

  it('flags none of the others', () => {
    expect(falseFlags(told, wall.posts)).toEqual([]);
  });

  it('gives frames that are played the scores that Node gives', async () => {
    const scores = await nodeScores(wall.stills);
    for (const still of wall.stills) {
      const ofBrowser = toldOfPost(told, still);
      expect(ofBrowser?.entry).toBe(SAMPLE_ENTRY);
      expect(apartFrom(ofBrowser?.score, scores.get(still.post.id))).toBeLessThan(SCORES_APART_MAX);
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
      const later = await lookAgain(wall.posts, told, async (moment, again) => {
        await world.page.goto(world.server.origin + wallPath(moment, again));
        return (await walkFirefoxWall(world, again)).flags.map(toldOf);
      });
      walls.push(...later.walls);
      expect([missed(later.told, wall.posts), falseFlags(later.told, wall.posts)]).toEqual([[], []]);
    },
    WALK_TIMEOUT_MS,
  );

  it('makes no request of its own', () => {
    expect(world.network.asked.filter((address) => !OWN_HOSTS.test(address))).toEqual([]);
    const media = world.server.seen.filter(({ path }) => path.startsWith('/media/'));
    expect(media.filter(({ use }) => use !== 'video')).toEqual([]);
    const paths = new Set(world.server.seen.filter((seen) => !media.includes(seen)).map(({ path }) => path));
    expect([...paths].sort()).toEqual(['/posts.json', ...walls].sort());
  });

  it('leaves nothing in the page when switched off there', async () => {
    const { page } = world;
    expect(await strangersIn(page)).toBe(1);
    await world.ask('off');
    await page.waitForFunction(() => document.documentElement.children.length === 2, { timeout: 30_000 });
    // A page that is loaded again stays where it was scrolled to, and its first video is not loaded there.
    await page.evaluate(() => scrollTo(0, 0));
    await page.reload();
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0, { timeout: 60_000 });
    expect(await strangersIn(page)).toBe(0);
    expect((await world.ask('state')).coverage.looked).toBe(0);
  });
}

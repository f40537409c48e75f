import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcomeOf } from '../../scripts/sample/tell.ts';
import { type Step, walkFeed } from '../../scripts/sample/walk.ts';
import { type ChromiumWorld, openChromiumWorld } from '../sample/chromium-world.ts';

const SETUP_TIMEOUT_MS = 900_000;
const WALK_TIMEOUT_MS = 3_600_000;

/** The feed as `npm start` walks it, like a person, to its end. */
describe('the built extension in Chromium, on the whole recycling feed', () => {
  let world: ChromiumWorld;
  beforeAll(async () => {
    world = await openChromiumWorld();
  }, SETUP_TIMEOUT_MS);
  afterAll(() => world?.close());

  it('flags what is planted under the right name, and nothing else', { timeout: WALK_TIMEOUT_MS }, async () => {
    const { page, extension, wall } = world;
    const steps: Step[] = [];
    await walkFeed({ feed: page, extension, posts: wall.posts }, (step) => steps.push(step));
    const { planted, flaggedRight, others, falseFlags } = outcomeOf(steps);
    expect([planted, others]).toEqual([23, 213]);
    expect([flaggedRight, falseFlags]).toEqual([planted, 0]);
  });
});

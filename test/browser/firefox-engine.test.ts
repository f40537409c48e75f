import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildForTest, removeTemporary } from '../popup-world.ts';
import { badSite, drawBadClips, putTinyModel } from '../sample/bad-clips.ts';
import { type FirefoxWorld, openFirefoxWorld } from '../sample/firefox-world.ts';

const IDLE_MS = 1000;
/** Asking wakes the background, so it is asked more rarely than it falls asleep. */
const ASK_RARELY = { timeout: 120_000, interval: 4 * IDLE_MS };
const PATIENCE = { timeout: 60_000, interval: 100 };

let world: FirefoxWorld;
let clips: ReturnType<typeof drawBadClips>;
beforeAll(async () => {
  clips = drawBadClips();
  const extension = join(dirname(await buildForTest()), 'firefox');
  putTinyModel(extension);
  const posts = [
    { id: 'ruby', media: '/ruby.webm' },
    { id: 'far', media: '/far.webm', above: 3000 },
  ];
  const prefs = { 'extensions.background.idle.timeout': IDLE_MS };
  world = await openFirefoxWorld({ site: badSite(posts, clips.file), path: '/', extension, prefs });
});
afterAll(async () => {
  await world?.close();
  rmSync(clips.folder, { recursive: true, force: true });
  removeTemporary();
});

describe('the engine in Firefox', () => {
  it('reads on after its page was suspended between two videos, from a cold start', async () => {
    await vi.waitFor(async () => expect((await world.ask('state')).coverage.looked).toBe(1), PATIENCE);
    const before = await world.ask('starts');
    await vi.waitFor(async () => expect(await world.ask('starts')).toBeGreaterThan(before), ASK_RARELY);
    await world.page.evaluate(() => document.querySelector('[data-post-id="far"] video')?.scrollIntoView());
    await vi.waitFor(async () => expect((await world.ask('state')).coverage.looked).toBe(2), PATIENCE);
    const { flags, engine } = await world.ask('state');
    expect(flags.map(({ verdict }) => verdict.entries[0]?.entry)).toEqual(['ruby', 'ruby']);
    expect(engine.state).toBe('ready');
  });
});

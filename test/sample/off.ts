import { expect, vi } from 'vitest';
import type { ChromiumWorld } from './chromium-world.ts';
import { strangersIn } from './outcome.ts';

/** A page that loads, scrolls and plays on a busy machine. */
const PATIENCE = { timeout: 30_000, interval: 100 };

/** Switched off on its host, a page has nothing of ours, nor after it is loaded anew and has played for so long. */
export async function expectNothingWhenOff(
  { page, server, extension, state }: ChromiumWorld,
  playedSeconds: number,
): Promise<void> {
  expect(await strangersIn(page)).toBe(1);
  await extension.set({ offHosts: [new URL(server.origin).host] });
  await vi.waitFor(async () => expect(await strangersIn(page)).toBe(0), PATIENCE);
  // At the top again, where its first video plays: otherwise a fast browser goes on where the page was left.
  await page.evaluate(() => {
    history.scrollRestoration = 'manual';
  });
  await page.reload();
  await page.waitForFunction((seconds) => (document.querySelector('video')?.currentTime ?? 0) > seconds, playedSeconds);
  expect(await strangersIn(page)).toBe(0);
  expect((await state()).coverage.looked).toBe(0);
}

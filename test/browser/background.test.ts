import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ToBackground } from '../../src/protocol.ts';
import { postOf, verdictOf } from '../flags.ts';
import { buildForTest, openPopupWorld, type PopupWorld, removeTemporary } from '../popup-world.ts';

/** Runs an expression in the isolated world of our content script. */
async function inContent(cdp: CDPSession, expression: string): Promise<unknown> {
  const worlds: { id: number; name: string; auxData?: { type?: string } }[] = [];
  const note = ({ context }: { context: (typeof worlds)[number] }): void => void worlds.push(context);
  cdp.on('Runtime.executionContextCreated', note);
  await cdp.send('Runtime.disable');
  await cdp.send('Runtime.enable');
  cdp.off('Runtime.executionContextCreated', note);
  const ours = worlds.find((world) => world.auxData?.type === 'isolated' && world.name === 'Lookalike');
  if (ours === undefined) throw new Error('No world of ours in this page');
  const { result } = await cdp.send('Runtime.evaluate', {
    expression,
    contextId: ours.id,
    awaitPromise: true,
    returnByValue: true,
  });
  return result.value;
}

/** Sends a message as the content script of the feed. */
const asContent = (cdp: CDPSession, message: ToBackground): Promise<unknown> =>
  inContent(cdp, `chrome.runtime.sendMessage(${JSON.stringify(message)})`);

afterAll(removeTemporary);

describe('the background in Chromium', () => {
  let world: PopupWorld;
  let cdp: CDPSession;
  const badge = () => world.popup.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), world.tabId);
  const likely = (id: string) => asContent(cdp, { kind: 'verdict', post: postOf(id), verdict: verdictOf('likely') });
  const waitForBadge = (text: string) => vi.waitFor(async () => expect(await badge()).toBe(text), { timeout: 5000 });
  /** Chromium keeps an empty world for us once we had one, so the script is known by the name it leaves there. */
  const isScriptThere = () => inContent(cdp, "Symbol.for('lookalike.running') in globalThis");
  const waitForScript = () => vi.waitFor(async () => expect(await isScriptThere()).toBe(true), { timeout: 5000 });

  beforeAll(async () => {
    world = await openPopupWorld(await buildForTest(), 'en');
    cdp = await world.context.newCDPSession(world.feed);
    await waitForScript();
  });
  afterAll(() => world.close());

  it('brings the content script into a tab that was open before', async () => {
    expect(await likely('1')).toEqual({ isOk: true, value: { isStored: true, feedback: 'none' } });
    await waitForBadge('1');
  });

  it('keeps the count over a fragment and a frame inside, and clears it on a step within the page and on loading it anew', async () => {
    await world.feed.evaluate(() => void history.pushState(null, '', '#comments'));
    await likely('2');
    await world.feed.evaluate(async () => {
      const frame = document.createElement('iframe');
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      frame.src = '/advert';
      document.body.append(frame);
      await loaded;
    });
    await likely('2');
    await waitForBadge('2');
    await world.feed.evaluate(() => void history.pushState(null, '', '/next'));
    await waitForBadge('');
    await likely('3');
    await waitForBadge('1');
    await world.feed.reload();
    await waitForBadge('');
    await waitForScript();
    await likely('3');
    await waitForBadge('1');
  });

  it('opens one engine page however often it is woken at once', async () => {
    const wakes = [1, 2, 3].map(() => asContent(cdp, { kind: 'wake-engine' }));
    expect((await Promise.all(wakes)).every((answer) => (answer as { isOk: boolean }).isOk)).toBe(true);
    const pages = await world.popup.evaluate(
      async () => (await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT' as never] })).length,
    );
    expect(pages).toBe(1);
  });

  it('refuses a content script what only pages of ours may ask', async () => {
    expect(await asContent(cdp, { kind: 'recent-flags', limit: 5 })).toMatchObject({ isOk: false });
  });

  it('shows in the popup what the content script told', async () => {
    await likely('7');
    await world.popup.locator('[data-key="tiktok:7"]').waitFor();
  });

  it('leaves pages without the script while paused', async () => {
    await world.popup.getByRole('switch', { name: 'Pause on all sites' }).click();
    await vi.waitFor(async () =>
      expect(
        await world.popup.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length),
      ).toBe(0),
    );
    await world.feed.reload();
    await world.feed.waitForLoadState();
    expect(await isScriptThere()).toBe(false);
    await world.popup.getByRole('switch', { name: 'Pause on all sites' }).click();
    await waitForScript();
  });
});

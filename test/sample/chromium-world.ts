import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { buildSample } from '../../scripts/sample/build.ts';
import { type Chromium, openChromium } from '../../scripts/sample/chromium.ts';
import { ExtensionPage, until } from '../../scripts/sample/extension-page.ts';
import type { SamplePost } from '../../scripts/sample/posts.ts';
import { ALL_CLIPS } from '../../scripts/sample/sample.ts';
import { type SampleServer, serve } from '../../scripts/sample/serve.ts';
import type { PageState } from '../../src/protocol.ts';
import { type NetworkLog, watchNetwork } from './network-log.ts';
import { doneOf, missed, type Told, toldOf } from './outcome.ts';
import { screensOf, type Wall, wallOf, wallPath, wallSite } from './wall.ts';

/** A screen is given this long for all its posts to be read, the first one for the model to load as well. */
const SCREEN_TIMEOUT_MS = 90_000;
/** A verdict is told at once and what was looked at every two seconds: a flag that is not there by then comes no more. */
const FLAG_TIMEOUT_MS = 2000;

export interface ChromiumWorld {
  readonly wall: Wall;
  readonly server: SampleServer;
  readonly network: NetworkLog;
  readonly browser: Chromium;
  readonly extension: ExtensionPage;
  readonly popup: Page;
  readonly page: Page;
  state(): Promise<PageState>;
  told(): Promise<Told[]>;
  close(): Promise<void>;
}

/** Chromium with the built sample extension; a page for the feed, and the popup told that it stands over that page. */
export async function openChromiumWorld(limits = ALL_CLIPS): Promise<ChromiumWorld> {
  const wall = await wallOf(limits);
  const [server, network] = [await serve(wallSite(wall.posts)), await watchNetwork()];
  const args = [`--proxy-server=127.0.0.1:${network.port}`, '--autoplay-policy=no-user-gesture-required'];
  const browser = await openChromium(join(await buildSample(), 'chrome'), { args });
  const page = await browser.newPage();
  await page.goto(server.origin);
  const popup = await browser.newPage();
  await popup.goto(`${browser.extension}/popup/popup.html`);
  const extension = new ExtensionPage(popup);
  const tabId = await extension.tabId(server.origin);
  await popup.addInitScript((id) => {
    const query = chrome.tabs.query.bind(chrome.tabs);
    Object.assign(chrome.tabs, { query: async () => (await query({})).filter((tab) => tab.id === id) });
  }, tabId);
  await page.bringToFront();
  const state = () => extension.ask({ kind: 'page-state', tabId });
  return {
    ...{ wall, server, network, browser, extension, popup, page, state },
    told: async () => (await state()).flags.map(toldOf),
    close: async () => {
      await browser.close();
      await Promise.all([server.close(), network.close()]);
    },
  };
}

/** Walks a wall of posts screen by screen; each is left when all its posts were read, and what was planted is flagged. */
export async function walkWall(
  { wall, page, server, state, told }: ChromiumWorld,
  moment: number,
  only: readonly SamplePost[] = [],
): Promise<PageState> {
  await page.goto(server.origin + wallPath(moment, only));
  await page.waitForFunction(() => document.body.dataset.posts !== undefined);
  let [last, shown] = [await state(), 0];
  for (const [screen, here] of screensOf(only.length > 0 ? only : wall.posts).entries()) {
    await page.evaluate((at) => scrollTo(0, at * innerHeight), screen);
    shown += here.length;
    last = await until(state, ({ coverage }) => doneOf(coverage) >= shown, SCREEN_TIMEOUT_MS);
    await until(told, (flags) => missed(flags, here).length === 0, FLAG_TIMEOUT_MS);
  }
  return last;
}

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type Page } from 'puppeteer-core';
import { until } from '../../scripts/sample/extension-page.ts';
import type { SamplePost } from '../../scripts/sample/posts.ts';
import { type SampleServer, type Site, serve } from '../../scripts/sample/serve.ts';
import type { PageState } from '../../src/protocol.ts';
import { type NetworkLog, watchNetwork } from './network-log.ts';
import { doneOf, missed, toldOf } from './outcome.ts';
import { screensOf } from './wall.ts';

const ANSWER_TIMEOUT_MS = 60_000;
/** Looks at the answer, some milliseconds apart. */
const ASK_AGAIN_EVERY = 60;
const SCREEN_TIMEOUT_MS = 120_000;
/** A verdict is told at once and what was looked at every two seconds: a flag that is not there by then comes no more. */
const FLAG_TIMEOUT_MS = 2000;

/** What the probe in the background is asked. */
interface Answers {
  readonly starts: number;
  readonly state: PageState;
  readonly popup: string;
  readonly off: null;
}

export interface FirefoxWorld {
  readonly server: SampleServer;
  readonly network: NetworkLog;
  readonly page: Page;
  ask<K extends keyof Answers>(kind: K): Promise<Answers[K]>;
  close(): Promise<void>;
}

interface FirefoxSetup {
  readonly site: Site;
  /** The page of the site that is opened. */
  readonly path: string;
  /** Folder of the extension, built for Firefox. */
  readonly extension: string;
  readonly prefs?: Readonly<Record<string, number>>;
}

/** The build with the probe in its background page; everything else is as it is shipped. */
function withProbe(extension: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'lookalike-firefox-'));
  cpSync(extension, folder, { recursive: true });
  cpSync(new URL('firefox-probe.js', import.meta.url), join(folder, 'probe.js'));
  const page = join(folder, 'background/background.html');
  const probe = '<script type="module" src="../probe.js"></script></head>';
  writeFileSync(page, readFileSync(page, 'utf8').replace('</head>', probe));
  return folder;
}

async function launchFirefox(network: NetworkLog, prefs: Readonly<Record<string, number>>) {
  const proxy = { 'network.proxy.http': '127.0.0.1', 'network.proxy.ssl': '127.0.0.1', 'network.proxy.type': 1 };
  const ports = { 'network.proxy.http_port': network.port, 'network.proxy.ssl_port': network.port };
  return launch({
    browser: 'firefox',
    executablePath: '/usr/bin/firefox-esr',
    headless: true,
    protocolTimeout: 600_000,
    extraPrefsFirefox: { ...proxy, ...ports, 'media.autoplay.default': 0, ...prefs },
  });
}

/** Asks the probe by the address of the page; again where the background was only just starting and did not hear. */
function askThrough(page: Page): FirefoxWorld['ask'] {
  let asked = 0;
  return async (kind) => {
    const id = ++asked;
    let tries = 0;
    const answer = async () => {
      if (tries++ % ASK_AGAIN_EVERY === 0)
        await page.evaluate((hash) => history.replaceState(null, '', hash), `#ask-${kind}-${id}-${tries}`);
      return page.evaluate(() => JSON.parse(document.body.dataset.answer ?? '{}'));
    };
    const given = await until(answer, (found) => found.id === id, ANSWER_TIMEOUT_MS);
    if (given.id !== id) throw new Error(`Nothing in the background of Firefox answers ${kind}.`);
    return given.value;
  };
}

/** Firefox with an extension of ours and a page of a site, which was open before. */
export async function openFirefoxWorld({ site, path, extension, prefs = {} }: FirefoxSetup): Promise<FirefoxWorld> {
  const [server, network, folder] = [await serve(site), await watchNetwork(), withProbe(extension)];
  const browser = await launchFirefox(network, prefs);
  const page = await browser.newPage();
  await page.goto(server.origin + path);
  await browser.installExtension(folder);
  const close = async (): Promise<void> => {
    await browser.close();
    await Promise.all([server.close(), network.close()]);
    rmSync(folder, { recursive: true, force: true });
  };
  return { server, network, page, ask: askThrough(page), close };
}

/** Walks an open wall of posts screen by screen; each is left when all its posts were read, and what was planted is flagged. */
export async function walkFirefoxWall({ page, ask }: FirefoxWorld, posts: readonly SamplePost[]): Promise<PageState> {
  let [last, shown] = [await ask('state'), 0];
  for (const [screen, here] of screensOf(posts).entries()) {
    await page.evaluate((at) => scrollTo(0, at * innerHeight), screen);
    shown += here.length;
    const isRead = ({ coverage }: PageState): boolean => doneOf(coverage) >= shown;
    await until(() => ask('state'), isRead, SCREEN_TIMEOUT_MS);
    const isFlagged = ({ flags }: PageState): boolean => missed(flags.map(toldOf), here).length === 0;
    last = await until(() => ask('state'), isFlagged, FLAG_TIMEOUT_MS);
  }
  return last;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { buildExtension } from '../../scripts/build.ts';
import { type Chromium, openChromium } from '../../scripts/sample/chromium.ts';
import { ExtensionPage } from '../../scripts/sample/extension-page.ts';
import type { Post } from '../../src/post.ts';
import type { ToBackground } from '../../src/protocol.ts';
import type { Verdict } from '../../src/verdict.ts';
import { type PageOf, type SiteWorld, startSiteWorld } from './server.ts';

type Told = Extract<ToBackground, { kind: 'verdict' }>;
declare global {
  interface Window {
    told: Told[];
  }
}

export interface ChromiumWorld {
  readonly chromium: Chromium;
  readonly server: SiteWorld;
  readonly extension: ExtensionPage;
  /** Opens a page of the world in a tab that really is in front. */
  open(address: string): Promise<Page>;
  /** The last thing told of each post, in the order in which posts were first told. */
  told(): Promise<{ readonly post: Post; readonly verdict: Verdict }[]>;
  /** Whether a frame of this post was read. */
  isRead(key: string): Promise<boolean>;
  /** Waits until a frame of this post was read; false when that took too long. */
  whenRead(key: string, timeoutMs: number): Promise<boolean>;
  forget(): Promise<void>;
  close(): Promise<void>;
}

export interface ChromiumWorldOptions {
  /** Files that every host answers with, by their path. */
  readonly media?: Readonly<Record<string, Buffer>>;
  /** Changes the build before it is loaded. */
  readonly prepare?: (chrome: string) => void;
}

/**
 * A build whose hosts are granted from the start, because nobody can answer a browser's question in a test. `prepare`
 * may change the build before it is loaded.
 */
export async function openChromiumWorld(
  pages: Readonly<Record<string, PageOf>>,
  granted: readonly string[],
  { media = {}, prepare = () => undefined }: ChromiumWorldOptions = {},
): Promise<ChromiumWorld> {
  const outDir = mkdtempSync(join(tmpdir(), 'lookalike-site-world-'));
  const [server] = await Promise.all([
    startSiteWorld(pages, media),
    buildExtension({ outDir, extraPacks: [], extraHosts: [...granted] }),
  ]);
  prepare(join(outDir, 'chrome'));
  const rules = `--host-resolver-rules=MAP * 127.0.0.1:${server.port}`;
  const chromium = await openChromium(join(outDir, 'chrome'), { args: [rules, '--ignore-certificate-errors'] });
  const listener = await chromium.newPage();
  await listener.goto(`${chromium.extension}/popup/popup.html`);
  // Messages of content scripts reach every page of the extension, so this one hears what the background hears.
  await listener.evaluate(() => {
    window.told = [];
    chrome.runtime.onMessage.addListener((message: ToBackground) => {
      if (message.kind === 'verdict') window.told.push(message);
    });
  });
  return {
    chromium,
    server,
    extension: new ExtensionPage(listener),
    open: async (address) => {
      const page = await chromium.newPage();
      await page.goto(address, { waitUntil: 'domcontentloaded' });
      return page;
    },
    told: async () => {
      const all = await listener.evaluate(() => window.told);
      return [...new Map(all.map(({ post, verdict }) => [`${post.site}:${post.id}`, { post, verdict }])).values()];
    },
    isRead: (key) =>
      listener.evaluate(
        (wanted) =>
          window.told.some(({ post, verdict }) => `${post.site}:${post.id}` === wanted && verdict.framesRead > 0),
        key,
      ),
    whenRead: (key, timeoutMs) =>
      listener.evaluate(
        (wanted) => {
          const isIt = ({ post, verdict }: Told): boolean =>
            `${post.site}:${post.id}` === wanted.key && verdict.framesRead > 0;
          if (window.told.some(isIt)) return true;
          return new Promise<boolean>((resolve) => {
            const timer = setTimeout(() => done(false), wanted.timeoutMs);
            const onMessage = (message: ToBackground): void => {
              if (message.kind === 'verdict' && isIt(message)) done(true);
            };
            const done = (isRead: boolean): void => {
              clearTimeout(timer);
              chrome.runtime.onMessage.removeListener(onMessage);
              resolve(isRead);
            };
            chrome.runtime.onMessage.addListener(onMessage);
          });
        },
        { key, timeoutMs },
      ),
    forget: () =>
      listener.evaluate(() => {
        window.told = [];
      }),
    close: async () => {
      await chromium.close();
      await server.close();
      rmSync(outDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

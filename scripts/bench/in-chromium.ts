import type { Page } from 'playwright-core';
import { loadModel, MODELS } from '../model.ts';
import { openChromium } from '../sample/chromium.ts';
import { ExtensionPage, until } from '../sample/extension-page.ts';
import { serve, siteOf } from '../sample/serve.ts';
import { clip } from './clip.ts';
import { drawnFrame } from './frame.ts';
import { type Measured, timesInTurns } from './times.ts';

const ROUNDS = 15;
const POSTS = 1000;
/** The feed is scrolled so far before its memory is looked at for the first time. */
const WARM_UP_POSTS = 50;
const GROWTH_MAX_MB = 10;
const LOADED_TIMEOUT_MS = 60_000;

/** From a frame handed to the worker of the extension to its matches, against the network alone in Node. */
async function measureEngine(page: Page): Promise<Measured[]> {
  const { recogniser } = await loadModel(MODELS, []);
  const { pixels, ...about } = drawnFrame(320, 180);
  // The compiler of the scripts names inner functions through this, and the page does not have it.
  await page.evaluate('globalThis.__name = (named) => named');
  await page.evaluate(
    async (frame) => {
      const worker = new Worker('/engine/worker.js', { type: 'module' });
      const told = (kind: string) =>
        new Promise<void>((resolve, reject) => {
          worker.onmessage = ({ data }) => (data.kind === kind ? resolve() : reject(new Error(JSON.stringify(data))));
          worker.onerror = () => reject(new Error('The worker died.'));
        });
      await told('up');
      worker.postMessage({ kind: 'load', modelsUrl: chrome.runtime.getURL('models/') });
      await told('loaded');
      const bytes = new Uint8Array(frame.pixels);
      const read = (): Promise<void> => {
        worker.postMessage({ kind: 'read', id: 1, frame: { ...frame, pixels: bytes } });
        return told('reading');
      };
      Object.assign(globalThis, { read });
    },
    { ...about, pixels: [...pixels] },
  );
  const inWorker = () => page.evaluate(() => (globalThis as unknown as { read: () => Promise<void> }).read());
  const works = [inWorker, () => recogniser.embedLooks(drawnFrame(320, 180), 1)];
  const [read = 0, bare = 1] = await timesInTurns(works, ROUNDS);
  await recogniser.dispose();
  const what = 'frame to matches through the worker in Chromium against the network alone';
  return [
    {
      what,
      value: `${read.toFixed(0)} ms / ${bare.toFixed(0)} ms = ${(read / bare).toFixed(2)}`,
      budget: '<= 2',
      isKept: read <= 2 * bare,
    },
  ];
}

/** Megabytes of script memory that the page holds after everything that can go is gone. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1e6;
}

/** Growth of the page's heap, our content script in it, over a long feed. */
async function measureHeap(page: Page, origin: string, extension: ExtensionPage): Promise<Measured[]> {
  await page.goto(origin);
  await page.bringToFront();
  const tabId = await extension.tabId(origin);
  const looked = async () => (await extension.ask({ kind: 'page-state', tabId })).coverage.looked;
  await until(looked, (count) => count > 0, LOADED_TIMEOUT_MS);
  const scroll = async (from: number, to: number): Promise<void> => {
    for (let i = from; i < to; i++) {
      await page.keyboard.press('ArrowDown');
      await page.waitForFunction((id) => document.body.dataset.current === id, String(i + 1));
    }
  };
  await scroll(0, WARM_UP_POSTS);
  const before = await heapOf(page);
  await scroll(WARM_UP_POSTS, POSTS - 1);
  const growth = (await heapOf(page)) - before;
  const what = `page heap after ${POSTS} posts (${await looked()} of them looked at)`;
  return [
    {
      what,
      value: `${growth >= 0 ? '+' : ''}${growth.toFixed(1)} MB`,
      budget: `<= ${GROWTH_MAX_MB} MB`,
      isKept: growth <= GROWTH_MAX_MB,
    },
  ];
}

/** Everything that needs a browser, with the extension built for the local feed. */
export async function measureInChromium(chrome: string): Promise<Measured[]> {
  const file = clip('1920x1080');
  const feed = Array.from({ length: POSTS }, (_, i) => ({
    clip: { file, truth: 'non-match' as const, hasClaim: false },
    post: {
      id: String(i),
      media: `media/${i}.webm`,
      author: '@bench',
      caption: `Post ${i}`,
      postedAt: '2026-01-01T00:00:00Z',
    },
  }));
  const server = await serve(siteOf(feed));
  const browser = await openChromium(chrome, { args: ['--autoplay-policy=no-user-gesture-required'] });
  try {
    const page = await browser.newPage();
    await page.goto(`${browser.extension}/popup/popup.html`);
    return [
      ...(await measureEngine(page)),
      ...(await measureHeap(await browser.newPage(), server.origin, new ExtensionPage(page))),
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}

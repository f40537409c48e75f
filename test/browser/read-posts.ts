import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { afterAll, beforeAll } from 'vitest';
import type { Post } from '../../src/post.ts';
import { postSchema } from '../../src/protocol.ts';
import { bundleForPage, launchChromium } from './chromium-page.ts';

export let browser: Browser;
export let script = '';
beforeAll(async () => {
  [browser, script] = await Promise.all([launchChromium(), bundleForPage('extension/content/sites/index.ts')]);
});
afterAll(() => browser.close());

export interface Read {
  readonly post: Post | null;
  readonly isAd: boolean;
}

/** One page for all readings, since opening one takes longer than reading it. */
let page: Page | null = null;
let shown = '';
async function show(address: string, html: string): Promise<Page> {
  shown = `<!doctype html><body>${html}`;
  if (page === null) {
    page = await browser.newPage();
    await page.route('**/*', (route) =>
      route.request().isNavigationRequest()
        ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: shown })
        : route.abort(),
    );
  }
  // A fragment would be a step within the page before, and two readings of one address are two pages.
  await page.goto('about:blank');
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  return page;
}

let turn: Promise<unknown> = Promise.resolve();

/** What is read of every video of a page, in its order and those in open shadow roots last; once more after a script of the page. */
export function readPage(address: string, html: string, then = ''): Promise<[Read[], Read[]]> {
  const reading = turn.then(async () => {
    const at = await show(address, html);
    const read = async (): Promise<Read[]> => (await at.evaluate('readAll()')) as Read[];
    await at.evaluate(`${script}; globalThis.readAll = () => {
      const videosIn = (root) => [...root.querySelectorAll('video'), ...[...root.querySelectorAll('*')].flatMap((one) => (one.shadowRoot ? videosIn(one.shadowRoot) : []))];
      const here = new URL(location.href);
      return videosIn(document).map((video) => {
        const post = ours.postOf(video, here);
        return { post, isAd: ours.isAd(video, here, post) };
      });
    }; undefined`);
    const before = await read();
    await at.evaluate(`(() => { ${then} })()`);
    return [before, await read()] as [Read[], Read[]];
  });
  turn = reading.catch(() => undefined);
  return reading.then((both) => {
    for (const { post } of both.flat()) if (post !== null) v.parse(postSchema, post);
    return both;
  });
}

export const postsOf = async (address: string, html: string) =>
  (await readPage(address, html))[0].map(({ post }) => post);

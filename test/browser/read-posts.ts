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

/** What is read of every video of a page, in its order. */
export function readPage(address: string, html: string): Promise<Read[]> {
  const reading = turn.then(async () => {
    const at = await show(address, html);
    const read = await at.evaluate(`(() => { ${script}
      const here = new URL(location.href);
      return [...document.querySelectorAll('video')].map((video) => ({ post: ours.postOf(video, here), isAd: ours.isAd(video, here) }));
    })()`);
    return read as Read[];
  });
  turn = reading.catch(() => undefined);
  return reading.then((read) => {
    for (const { post } of read) if (post !== null) v.parse(postSchema, post);
    return read;
  });
}

export const postsOf = async (address: string, html: string) => (await readPage(address, html)).map(({ post }) => post);

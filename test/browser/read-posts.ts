import type { Browser } from 'playwright-core';
import * as v from 'valibot';
import { afterAll, beforeAll } from 'vitest';
import type { Post } from '../../src/post.ts';
import { postSchema } from '../../src/protocol.ts';
import { bundleForPage, launchChromium, openPage } from './chromium-page.ts';

/** What the bundle of `sites/index.ts` puts on the page. */
declare const ours: typeof import('../../extension/content/sites/index.ts');

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

/** What is read of every video of a page, in its order. */
export async function readPage(address: string, html: string): Promise<Read[]> {
  const page = await openPage(browser, address, { html, script });
  const read = await page.evaluate(() => {
    const here = new URL(location.href);
    return [...document.querySelectorAll('video')].map((video) => ({
      post: ours.postOf(video, here),
      isAd: ours.isAd(video, here),
    }));
  });
  await page.close();
  for (const { post } of read) if (post !== null) v.parse(postSchema, post);
  return read;
}

export const postsOf = async (address: string, html: string) => (await readPage(address, html)).map(({ post }) => post);

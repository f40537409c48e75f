import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { until } from '../../scripts/sample/extension-page.ts';
import type { ChromiumWorld } from './chromium-world.ts';
import type { WorldSite } from './site-feed.ts';

/** Longest wait for one post on a busy machine. */
const POST_TIMEOUT_MS = 60_000;

/** Scrolls a post in front of the reader, as a person does, and waits until something was read of it. */
async function see(world: ChromiumWorld, page: Page, { key, at }: { key: string; at: number }): Promise<void> {
  await page.evaluate((top) => scrollTo(0, top), at);
  const told = await until(
    () => world.told(),
    (all) => all.some(({ post, verdict }) => `${post.site}:${post.id}` === key && verdict.framesRead > 0),
    POST_TIMEOUT_MS,
  );
  const keys = told.map(({ post, verdict }) => `${post.site}:${post.id} ${verdict.framesRead} ${verdict.unreadable}`);
  expect(await world.isRead(key), keys.join('\n')).toBe(true);
}

/** Walks through all posts of a page and compares what was told of each with what the page shows. */
export async function visit(world: ChromiumWorld, site: WorldSite): Promise<void> {
  await world.forget();
  const page = await world.open(`https://${site.host}${site.path}`);
  for (const [i, { key }] of site.expected.entries()) await see(world, page, { key, at: i * site.height });
  const told = await world.told();
  await page.close();
  expect(
    told.map(({ post }) => ({
      key: `${post.site}:${post.id}`,
      author: post.author,
      permalink: post.permalink,
      caption: post.caption,
    })),
  ).toEqual(site.expected);
  for (const { post, verdict } of told) {
    expect(post.isVerifiedLayout).toBe(true);
    expect([post.id, verdict.framesRead > 0, verdict.unreadable]).toEqual([post.id, true, null]);
  }
}

import { describe, expect, it } from 'vitest';
import { SITES } from '../../src/post.ts';
import { STEP_SITES } from '../site-world/steps.ts';
import { SWIPE_SITES } from '../site-world/swipes.ts';
import { type Read, readPage } from './read-posts.ts';
import { SITE_ROWS } from './site-rows/index.ts';
import { ITEMS, type ReadAs, type SiteRows, type Text } from './site-rows/row.ts';

const TEXTS: readonly Text[] = ['permalink', 'author', 'caption', 'hashtags', 'postedAt'];

function compare(read: readonly Read[], expected: readonly ReadAs[]): void {
  expect(read.length).toBe(expected.length);
  for (const [i, wanted] of expected.entries()) {
    const found = read[i];
    expect(found?.isAd).toBe(wanted === 'advertisement');
    if (wanted === 'nothing') expect(found?.post).toBeNull();
    else if (wanted !== 'advertisement') expect(found?.post).toMatchObject(wanted);
  }
}

describe.each(SITE_ROWS)('$site', ({ rows }) => {
  it.each(rows)('reads $what', async ({ address, html, posts, afterwards }) => {
    const [before, after] = await readPage(address, html, afterwards?.script);
    compare(before, posts);
    if (afterwards !== undefined) compare(after, afterwards.posts);
  });
});

/** The page as a browser saves it: links within the site are whole addresses. */
const saved = (html: string, address: string): string =>
  html.replaceAll('href="/', `href="${new URL(address).origin}/`);

describe('a saved page', () => {
  it.each(SITE_ROWS)('of $site is read as the page itself', async ({ rows }) => {
    for (const { address, html, posts } of rows.slice(0, 2))
      compare((await readPage(address, saved(html, address)))[0], posts);
  });
});

/** Texts that a row compares with something. */
const textsOf = ({ rows }: SiteRows): Text[] => {
  const posts = rows.flatMap((row) => row.posts).filter((post) => typeof post !== 'string');
  return TEXTS.filter((text) => posts.some((post) => post.isVerifiedLayout !== false && (post[text]?.length ?? 0) > 0));
};

describe('the rows', () => {
  it('are there for every site with an adapter', () => {
    expect(SITE_ROWS.map(({ site }) => site)).toEqual(SITES.filter((site) => site !== 'generic'));
  });

  it.each(SITE_ROWS)('of $site hold every item, or say why not', (site) => {
    const held = new Set<string>([...site.rows.flatMap(({ holds = [] }) => holds), ...textsOf(site)]);
    const open = [...ITEMS, ...TEXTS].filter((item) => !held.has(item) && site.without[item] === undefined);
    expect(open).toEqual([]);
    expect(Object.keys(site.without).filter((item) => held.has(item))).toEqual([]);
  });

  it.each(['tiktok', 'youtube', 'instagram', 'facebook', 'x', 'bilibili', 'niconico', 'vimeo'])(
    'of the world of sites step or swipe on %s, where pages of one video follow each other',
    (site) => {
      const pages = [...STEP_SITES, ...SWIPE_SITES].filter(({ expected }) => expected[0]?.key.startsWith(`${site}:`));
      expect(pages.length).toBeGreaterThan(0);
    },
  );
});

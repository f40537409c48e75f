import { feedPage, type WorldPost } from './feed-page.ts';
import type { PageOf } from './server.ts';

/** What the extension has to know of a post of a page of ours. */
export interface Expected {
  readonly key: string;
  readonly author: string;
  readonly permalink: string;
  readonly caption: string;
}

export interface WorldSite {
  readonly name: string;
  readonly host: string;
  readonly path: string;
  /** How far the page is scrolled from one post to the next. */
  readonly height: number;
  readonly page: PageOf;
  readonly expected: readonly Expected[];
}

export const POSTS = 4;
export const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
export const textOf = (i: number): string => `Post ${i} of the test #tag${i}`;

export const all = <T>(make: (i: number) => T): T[] => numbers(POSTS).map(make);
/** Each shorter than the one before, so that what lingers of a longer text would be seen. */
export const wordsOf = (i: number): string => `${'long words, '.repeat(POSTS - i)}${textOf(i)}`;

interface FeedOfSite {
  readonly name: string;
  readonly host: string;
  readonly frame?: string;
  readonly count?: number;
  readonly height?: number;
  readonly isVirtual?: boolean;
  readonly extra?: (i: number) => string;
  readonly card: (i: number) => string;
  readonly expect: (i: number) => Expected;
}

export function feedOf({
  name,
  host,
  frame = '{cards}',
  count = POSTS,
  height = 600,
  isVirtual = true,
  extra,
  card,
  expect,
}: FeedOfSite): WorldSite {
  const posts: WorldPost[] = numbers(count).map((i) => ({ html: card(i) + (extra?.(i) ?? '') }));
  return {
    name,
    host,
    path: '/',
    height,
    page: () => feedPage(posts, { frame, height, isVirtual }),
    expected: numbers(count).map(expect),
  };
}

import type { Post, Site } from '../../../src/post.ts';

/** What the adapter of a site has to get right, beside the texts of a post, which every row compares. */
export const ITEMS = [
  'videos of the post',
  'advertisement',
  'quote',
  'repost',
  'recycled card',
  'shadow root',
  'frame',
  'fallback',
] as const;
export type Item = (typeof ITEMS)[number];

/** What is read of one video: at least this of its post, or that an advertisement plays there. */
export type ReadAs = Partial<Post> | 'advertisement' | 'nothing';

export interface Row {
  readonly what: string;
  readonly holds?: readonly Item[];
  readonly address: string;
  /** Markup of ours, written as the site writes it. */
  readonly html: string;
  /** Of each video, in the order of the page, those in open shadow roots too. */
  readonly posts: readonly ReadAs[];
  /** A script of the page, and what is read afterwards. */
  readonly afterwards?: { readonly script: string; readonly posts: readonly ReadAs[] };
}

/** Texts of a post. */
export type Text = 'permalink' | 'author' | 'caption' | 'hashtags' | 'postedAt';

export interface SiteRows {
  readonly site: Site;
  readonly rows: readonly Row[];
  /** What no row holds, and why. */
  readonly without: Partial<Record<Item | Text, string>>;
}

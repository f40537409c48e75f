/** The sites with an adapter of their own; `generic` stands for every other page. */
export const SITES = [
  'tiktok',
  'youtube',
  'instagram',
  'facebook',
  'x',
  'threads',
  'reddit',
  'bluesky',
  'bilibili',
  'niconico',
  'vimeo',
  'mastodon',
  'generic',
] as const;
export type Site = (typeof SITES)[number];

/** One feed item. Texts are as the page shows them, cut to `LIMITS`; nothing in here is trusted. */
export interface Post {
  readonly site: Site;
  /** The site's own id, or for the generic adapter a hash of the media address. Unique within the site. */
  readonly id: string;
  /** Absolute https/http address of the post, or of the page when the site gives none. */
  readonly permalink: string;
  readonly author: string;
  readonly caption: string;
  readonly hashtags: readonly string[];
  /** ISO 8601, or empty when the page does not say. */
  readonly postedAt: string;
  /** False when the hooks of the site did not match and the generic adapter read the post. */
  readonly isVerifiedLayout: boolean;
}

/** Longest texts kept of a post, in UTF-16 units; a page may hold megabytes. */
export const LIMITS = { id: 200, permalink: 2000, author: 200, caption: 8000, hashtags: 100, hashtag: 200 } as const;

/** Key of a post across sites; results are keyed by it and never by an element. */
export const keyOf = (post: Pick<Post, 'site' | 'id'>): string => `${post.site}:${post.id}`;

import type { Site } from './post.ts';

/** What the hooks of an adapter were last held against: real markup, or other people's current code and writing only. */
export type CheckedAgainst = 'capture' | 'code';

export interface ListedSite {
  readonly site: Site;
  readonly name: string;
  /** Match patterns to be granted together; the first host is the site's own address. */
  readonly origins: readonly string[];
  readonly checked: {
    readonly against: CheckedAgainst;
    /** What it was, in a few words. */
    readonly what: string;
    /** Day of the check. */
    readonly on: string;
  };
}

/** Days on which hooks were last held against anything. */
const lately = '2026-11-27';
const before = '2026-11-25';

/** Every site with an adapter that has fixed addresses, in the order in which people are asked for them. */
export const LISTED_SITES: readonly ListedSite[] = [
  {
    site: 'tiktok',
    name: 'TikTok',
    origins: ['https://www.tiktok.com/*', 'https://m.tiktok.com/*'],
    checked: { against: 'capture', what: 'For You feed of 2026-10-03, video page of 2025-12-30', on: lately },
  },
  {
    site: 'youtube',
    name: 'YouTube',
    origins: ['https://www.youtube.com/*', 'https://m.youtube.com/*'],
    checked: {
      against: 'capture',
      what: 'Shorts of 2026-10-03, data of an old watch page; the rest by code of 2026-09',
      on: lately,
    },
  },
  {
    site: 'instagram',
    name: 'Instagram',
    origins: ['https://www.instagram.com/*'],
    checked: { against: 'code', what: 'of 2026-08 and a page written after it', on: before },
  },
  {
    site: 'facebook',
    name: 'Facebook',
    origins: ['https://www.facebook.com/*', 'https://web.facebook.com/*', 'https://m.facebook.com/*'],
    checked: { against: 'code', what: 'of 2025-12 and 2026-10, data of the page of 2026-08', on: lately },
  },
  {
    site: 'x',
    name: 'X',
    origins: ['https://x.com/*', 'https://mobile.x.com/*', 'https://twitter.com/*', 'https://mobile.twitter.com/*'],
    checked: { against: 'capture', what: 'a post page of 2026-01; video and quotes by code of 2026-08', on: lately },
  },
  {
    site: 'threads',
    name: 'Threads',
    origins: ['https://www.threads.com/*', 'https://www.threads.net/*'],
    checked: {
      against: 'code',
      what: 'of 2026-07; advertisements by what its app of 2026-09 reads, in no page yet',
      on: lately,
    },
  },
  {
    site: 'reddit',
    name: 'Reddit',
    origins: [
      'https://www.reddit.com/*',
      'https://sh.reddit.com/*',
      'https://new.reddit.com/*',
      'https://old.reddit.com/*',
    ],
    checked: {
      against: 'capture',
      what: 'an old.reddit.com post page; the new design by code of 2026-07',
      on: lately,
    },
  },
  {
    site: 'bluesky',
    name: 'Bluesky',
    origins: ['https://bsky.app/*'],
    checked: {
      against: 'capture',
      what: 'a profile page of 2026-01 with quotes; videos by code of 2026-07',
      on: lately,
    },
  },
  {
    site: 'bilibili',
    name: 'Bilibili',
    origins: [
      'https://www.bilibili.com/*',
      'https://m.bilibili.com/*',
      'https://t.bilibili.com/*',
      'https://space.bilibili.com/*',
    ],
    checked: { against: 'code', what: 'of 2026-08', on: before },
  },
  {
    site: 'niconico',
    name: 'Niconico',
    origins: ['https://www.nicovideo.jp/*'],
    checked: {
      against: 'code',
      what: 'of 2026-08; advertisements by code whose authors looked at the page in 2026-04 and 2026-06',
      on: lately,
    },
  },
  {
    site: 'vimeo',
    name: 'Vimeo',
    origins: ['https://vimeo.com/*', 'https://player.vimeo.com/*'],
    checked: { against: 'capture', what: 'a video page of 2025-05', on: lately },
  },
];

/** Adapters without fixed addresses, asked for one host at a time. */
export const MASTODON_CHECKED: ListedSite['checked'] = { against: 'code', what: 'of 2026-07', on: before };

export const hostsOf = (listed: ListedSite): string[] => listed.origins.map((origin) => new URL(origin).hostname);

/** The listed site of a host name without port, or undefined. */
export const listedSiteOf = (hostname: string): ListedSite | undefined =>
  LISTED_SITES.find((listed) => hostsOf(listed).includes(hostname));

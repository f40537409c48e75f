import { META_MEDIA } from './held-data.ts';
import { attribute, held, inAddress, longest, type SiteHooks, text } from './hooks.ts';

const IN_LINK = /^(?:https:\/\/www\.instagram\.com)?\/(?:[\w.]+\/)?(?:p|reel|tv)\/([\w-]+)\/?(?:\?|$)/;
const handle = (at: string) => attribute(at, 'href', /^\/(?!reels?\/|explore\/|p\/|stories\/)([\w.]+)\/$/);

const post = {
  permalink: 'https://www.instagram.com/p/{id}/',
  author: [
    handle('header a[role="link"]'),
    handle('a[role="link"]'),
    handle('a[href]'),
    held(META_MEDIA, 'user.username'),
  ],
  // What the page shows is cut, and its end is where the tags stand.
  caption: [held(META_MEDIA, 'caption.text'), text('h1[dir="auto"]'), text('h1'), longest('span[dir="auto"]')],
  tags: 'a[href*="/explore/tags/"]',
  time: [attribute('time[datetime]', 'datetime'), held(META_MEDIA, 'taken_at')],
};

// Class names are hashed anew with each build and never used.
export const instagram: SiteHooks = {
  site: 'instagram',
  hosts: ['www.instagram.com'],
  idShape: /^[\w-]{5,40}$/,
  // Every advertisement leads out through this address, and no post does.
  ad: ':is(article, div[role="presentation"], div[aria-busy][tabindex]):has(a[href*="/ads/ig_redirect"])',
  layouts: [
    {
      name: 'feed',
      cards: ['article'],
      // The link that holds the time is the post's own; others lead to likes, comments and sounds.
      id: [
        attribute('a[href]:has(time)', 'href', IN_LINK),
        attribute('a[href*="/p/"], a[href*="/reel/"], a[href*="/tv/"]', 'href', IN_LINK),
        inAddress(IN_LINK),
      ],
      link: [attribute('a[href]:has(time)', 'href', /^.*\/(?:p|reel|tv)\/[\w-]+\/?/)],
      ...post,
    },
    {
      // The address names the reel in view and follows each swipe.
      name: 'reels',
      on: /^\/reels?\//,
      cards: ['main div[role="presentation"]:has(a[role="link"])', 'div[aria-busy][tabindex]:has(a[role="link"])'],
      id: [inAddress(/^\/reels?\/([\w-]+)/)],
      ...post,
      permalink: 'https://www.instagram.com/reel/{id}/',
    },
    {
      name: 'post page',
      on: /^\/(?:[\w.]+\/)?(?:p|reel|reels|tv)\//,
      id: [inAddress(/^\/(?:[\w.]+\/)?(?:p|reel|reels|tv)\/([\w-]+)/)],
      ...post,
      // Outside of `main` stands the link to the reader's own account.
      author: [
        inAddress(/^\/(?!p\/|reels?\/|tv\/)([\w.]+)\/(?:p|reel|tv)\//),
        handle('main header a'),
        handle('main a[role="link"]'),
        handle('header a[role="link"]'),
        held(META_MEDIA, 'user.username'),
      ],
      caption: [
        held(META_MEDIA, 'caption.text'),
        text('main h1[dir="auto"]'),
        text('main h1'),
        longest('main span[dir="auto"]'),
        ...post.caption,
      ],
    },
    {
      name: 'story',
      on: /^\/stories\/[\w.]+\/\d+/,
      id: [inAddress(/^\/stories\/[\w.]+\/(\d+)/)],
      permalink: 'https://www.instagram.com/stories/{author}/{id}/',
      author: [inAddress(/^\/stories\/([\w.]+)\//)],
      caption: [],
      time: [attribute('time[datetime]', 'datetime')],
    },
  ],
};

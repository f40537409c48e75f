import { around, attribute, inAddress, onPage, type SiteHooks, text } from './hooks.ts';

const IN_LINK = /\/video\/(\d+)/;
const HANDLE = /^(?:https:\/\/www\.tiktok\.com)?\/@([\w.-]+)/;

const author = [
  attribute('a[data-e2e="video-author-avatar"]', 'href', HANDLE),
  attribute('[class*="CreatorInfoContainer"] a[href*="/@"]', 'href', HANDLE),
  text('[data-e2e="video-author-uniqueid"]'),
  text('[data-e2e="browse-username"]'),
  text('[data-e2e="search-card-user-unique-id"]'),
  attribute('a[href*="/@"]', 'href', HANDLE),
  inAddress(/^\/@([\w.-]+)/),
];

const caption = [
  text('[data-e2e="video-desc"]'),
  text('[data-e2e="browse-video-desc"]'),
  text('[data-e2e="search-card-video-caption"]'),
  // In grids the cover picture repeats the caption, and nothing else does.
  attribute('picture img[alt]', 'alt'),
];

const post = { author, caption, tags: 'a[href*="/tag/"]', permalink: 'https://www.tiktok.com/@{author}/video/{id}' };

export const tiktok: SiteHooks = {
  site: 'tiktok',
  hosts: ['www.tiktok.com', 'm.tiktok.com'],
  idShape: /^\d{8,25}$/,
  clock: 'tiktok',
  // A paid partnership bears the same tag and is a post like any other; the account of an advertisement is not on the site.
  ad: 'article[data-e2e]:has([data-e2e="sponsored-tag"]):not(:has(a[data-e2e="video-author-avatar"][href*="/@"]))',
  layouts: [
    {
      name: 'feed',
      // The section of a feed card holds the player, the article around it the author too.
      cards: ['article[data-e2e]', 'section[data-e2e="feed-video"]'],
      id: [
        around('[id^="xgwrapper-"]', 'id', /^xgwrapper-\d+-(\d+)$/),
        attribute('[id^="xgwrapper-"]', 'id', /^xgwrapper-\d+-(\d+)$/),
        attribute('[data-more-menu-item-id]', 'data-more-menu-item-id'),
        attribute('a[href*="/video/"]', 'href', IN_LINK),
      ],
      ...post,
    },
    {
      // The list beside a video has no mark of its own: what plays in a link to a post is that post.
      name: 'grid',
      cards: ['[data-e2e$="-item"]', 'a[href*="/video/"]'],
      id: [attribute('a[href*="/video/"]', 'href', IN_LINK), attribute('', 'href', IN_LINK)],
      ...post,
      author: [attribute('', 'href', HANDLE), ...author],
      caption: [...caption, attribute('', 'title')],
    },
    {
      name: 'video page',
      on: /^\/(?:@[\w.-]+\/video|embed(?:\/v2)?)\/\d+/,
      id: [around('[id^="xgwrapper-"]', 'id', /^xgwrapper-\d+-(\d+)$/), inAddress(/\/(?:video|embed|v2)\/(\d+)/)],
      ...post,
      author: [...author.slice(-1), ...author.slice(0, -1)],
      caption: caption.slice(0, 2).map(onPage),
    },
  ],
};

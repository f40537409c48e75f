import { FACEBOOK_STORIES } from './held-data.ts';
import { around, attribute, held, inAddress, longest, type SiteHooks, text } from './hooks.ts';

const LINKS = ['/posts/', 'story_fbid=', '/reel/', '/videos/', '/watch/?v=']
  .map((part) => `a[href*="${part}"]`)
  .join(',');
const IN_LINK =
  /(?:\/posts\/(?:[\w.-]+\/)?|[?&]story_fbid=|\/reel\/|\/videos\/(?:[\w.-]+\/)?|\/watch\/\?(?:.*&)?v=)(pfbid\w+|\d{5,})/;
const HOST = String.raw`^(?:https:\/\/(?:www|web|m)\.facebook\.com)?\/`;
const handle = (at: string) =>
  attribute(
    at,
    'href',
    new RegExp(`${HOST}(?:profile\\.php\\?id=(\\d+)|(?!profile\\.php|groups\\/|reel\\/|watch)([\\w.-]+)\\/?(?:\\?|$))`),
  );

const post = {
  permalink: 'https://www.facebook.com/watch/?v={id}',
  author: [
    handle('h2 a[href], h3 a[href], h4 a[href]'),
    handle('strong a[href]'),
    text('h2 a, h3 a, h4 a'),
    held(FACEBOOK_STORIES, 'actors.0.name'),
  ],
  caption: [
    text('[data-ad-preview="message"]'),
    text('[data-ad-comet-preview="message"]'),
    text('[data-ad-rendering-role="story_message"]'),
    longest('div[dir="auto"]'),
    held(FACEBOOK_STORIES, 'message.text'),
  ],
  // The page shows times in words only, and scrambled.
  time: [held(FACEBOOK_STORIES, 'creation_time'), held(FACEBOOK_STORIES, 'publish_time')],
  tags: 'a[href*="/hashtag/"]',
};

export const facebook: SiteHooks = {
  site: 'facebook',
  hosts: ['www.facebook.com', 'web.facebook.com', 'm.facebook.com'],
  idShape: /^(?:pfbid\w+|\d{5,30})$/,
  parameters: ['v', 'story_fbid', 'id'],
  // The word for it is scrambled and in the language of the page; its button and its "why" are not.
  ad: ':is([role="feed"] [aria-posinset], [data-pagelet^="FeedUnit_"]):has([data-ad-rendering-role^="cta"], a[href*="/ads/about"])',
  layouts: [
    {
      name: 'reels',
      on: /^\/reel\//,
      cards: ['div[role="main"] [data-video-id]'],
      id: [attribute('', 'data-video-id')],
      ...post,
      permalink: 'https://www.facebook.com/reel/{id}',
    },
    {
      name: 'feed',
      cards: ['[role="feed"] [aria-posinset], [data-pagelet^="FeedUnit_"], div[role="article"]:not([aria-label])'],
      // Comments are articles with a label of their own, in the language of the page.
      foreign: '[role="article"][aria-label]',
      id: [around('[data-video-id]', 'data-video-id'), attribute(LINKS, 'href', IN_LINK)],
      link: [attribute(LINKS, 'href')],
      ...post,
    },
    {
      name: 'video page',
      on: /^\/(?:reel\/|watch\/?\?|[\w.-]+\/videos\/|[\w.-]+\/posts\/|permalink\.php|groups\/[^/]+\/posts\/)/,
      id: [around('[data-video-id]', 'data-video-id'), inAddress(IN_LINK), inAddress(/^\/watch\/?\?(?:.*&)?v=(\d+)/)],
      ...post,
    },
  ],
};

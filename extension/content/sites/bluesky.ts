import { attribute, inAddress, type SiteHooks, text } from './hooks.ts';

const POST = /\/profile\/[^/]+\/post\/(\w+)/;
const AUTHOR = /^(?:https:\/\/bsky\.app)?\/profile\/([^/]+)\/post\//;
const LINK = 'a[href*="/post/"]';
const CARD = '[data-testid^="feedItem-by-"], [data-testid^="postThreadItem-by-"]';
/** A quote is a link as a whole: a box that acts as one, with the link of its time in it, or the link itself. */
const QUOTE = `:is(${CARD}) :is(div[role="link"]:has(a[href*="/post/"]), a[href*="/post/"]:has([data-testid="postText"], video))`;

const texts = {
  permalink: 'https://bsky.app/profile/{author}/post/{id}',
  caption: [text('[data-testid="postText"]'), text('[data-word-wrap="1"]')],
  tags: 'a[href*="/hashtag/"]',
};

export const bluesky: SiteHooks = {
  site: 'bluesky',
  hosts: ['bsky.app'],
  idShape: /^[a-z0-9]{5,30}$/,
  clock: 'bluesky',
  layouts: [
    {
      name: 'quote',
      cards: [QUOTE],
      id: [attribute('', 'href', POST), attribute(LINK, 'href', POST)],
      link: [attribute('', 'href'), attribute(LINK, 'href', /^.*\/post\/\w+/)],
      author: [attribute('', 'href', AUTHOR), attribute(LINK, 'href', AUTHOR)],
      ...texts,
    },
    {
      name: 'post',
      cards: [CARD],
      foreign: QUOTE,
      // A repost begins with a link to the one who reposted: only the post's own link says whose it is.
      id: [attribute(LINK, 'href', POST), inAddress(POST)],
      link: [attribute(LINK, 'href', /^.*\/post\/\w+/)],
      author: [attribute(LINK, 'href', AUTHOR), attribute('', 'data-testid', /^(?:feedItem|postThreadItem)-by-(.+)$/)],
      ...texts,
    },
    {
      name: 'post page',
      on: /^\/profile\/[^/]+\/post\/\w+/,
      id: [inAddress(POST)],
      author: [inAddress(/^\/profile\/([^/]+)\/post\//)],
      ...texts,
    },
  ],
};

import { attribute, inAddress, onPage, outside, type SiteHooks, text } from './hooks.ts';

const HANDLE = /^(?:https:\/\/(?:x|twitter)\.com)?\/(\w{1,15})$/;
const STATUS = /\/status\/(\d+)/;
const LINK = /^.*\/status\/\d+/;
const CARD = 'article[data-testid="tweet"]';
const QUOTE = 'article[data-testid="tweet"] div[role="link"]:has([data-testid="User-Name"])';
const OWN_LINK = 'a[href*="/status/"]:has(time)';

const post = {
  permalink: 'https://x.com/{author}/status/{id}',
  author: [
    attribute('[data-testid="User-Name"] a', 'href', HANDLE),
    text('[data-testid="User-Name"]', /@(\w{1,15})\b/),
  ],
  caption: [text('[data-testid="tweetText"]'), text('[data-testid="twitter-article-title"]')],
  tags: 'a[href*="/hashtag/"]',
  time: [attribute('time[datetime]', 'datetime')],
};

export const x: SiteHooks = {
  site: 'x',
  hosts: ['x.com', 'twitter.com', 'mobile.x.com', 'mobile.twitter.com'],
  idShape: /^\d{8,20}(?:-quote)?$/,
  clock: 'x',
  ad: 'article[data-testid="tweet"]:has([data-testid="placementTracking"]):not(:has(a[href*="/status/"] time))',
  layouts: [
    {
      // A quote has no link of its own, so without one it goes by the post that quotes it.
      name: 'quote',
      cards: [QUOTE],
      id: [
        attribute('a[href*="/status/"]', 'href', STATUS),
        { ...outside(CARD, attribute(OWN_LINK, 'href', STATUS)), add: '-quote' },
      ],
      link: [attribute('a[href*="/status/"]', 'href', LINK), outside(CARD, attribute(OWN_LINK, 'href', LINK))],
      ...post,
    },
    {
      name: 'post',
      cards: [CARD],
      foreign: QUOTE,
      id: [attribute(OWN_LINK, 'href', STATUS), attribute('a[href*="/status/"]', 'href', STATUS), inAddress(STATUS)],
      link: [attribute(OWN_LINK, 'href', LINK)],
      ...post,
    },
    {
      // The address names the one in view and follows each swipe.
      name: 'immersive viewer',
      cards: ['[data-testid="vss-scroll-view"] > div > div'],
      id: [attribute('a[href*="/status/"]', 'href', STATUS), inAddress(STATUS)],
      ...post,
    },
    {
      name: 'viewer',
      on: /\/status\/\d+\/(?:video|photo|mediaViewer)/,
      player: '[role="dialog"], [aria-modal="true"]',
      id: [inAddress(STATUS)],
      ...post,
      author: [inAddress(/^\/(\w{1,15})\/status\//), ...post.author],
      caption: post.caption.map(onPage),
    },
  ],
};

import { attribute, inAddress, onPage, type SiteHooks, text } from './hooks.ts';

export const reddit: SiteHooks = {
  site: 'reddit',
  hosts: ['www.reddit.com', 'sh.reddit.com', 'new.reddit.com', 'old.reddit.com'],
  idShape: /^[a-z0-9]{4,12}$/,
  ad: 'shreddit-ad-post, shreddit-post[promoted], .thing.promotedlink, .thing[data-promoted="true"]',
  layouts: [
    {
      // The player stands in an open shadow root inside the post, whose attributes say everything.
      name: 'post',
      cards: ['shreddit-post'],
      id: [
        attribute('', 'id', /^t3_(\w+)$/),
        attribute('', 'permalink', /\/comments\/(\w+)/),
        attribute('a[href*="/comments/"]', 'href', /\/comments\/(\w+)/),
      ],
      link: [attribute('', 'permalink'), attribute('a[href*="/comments/"]', 'href')],
      permalink: 'https://www.reddit.com/comments/{id}/',
      author: [attribute('', 'author')],
      caption: [attribute('', 'post-title'), text('[slot="title"]')],
      body: [text('[slot="text-body"]'), text('shreddit-post-flair')],
      time: [attribute('', 'created-timestamp'), attribute('time[datetime]', 'datetime')],
    },
    {
      name: 'old design',
      cards: ['.thing.link'],
      id: [attribute('', 'data-fullname', /^t3_(\w+)$/), attribute('', 'data-permalink', /\/comments\/(\w+)/)],
      link: [attribute('', 'data-permalink')],
      permalink: 'https://www.reddit.com/comments/{id}/',
      author: [attribute('', 'data-author')],
      caption: [text('a.title')],
      body: [text('.linkflairlabel'), text('.usertext-body')],
      time: [attribute('', 'data-timestamp'), attribute('time[datetime]', 'datetime')],
    },
    {
      name: 'post page',
      on: /^\/(?:r|user)\/[^/]+\/comments\/\w+/,
      id: [inAddress(/\/comments\/(\w+)/)],
      permalink: 'https://www.reddit.com/comments/{id}/',
      author: [],
      caption: [onPage(text('h1'))],
    },
  ],
};

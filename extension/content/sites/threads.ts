import { META_MEDIA } from './held-data.ts';
import { attribute, held, inAddress, longest, type SiteHooks } from './hooks.ts';

const LINK = 'a[href*="/post/"]';

const post = {
  permalink: 'https://www.threads.com/@{author}/post/{id}',
  author: [
    attribute('a[href*="/@"]', 'href', /^\/@([\w.]+)/),
    inAddress(/^\/@([\w.]+)\/post\//),
    held(META_MEDIA, 'user.username'),
  ],
  caption: [held(META_MEDIA, 'caption.text'), longest('span[dir="auto"]')],
  tags: 'a[href*="/search?q="]',
  time: [attribute('time[datetime]', 'datetime'), held(META_MEDIA, 'taken_at')],
};

export const threads: SiteHooks = {
  site: 'threads',
  hosts: ['www.threads.com', 'www.threads.net'],
  idShape: /^[\w-]{5,40}$/,
  // Its app knows an advertisement by this part of the post; in the page no mark is known but a word of its language.
  adData: held(META_MEDIA, 'injected.ad_id'),
  layouts: [
    {
      name: 'feed',
      // A quoted post is such a card inside another; one without a link of its own goes by the outer one.
      cards: ['div[data-pressable-container="true"]'],
      id: [attribute(LINK, 'href', /\/post\/([\w-]+)/)],
      link: [attribute(LINK, 'href', /^.*\/post\/[\w-]+/)],
      ...post,
    },
    {
      name: 'post page',
      on: /^\/(?:@[\w.]+\/post|t)\/[\w-]+/,
      cards: ['[data-pagelet^="threads_post_page_"]'],
      id: [inAddress(/^\/(?:@[\w.]+\/post|t)\/([\w-]+)/)],
      ...post,
    },
    {
      name: 'page of one post',
      on: /^\/(?:@[\w.]+\/post|t)\/[\w-]+/,
      id: [inAddress(/^\/(?:@[\w.]+\/post|t)\/([\w-]+)/)],
      ...post,
    },
  ],
};

import { attribute, type SiteHooks, text } from './hooks.ts';

const LINK = ['a.status__relative-time', 'a.detailed-status__datetime'];
const IN_LINK = /\/(\d{6,})\/?$/;

export const mastodon: SiteHooks = {
  site: 'mastodon',
  // Any host may be one; what they share is how their page begins.
  hosts: [],
  mark: '#mastodon',
  // The same number is another post on another server, so the host is put before it.
  idShape: /^\d{6,25}$/,
  layouts: [
    {
      name: 'post',
      cards: ['.status, .detailed-status'],
      foreign: '.status__quote',
      id: [attribute('', 'data-id', /^\d+$/), ...LINK.map((at) => attribute(at, 'href', IN_LINK))],
      link: LINK.map((at) => attribute(at, 'href')),
      permalink: '/@{author}/{id}',
      author: [text('.display-name__account', /@?(.+)/)],
      caption: [text('.status__content__text'), text('.status__content')],
      tags: 'a.mention.hashtag',
      time: [attribute('time[datetime]', 'datetime')],
    },
  ],
};

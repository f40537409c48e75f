import { attribute, inAddress, json, type SiteHooks, text } from './hooks.ts';

const ID = /^\/(?:watch|shorts)\/((?:sm|so|nm)?\d+)/;
const DATA = 'meta[name="server-response"]';
const data = (path: string) => json(DATA, `data.response.${path}`);

const page = {
  on: ID,
  id: [inAddress(ID)],
  permalink: 'https://www.nicovideo.jp/watch/{id}',
  tags: 'a[href*="/tag/"]',
};

export const niconico: SiteHooks = {
  site: 'niconico',
  hosts: ['www.nicovideo.jp'],
  idShape: /^(?:sm|so|nm)?\d{1,15}$/,
  // Advertisements play in videos of their own in here, over the video of the page.
  ad: '#nv_watch_VideoAdContainer',
  layouts: [
    {
      name: 'video page, as loaded',
      ...page,
      // The data of the page are those of its first video; after a step within the page they are of another.
      freshId: data('video.id'),
      isForFreshOnly: true,
      author: [data('owner.nickname'), data('channel.name')],
      caption: [data('video.title')],
      body: [data('video.description')],
      time: [data('video.registeredAt')],
    },
    {
      name: 'video page',
      ...page,
      author: [text('main a[href*="/user/"]'), text('main a[href*="ch.nicovideo.jp"]')],
      caption: [text('main h1'), text('h1')],
      time: [attribute('main time[datetime]', 'datetime')],
    },
  ],
};

import { attribute, inAddress, json, type SiteHooks, text } from './hooks.ts';

const ID =
  /^\/(?:channels\/[\w-]+\/|groups\/[\w-]+\/videos\/|showcase\/\d+\/video\/|ondemand\/[\w-]+\/|video\/)?(\d{4,})/;

/** What the page says of the video it was loaded for; the account's name is nowhere else. */
const data = (path: string, take: RegExp | null = null) => ({
  ...json('script[type="application/ld+json"]', path),
  take,
});

const texts = {
  permalink: 'https://vimeo.com/{id}',
  caption: [text('[data-vh-view] h1'), text('main h1'), text('h1'), text('.vp-title')],
  body: [text('[data-testid="uploader-details"] + div')],
  time: [attribute('time[datetime]', 'datetime')],
};
const author = attribute(
  '[data-testid="uploader-details"] a[href]',
  'href',
  /^(?:https:\/\/vimeo\.com)?\/(?!watch\b)(\w+)\/?$/,
);

export const vimeo: SiteHooks = {
  site: 'vimeo',
  // The second is the player that stands as a frame in other sites.
  hosts: ['vimeo.com', 'player.vimeo.com'],
  idShape: /^\d{4,15}$/,
  layouts: [
    {
      name: 'video page, as loaded',
      on: ID,
      id: [inAddress(ID)],
      ...texts,
      freshId: data('0.url', /\/(\d{4,})(?:[/?]|$)/),
      isForFreshOnly: true,
      author: [author, data('0.author.url', /vimeo\.com\/([\w-]+)\/?$/), data('0.author.name')],
      time: [...texts.time, data('0.uploadDate')],
    },
    {
      name: 'video page',
      on: ID,
      id: [inAddress(ID)],
      ...texts,
      author: [author, text('[data-testid="uploader-details"] span')],
    },
  ],
};

import { attribute, inAddress, type SiteHooks, text } from './hooks.ts';

const ID =
  /^\/(?:channels\/[\w-]+\/|groups\/[\w-]+\/videos\/|showcase\/\d+\/video\/|ondemand\/[\w-]+\/|video\/)?(\d{4,})/;

export const vimeo: SiteHooks = {
  site: 'vimeo',
  // The second is the player that stands as a frame in other sites.
  hosts: ['vimeo.com', 'player.vimeo.com'],
  idShape: /^\d{4,15}$/,
  layouts: [
    {
      name: 'video page',
      on: ID,
      id: [inAddress(ID)],
      permalink: 'https://vimeo.com/{id}',
      author: [
        attribute(
          '[data-testid="uploader-details"] a[href]',
          'href',
          /^(?:https:\/\/vimeo\.com)?\/(?!watch\b)(\w+)\/?$/,
        ),
        text('[data-testid="uploader-details"] span'),
      ],
      caption: [text('[data-vh-view] h1'), text('main h1'), text('h1'), text('.vp-title')],
      body: [text('[data-testid="uploader-details"] + div')],
      time: [attribute('time[datetime]', 'datetime')],
    },
  ],
};

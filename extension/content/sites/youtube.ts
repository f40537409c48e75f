import { attribute, inAddress, onPage, type SiteHooks, text } from './hooks.ts';

const HANDLE = /^\/(@[^/?#]+)/;
const handle = (at: string) => attribute(at, 'href', HANDLE);

const TILES = [
  'ytd-rich-item-renderer',
  'ytd-video-renderer',
  'yt-lockup-view-model',
  'ytm-shorts-lockup-view-model-v2',
  'ytm-shorts-lockup-view-model',
  'ytm-rich-item-renderer',
  'ytm-video-with-context-renderer',
  'ytd-reel-item-renderer',
  'ytd-compact-video-renderer',
  'ytd-grid-video-renderer',
];
const LINK = 'a[href*="/watch?v="], a[href*="/shorts/"]';
const ID_IN_LINK = /(?:[?&]v=|\/shorts\/)([\w-]{11})(?![\w-])/;

/** Page data of the video that the page was loaded for; a step within the page leaves them as they are. */
const AS_LOADED = ':has(> meta:is([itemprop="identifier"], [itemprop="videoId"])[content="{id}"])';

const tile = {
  id: [attribute(LINK, 'href', ID_IN_LINK)],
  link: [attribute(LINK, 'href')],
  permalink: 'https://www.youtube.com/watch?v={id}',
  author: [handle('a[href*="/@"]')],
  caption: [attribute('h3[title]', 'title'), attribute('#video-title', 'title'), text('#video-title'), text('h3')],
};

const short = {
  permalink: 'https://www.youtube.com/shorts/{id}',
  author: [handle('yt-reel-channel-bar-view-model a'), handle('ytd-channel-name a'), handle('a[href*="/@"]')],
  caption: [text('yt-shorts-video-title-view-model h1'), text('yt-shorts-video-title-view-model'), text('h2.title')],
};

export const youtube: SiteHooks = {
  site: 'youtube',
  hosts: ['www.youtube.com', 'm.youtube.com'],
  idShape: /^[\w-]{11}$/,
  parameters: ['v'],
  ad: '.ad-showing, .ad-interrupting, ytd-ad-slot-renderer, ytd-in-feed-ad-layout-renderer',
  layouts: [
    {
      name: 'hover preview',
      cards: ['ytd-video-preview'],
      ...tile,
      // The preview floats above its tile, which has the texts.
      twin: TILES.map((name) => `${name}:has(a[href*="{id}"])`).join(','),
    },
    { name: 'tile', cards: [TILES.join(',')], ...tile },
    {
      // One player is moved from card to card by each swipe and the address follows a little later: the picture
      // behind the player names its card, the address is asked only where there is none.
      name: 'short',
      cards: ['.reel-video-in-sequence-new', '.reel-video-in-sequence', 'ytd-reel-video-renderer', 'ytm-reel-item'],
      id: [
        attribute('.reel-video-in-sequence-thumbnail', 'style', /\/vi(?:_webp)?\/([\w-]{11})\//),
        inAddress(/^\/shorts\/([\w-]{11})(?![\w-])/),
      ],
      ...short,
    },
    {
      name: 'short without a card',
      on: /^\/shorts\//,
      player: '#shorts-player, ytd-shorts, shorts-video',
      id: [inAddress(/^\/shorts\/([\w-]{11})(?![\w-])/)],
      ...short,
    },
    {
      name: 'watch page',
      on: /^\/(?:watch\?|live\/|embed\/)/,
      player: '#movie_player, #player-container-id, ytd-player',
      id: [inAddress(/^\/watch\?(?:.*&)?v=([\w-]{11})(?![\w-])/), inAddress(/^\/(?:live|embed)\/([\w-]{11})(?![\w-])/)],
      // After a navigation the texts stay those of the video before until the new ones came; then they say so themselves.
      freshId: onPage(attribute('ytd-watch-flexy[video-id]', 'video-id')),
      permalink: 'https://www.youtube.com/watch?v={id}',
      author: [
        handle('ytd-video-owner-renderer a[href*="/@"]'),
        handle('ytm-slim-owner-renderer a[href*="/@"]'),
        attribute(`${AS_LOADED} [itemprop="author"] link[itemprop="url"]`, 'href', /\/(@[^/?#]+)/),
      ],
      caption: [
        text('ytd-watch-metadata h1 yt-formatted-string'),
        text('ytd-watch-metadata h1'),
        text('ytm-slim-video-metadata-section-renderer h2'),
        text('.ytp-title-link'),
        attribute(`${AS_LOADED} > meta[itemprop="name"]`, 'content'),
      ],
      body: [
        text('#description-inline-expander'),
        text('ytm-expandable-video-description-body-renderer'),
        attribute(`${AS_LOADED} > meta[itemprop="description"]`, 'content'),
      ],
      time: [
        attribute(`${AS_LOADED} > meta[itemprop="uploadDate"]`, 'content'),
        attribute(`${AS_LOADED} > meta[itemprop="datePublished"]`, 'content'),
      ],
    },
  ],
};

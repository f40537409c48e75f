import { video } from './feed-page.ts';
import { all, type WorldSite, wordsOf } from './site-feed.ts';
import { SWIPE_HEIGHT, swipePage } from './swipe-page.ts';

const CARD = `style="height: ${SWIPE_HEIGHT}px; overflow: hidden"`;

const shortId = (i: number): string => `shortvideo${i}`;
const youtubeShorts: WorldSite = {
  name: 'YouTube Shorts',
  host: 'www.youtube.com',
  path: `/shorts/${shortId(0)}`,
  height: SWIPE_HEIGHT,
  page: swipePage(
    all((i) => ({
      address: `/shorts/${shortId(i)}`,
      html: `<div class="reel-video-in-sequence-new" ${CARD}><div class="reel-video-in-sequence-thumbnail" style="background-image: url('https://i.ytimg.com/vi/${shortId(i)}/frame0.jpg')"></div>
        <div class="place"></div><yt-reel-channel-bar-view-model><a href="/@maker${i}">@maker${i}</a></yt-reel-channel-bar-view-model>
        <yt-shorts-video-title-view-model><h1>${wordsOf(i)}</h1></yt-shorts-video-title-view-model></div>`,
    })),
    {
      before: '<ytd-shorts><div id="shorts-inner-container">',
      after: '</div></ytd-shorts>',
      player: '<div id="shorts-player">{video}</div>',
    },
  ),
  expected: all((i) => ({
    key: `youtube:${shortId(i)}`,
    author: `@maker${i}`,
    permalink: `https://www.youtube.com/shorts/${shortId(i)}`,
    caption: wordsOf(i),
  })),
};

const tileId = (i: number): string => `previewvid${i}`;
const youtubeTiles: WorldSite = {
  name: 'YouTube tiles, whose preview goes from one to the next',
  host: 'www.youtube.com',
  path: '/',
  height: SWIPE_HEIGHT,
  page: swipePage(
    all((i) => ({
      address: '/',
      html: `<ytd-rich-item-renderer ${CARD.replace('style="', 'style="display: block; ')}><div class="place"></div><a id="thumbnail" href="/watch?v=${tileId(i)}&pp=x"></a><h3 title="${wordsOf(i)}"><a>${wordsOf(i).slice(0, 12)}…</a></h3><a href="/@maker${i}">Maker</a></ytd-rich-item-renderer>`,
    })),
    {
      before: '<ytd-rich-grid-renderer>',
      after: '</ytd-rich-grid-renderer>',
      player: '<ytd-video-preview><a href="/watch?v="></a><div id="inline-player">{video}</div></ytd-video-preview>',
      // It floats above the tiles, in none of them.
      onSwipe: `const preview = document.querySelector('ytd-video-preview');
        preview.style.cssText = 'position: absolute; left: 0; top: ' + next * ${SWIPE_HEIGHT} + 'px';
        document.body.append(preview); preview.append(player);
        preview.querySelector('a').href = '/watch?v=previewvid' + next;`,
    },
  ),
  expected: all((i) => ({
    key: `youtube:${tileId(i)}`,
    author: `@maker${i}`,
    permalink: `https://www.youtube.com/watch?v=${tileId(i)}`,
    caption: wordsOf(i),
  })),
};

const reelId = (i: number): string => `DReel_9000${i}`;
const instagramReels: WorldSite = {
  name: 'Instagram Reels',
  host: 'www.instagram.com',
  path: `/reels/${reelId(0)}/`,
  height: SWIPE_HEIGHT,
  page: swipePage(
    all((i) => ({
      address: `/reels/${reelId(i)}/`,
      html: `<div role="presentation" ${CARD}><div class="place"></div><a href="/maker.${i}/" role="link">maker.${i}</a><span dir="auto">${wordsOf(i)}</span></div>`,
    })),
    { before: '<main>', after: '</main>' },
  ),
  expected: all((i) => ({
    key: `instagram:${reelId(i)}`,
    author: `maker.${i}`,
    permalink: `https://www.instagram.com/reel/${reelId(i)}/`,
    caption: wordsOf(i),
  })),
};

const ownId = (i: number): string => `DOwn_80000${i}`;
const instagramOwnPlayers: WorldSite = {
  name: 'Instagram Reels, each with its own player',
  host: 'www.instagram.com',
  path: `/reels/${ownId(0)}/`,
  height: SWIPE_HEIGHT,
  page: swipePage(
    all((i) => ({
      address: `/reels/${ownId(i)}/`,
      html: `<div role="presentation" ${CARD}><div class="place">${video(i)}</div><a href="/maker.${i}/" role="link">maker.${i}</a><span dir="auto">${wordsOf(i)}</span></div>`,
    })),
    { before: '<main>', after: '</main>', player: '' },
  ),
  expected: all((i) => ({
    key: `instagram:${ownId(i)}`,
    author: `maker.${i}`,
    permalink: `https://www.instagram.com/reel/${ownId(i)}/`,
    caption: wordsOf(i),
  })),
};

const facebookReels: WorldSite = {
  name: 'Facebook Reels',
  host: 'www.facebook.com',
  path: '/reel/7000010',
  height: SWIPE_HEIGHT,
  page: swipePage(
    all((i) => ({
      address: `/reel/700001${i}`,
      html: `<div data-video-id="700001${i}" ${CARD}><div class="place"></div><h2><a href="/maker.${i}">Maker</a></h2><div dir="auto">${wordsOf(i)}</div></div>`,
    })),
    { before: '<div role="main">', after: '</div>' },
  ),
  expected: all((i) => ({
    key: `facebook:700001${i}`,
    author: `maker.${i}`,
    permalink: `https://www.facebook.com/reel/700001${i}`,
    caption: wordsOf(i),
  })),
};

const tweetId = (i: number): string => `19500000000000${10_000 + i}`;
const xViewer: WorldSite = {
  name: 'the viewer of X',
  host: 'x.com',
  path: `/maker_0/status/${tweetId(0)}/mediaViewer`,
  height: SWIPE_HEIGHT,
  page: swipePage(
    all((i) => ({
      address: `/maker_${i}/status/${tweetId(i)}/mediaViewer`,
      html: `<div ${CARD}><div class="place"></div><div data-testid="immersive-tweet-ui-content-container-${i}"><div data-testid="User-Name"><a href="/maker_${i}">Maker</a></div><div data-testid="tweetText">${wordsOf(i)}</div></div></div>`,
    })),
    { before: '<div data-testid="vss-scroll-view"><div>', after: '</div></div>' },
  ),
  expected: all((i) => ({
    key: `x:${tweetId(i)}`,
    author: `maker_${i}`,
    permalink: `https://x.com/maker_${i}/status/${tweetId(i)}`,
    caption: wordsOf(i),
  })),
};

/** One recycled player and an address that comes late. */
export const SWIPE_SITES: readonly WorldSite[] = [
  youtubeShorts,
  youtubeTiles,
  instagramReels,
  instagramOwnPlayers,
  facebookReels,
  xViewer,
];

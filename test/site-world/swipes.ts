import { video } from './feed-page.ts';
import { type Expected, numbers, POSTS, textOf, type WorldSite } from './site-feed.ts';
import { SWIPE_HEIGHT, stepsPage, swipePage } from './swipe-page.ts';

const all = <T>(make: (i: number) => T): T[] => numbers(POSTS).map(make);
const CARD = `style="height: ${SWIPE_HEIGHT}px; overflow: hidden"`;
/** Each shorter than the one before, so that what lingers of a longer text would be seen. */
const wordsOf = (i: number): string => `${'long words, '.repeat(POSTS - i)}${textOf(i)}`;

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

const clipId = (i: number): string => `76100000000000${10_000 + i}`;
const tiktokVideo: WorldSite = {
  name: 'TikTok, from video to video',
  host: 'www.tiktok.com',
  path: `/@maker.0/video/${clipId(0)}`,
  height: SWIPE_HEIGHT,
  page: stepsPage(
    all((i) => ({
      address: `/@maker.${i}/video/${clipId(i)}`,
      texts: `<div data-e2e="browse-video-desc">${wordsOf(i)}</div>`,
    })),
    { player: '<div data-e2e="browse-video">{video}</div>' },
  ),
  expected: all((i) => ({
    key: `tiktok:${clipId(i)}`,
    author: `maker.${i}`,
    permalink: `https://www.tiktok.com/@maker.${i}/video/${clipId(i)}`,
    caption: wordsOf(i),
  })),
};

const watchId = (i: number): string => `watchvideo${i}`;
const youtubeWatch: WorldSite = {
  name: 'YouTube, from video to video',
  host: 'www.youtube.com',
  path: `/watch?v=${watchId(0)}`,
  height: SWIPE_HEIGHT,
  page: stepsPage(
    all((i) => ({
      address: `/watch?v=${watchId(i)}&list=x`,
      texts: `<ytd-watch-flexy video-id="${watchId(i)}"><ytd-watch-metadata><h1><yt-formatted-string>${wordsOf(i)}</yt-formatted-string></h1><ytd-video-owner-renderer><a href="/@maker${i}">Maker</a></ytd-video-owner-renderer></ytd-watch-metadata></ytd-watch-flexy>`,
    })),
    { player: '<div id="movie_player">{video}</div>' },
  ),
  expected: all((i) => ({
    key: `youtube:${watchId(i)}`,
    author: `@maker${i}`,
    permalink: `https://www.youtube.com/watch?v=${watchId(i)}`,
    caption: wordsOf(i),
  })),
};

const bilibili: WorldSite = {
  name: 'Bilibili, from video to video',
  host: 'www.bilibili.com',
  path: '/video/BV1xx411c7m0/',
  height: SWIPE_HEIGHT,
  page: stepsPage(
    all((i) => ({
      address: `/video/BV1xx411c7m${i}/?spm=1`,
      texts: `<h1 class="video-title" title="${wordsOf(i)}">雨</h1><a class="up-name">UP主${i}</a><div class="pubdate-ip">2026-01-02 03:04:05</div>`,
    })),
    { player: '<div class="bpx-player-video-wrap">{video}</div>' },
  ),
  expected: all((i) => ({
    key: `bilibili:BV1xx411c7m${i}`,
    author: `UP主${i}`,
    permalink: `https://www.bilibili.com/video/BV1xx411c7m${i}/`,
    caption: wordsOf(i),
  })),
};

const SERVER_DATA = JSON.stringify({
  data: { response: { video: { id: 'sm90', title: wordsOf(0) }, owner: { nickname: 'Maker 0' } } },
}).replaceAll('"', '&quot;');
const niconico: WorldSite = {
  name: 'Niconico, from video to video',
  host: 'www.nicovideo.jp',
  path: '/watch/sm90',
  height: SWIPE_HEIGHT,
  page: stepsPage(
    all((i) => ({
      address: `/watch/sm9${i}`,
      texts: `<main><h1>${wordsOf(i)}</h1><a href="/user/${i}">Maker ${i}</a><a href="/tag/AI生成">AI生成</a></main>`,
    })),
    { before: `<meta name="server-response" content="${SERVER_DATA}">` },
  ),
  expected: all((i) => ({
    key: `niconico:sm9${i}`,
    author: `Maker ${i}`,
    permalink: `https://www.nicovideo.jp/watch/sm9${i}`,
    caption: wordsOf(i),
  })),
};

const vimeo: WorldSite = {
  name: 'Vimeo, from video to video',
  host: 'vimeo.com',
  path: '/311983540',
  height: SWIPE_HEIGHT,
  page: stepsPage(
    all((i) => ({
      address: `/31198354${i}`,
      texts: `<main><h1>${wordsOf(i)}</h1><div data-testid="uploader-details"><a href="/maker${i}">Maker</a></div></main>`,
    })),
    { player: '<div class="vp-video">{video}</div>' },
  ),
  expected: all(
    (i): Expected => ({
      key: `vimeo:31198354${i}`,
      author: `maker${i}`,
      permalink: `https://vimeo.com/31198354${i}`,
      caption: wordsOf(i),
    }),
  ),
};

/** One recycled player and an address that comes late. */
export const SWIPE_SITES: readonly WorldSite[] = [
  youtubeShorts,
  instagramReels,
  instagramOwnPlayers,
  facebookReels,
  xViewer,
];
/** From video to video without a new page. */
export const STEP_SITES: readonly WorldSite[] = [tiktokVideo, youtubeWatch, bilibili, niconico, vimeo];

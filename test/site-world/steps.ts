import { all, type Expected, type WorldSite, wordsOf } from './site-feed.ts';
import { SWIPE_HEIGHT, stepsPage } from './swipe-page.ts';

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

const watchedId = (i: number): string => `81000000${i}`;
const facebookWatch: WorldSite = {
  name: 'Facebook Watch, from video to video',
  host: 'www.facebook.com',
  path: `/watch/?v=${watchedId(0)}`,
  height: SWIPE_HEIGHT,
  page: stepsPage(
    all((i) => ({
      address: `/watch/?v=${watchedId(i)}`,
      texts: `<h2><a href="/maker.${i}?__tn__=B">Maker</a></h2><div dir="auto">${wordsOf(i)}</div>`,
    })),
    { player: '<div role="main">{video}</div>' },
  ),
  expected: all((i) => ({
    key: `facebook:${watchedId(i)}`,
    author: `maker.${i}`,
    permalink: `https://www.facebook.com/watch/?v=${watchedId(i)}`,
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

/** From video to video without a new page. */
export const STEP_SITES: readonly WorldSite[] = [tiktokVideo, youtubeWatch, facebookWatch, bilibili, niconico, vimeo];

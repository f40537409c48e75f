import { singlePage, video } from './feed-page.ts';
import {
  bluesky,
  facebook,
  GIF_HOST,
  instagram,
  MEDIA_OF_MASTODON,
  mastodon,
  reddit,
  threads,
  tiktokFeed,
  xFeed,
} from './feeds.ts';
import type { PageOf } from './server.ts';
import { numbers, POSTS, textOf, type WorldSite } from './site-feed.ts';

const bilibili: WorldSite = {
  name: 'Bilibili',
  host: 'www.bilibili.com',
  path: '/video/BV1xx411c7mD/',
  page: () =>
    singlePage(
      `<div class="bpx-player-video-wrap">${video(0)}</div><h1 class="video-title" title="雨の中 #AI动画">雨</h1><a class="up-name">UP主</a><div class="pubdate-ip">2026-01-02 03:04:05</div>`,
    ),
  expected: [
    {
      key: 'bilibili:BV1xx411c7mD',
      author: 'UP主',
      permalink: 'https://www.bilibili.com/video/BV1xx411c7mD/',
      caption: '雨の中 #AI动画',
    },
  ],
};

const niconico: WorldSite = {
  name: 'Niconico',
  host: 'www.nicovideo.jp',
  path: '/watch/sm9',
  page: () =>
    singlePage(
      `<main>${video(1)}<h1>ねずみの映画</h1><a href="/user/4">Nakano</a><a href="/tag/AI生成">AI生成</a></main>`,
    ),
  expected: [
    { key: 'niconico:sm9', author: 'Nakano', permalink: 'https://www.nicovideo.jp/watch/sm9', caption: 'ねずみの映画' },
  ],
};

const vimeo: WorldSite = {
  name: 'Vimeo',
  host: 'vimeo.com',
  path: '/311983548',
  page: () =>
    singlePage(
      `<main><div class="vp-video">${video(2)}</div><h1>A film</h1><div data-testid="uploader-details"><a href="/anna">Anna</a></div></main>`,
    ),
  expected: [{ key: 'vimeo:311983548', author: 'anna', permalink: 'https://vimeo.com/311983548', caption: 'A film' }],
};

export const FRAMED_HOST = 'films.example';
/** Another site that shows Vimeo's player in a frame. */
const vimeoFrame: WorldSite = {
  name: 'a player in a frame of another site',
  host: FRAMED_HOST,
  path: '/',
  page: () =>
    '<!doctype html><h1>Films</h1><iframe src="https://player.vimeo.com/video/311983549" width="320" height="440" allow="autoplay"></iframe>',
  expected: [{ key: 'vimeo:311983549', author: '', permalink: 'https://vimeo.com/311983549', caption: '' }],
};

const shortId = (i: number): string => `shortvideo${i}`;
/** One player moved from card to card by each swipe; the address follows later. */
const youtubeShorts: WorldSite = {
  name: 'YouTube Shorts',
  host: 'www.youtube.com',
  path: `/shorts/${shortId(0)}`,
  page: () =>
    singlePage(
      `<ytd-shorts><div id="shorts-inner-container">${numbers(POSTS)
        .map(
          (
            i,
          ) => `<div class="reel-video-in-sequence-new" style="height: 600px"><div class="reel-video-in-sequence-thumbnail" style="background-image: url('https://i.ytimg.com/vi/${shortId(i)}/frame0.jpg')"></div>
            <div class="place"></div><yt-reel-channel-bar-view-model><a href="/@maker${i}">@maker${i}</a></yt-reel-channel-bar-view-model>
            <yt-shorts-video-title-view-model><h1>${textOf(i)}</h1></yt-shorts-video-title-view-model></div>`,
        )
        .join('')}</div></ytd-shorts><div style="height: 600px"></div><div id="shorts-player">${video(0)}</div>`,
      `const player = document.querySelector('#shorts-player');
       const reels = [...document.querySelectorAll('.reel-video-in-sequence-new')];
       let current = -1;
       function swipe() {
         const next = Math.max(0, Math.min(reels.length - 1, Math.round(scrollY / 600)));
         if (next === current) return;
         current = next;
         reels[next].querySelector('.place').append(player);
         const moved = player.querySelector('video');
         delete moved.dataset.started; moved.dataset.clip = String(next); start(moved);
         setTimeout(() => { history.replaceState(null, '', '/shorts/shortvideo' + next); document.dispatchEvent(new CustomEvent('yt-navigate-finish')); }, 300);
       }
       addEventListener('scroll', swipe, { passive: true }); swipe();`,
    ),
  expected: numbers(POSTS).map((i) => ({
    key: `youtube:${shortId(i)}`,
    author: `@maker${i}`,
    permalink: `https://www.youtube.com/shorts/${shortId(i)}`,
    caption: textOf(i),
  })),
};

export const WORLD_SITES: readonly WorldSite[] = [
  tiktokFeed(POSTS),
  youtubeShorts,
  instagram,
  facebook,
  xFeed(POSTS),
  threads,
  reddit,
  bluesky,
  bilibili,
  niconico,
  vimeo,
  vimeoFrame,
  mastodon,
];

/** A site nobody knows, whose video does not play before it is clicked: its poster is what is on screen. */
export const POSTER_SITE: WorldSite = {
  name: 'a poster on an unknown site',
  host: 'posters.example',
  path: '/',
  page: () =>
    singlePage(
      '<article data-post-id="77"><p>Click to play</p><video data-started="1" preload="none" poster="/poster.png"></video></article>',
    ),
  expected: [
    { key: 'generic:posters.example/77', author: '', permalink: 'https://posters.example/', caption: 'Click to play' },
  ],
};

/** Pages by host name, with those that stand only in frames. */
export const pagesOf = (sites: readonly WorldSite[]): Record<string, PageOf> => ({
  ...Object.fromEntries(sites.map(({ host, page }) => [host, page])),
  'player.vimeo.com': () => singlePage(video(1)),
});

/** Hosts that are granted in tests: the sites, those of their media, and the frame's. */
export const GRANTED = [
  ...new Set([
    ...[...WORLD_SITES, POSTER_SITE].map(({ host }) => host),
    'player.vimeo.com',
    GIF_HOST,
    MEDIA_OF_MASTODON,
  ]),
]
  .filter((host) => host !== FRAMED_HOST)
  .map((host) => `https://${host}/*`);

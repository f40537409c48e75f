import { feedPage, singlePage, video, type WorldPost } from './feed-page.ts';
import type { PageOf } from './server.ts';

/** What the extension has to know of a post of a page of ours. */
export interface Expected {
  readonly key: string;
  readonly author: string;
  readonly permalink: string;
  readonly caption: string;
}

export interface WorldSite {
  readonly name: string;
  readonly host: string;
  readonly path: string;
  readonly page: PageOf;
  readonly expected: readonly Expected[];
}

const POSTS = 4;
const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const textOf = (i: number): string => `Post ${i} of the test #tag${i}`;

interface FeedOfSite {
  readonly name: string;
  readonly host: string;
  readonly frame?: string;
  readonly count?: number;
  readonly height?: number;
  readonly isVirtual?: boolean;
  readonly extra?: (i: number) => string;
  readonly card: (i: number) => string;
  readonly expect: (i: number) => Expected;
}

function feedOf({
  name,
  host,
  frame = '{cards}',
  count = POSTS,
  height = 600,
  isVirtual = true,
  extra,
  card,
  expect,
}: FeedOfSite): WorldSite {
  const posts: WorldPost[] = numbers(count).map((i) => ({ html: card(i) + (extra?.(i) ?? '') }));
  return {
    name,
    host,
    path: '/',
    page: () => feedPage(posts, { frame, height, isVirtual }),
    expected: numbers(count).map(expect),
  };
}

const tiktokId = (i: number): string => `76000000000000${String(10_000 + i)}`;

export const tiktokFeed = (count: number): WorldSite =>
  feedOf({
    name: 'TikTok',
    host: 'www.tiktok.com',
    frame: '<main id="main-content-homepage_hot">{cards}</main>',
    count,
    height: 800,
    card: (
      i,
    ) => `<article data-e2e="recommend-list-item-container" data-scroll-index="${i}"><section data-e2e="feed-video" id="media-card-${i}">
      <div id="xgwrapper-${i}-${tiktokId(i)}" class="xgplayer-container tiktok-web-player">${video(i)}</div>
      <div data-e2e="video-desc"><span>Post ${i} of the test </span><a data-e2e="search-common-link" href="/tag/tag${i}">#tag${i}</a></div></section>
      <section><a data-e2e="video-author-avatar" href="/@maker.${i}">x</a></section></article>`,
    expect: (i) => ({
      key: `tiktok:${tiktokId(i)}`,
      author: `maker.${i}`,
      permalink: `https://www.tiktok.com/@maker.${i}/video/${tiktokId(i)}`,
      caption: textOf(i),
    }),
  });

const tweetId = (i: number): string => `19000000000000${String(10_000 + i)}`;

const tweet = (i: number, media: string): string => `<div data-testid="cellInnerDiv"><article data-testid="tweet">
  <div data-testid="User-Name"><a href="/maker_${i}">Maker</a><a href="/maker_${i}/status/${tweetId(i)}"><time datetime="2026-02-03T04:05:06.000Z">1d</time></a></div>
  <div data-testid="tweetText">Post ${i} of the test <a href="/hashtag/tag${i}">#tag${i}</a></div><div data-testid="videoPlayer">${media}</div></article></div>`;
const tweetOf = (i: number): Expected => ({
  key: `x:${tweetId(i)}`,
  author: `maker_${i}`,
  permalink: `https://x.com/maker_${i}/status/${tweetId(i)}`,
  caption: textOf(i),
});

/** Every third post is a moving picture that comes as a file from another host. */
export const GIF_HOST = 'video.twimg.com';
export const xFeed = (count: number, hasGifs = true): WorldSite =>
  feedOf({
    name: 'X',
    host: 'x.com',
    count,
    height: 560,
    card: (i) => tweet(i, hasGifs && i % 3 === 2 ? video(i, 'direct', GIF_HOST) : video(i)),
    expect: tweetOf,
  });

const instagram = feedOf({
  name: 'Instagram',
  host: 'www.instagram.com',
  frame: '<main>{cards}</main>',
  card: (
    i,
  ) => `<article><header><a href="/maker.${i}/" role="link">maker.${i}</a><a href="/reel/DAbC_1000${i}/"><time datetime="2026-10-02T12:00:00.000Z">3h</time></a></header>
    ${video(i)}<h1 dir="auto">${textOf(i)}</h1></article>`,
  expect: (i) => ({
    key: `instagram:DAbC_1000${i}`,
    author: `maker.${i}`,
    permalink: `https://www.instagram.com/reel/DAbC_1000${i}/`,
    caption: textOf(i),
  }),
});

const facebook = feedOf({
  name: 'Facebook',
  host: 'www.facebook.com',
  frame: '<div role="feed">{cards}</div>',
  card: (
    i,
  ) => `<div aria-posinset="${i + 1}"><h4><a href="/maker.${i}?__cft__[0]=A">Maker</a></h4><div data-ad-preview="message">${textOf(i)}</div>
    <a href="/maker.${i}/videos/90000${i}/?__cft__[0]=A">1 h</a>${video(i)}<div role="article" aria-label="Comment"><h3><a href="/other">Other</a></h3></div></div>`,
  expect: (i) => ({
    key: `facebook:90000${i}`,
    author: `maker.${i}`,
    permalink: `https://www.facebook.com/maker.${i}/videos/90000${i}/`,
    caption: textOf(i),
  }),
});

const threads = feedOf({
  name: 'Threads',
  host: 'www.threads.com',
  card: (
    i,
  ) => `<div data-pressable-container="true"><a href="/@maker.${i}" role="link">maker.${i}</a><a href="/@maker.${i}/post/DTh1000${i}"><time datetime="2026-03-04T05:06:07.000Z">1d</time></a>
    <span dir="auto">${textOf(i)}</span>${video(i)}</div>`,
  expect: (i) => ({
    key: `threads:DTh1000${i}`,
    author: `maker.${i}`,
    permalink: `https://www.threads.com/@maker.${i}/post/DTh1000${i}`,
    caption: textOf(i),
  }),
});

const reddit = feedOf({
  name: 'Reddit',
  host: 'www.reddit.com',
  frame: '<shreddit-feed>{cards}</shreddit-feed>',
  card: (
    i,
  ) => `<article><shreddit-post id="t3_1abcd${i}" permalink="/r/films/comments/1abcd${i}/title/" author="maker_${i}" post-title="${textOf(i)}" created-timestamp="2026-05-06T07:08:09+00:00">
    <shreddit-player-2><template shadowrootmode="open">${video(i)}<style>video { width: 288px; height: 420px }</style></template></shreddit-player-2></shreddit-post></article>`,
  expect: (i) => ({
    key: `reddit:1abcd${i}`,
    author: `maker_${i}`,
    permalink: `https://www.reddit.com/r/films/comments/1abcd${i}/title/`,
    caption: textOf(i),
  }),
});

const bluesky = feedOf({
  name: 'Bluesky',
  host: 'bsky.app',
  card: (
    i,
  ) => `<div data-testid="feedItem-by-maker${i}.example"><a href="/profile/rita.example">Reposted by Rita</a><a href="/profile/maker${i}.example/post/3mddvy5bv6k2${i + 2}">1d</a>
    <div data-testid="postText">${textOf(i)}</div>${video(i)}</div>`,
  expect: (i) => ({
    key: `bluesky:3mddvy5bv6k2${i + 2}`,
    author: `maker${i}.example`,
    permalink: `https://bsky.app/profile/maker${i}.example/post/3mddvy5bv6k2${i + 2}`,
    caption: textOf(i),
  }),
});

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

const MEDIA_OF_MASTODON = 'files.social.example';
const mastodon = feedOf({
  name: 'Mastodon',
  host: 'social.example',
  frame: '<div id="mastodon">{cards}</div>',
  card: (
    i,
  ) => `<div class="status" data-id="11500000000000000${i}"><a class="status__relative-time" href="/@maker${i}/11500000000000000${i}"><time datetime="2026-02-03T04:05:06.000Z">1d</time></a>
    <span class="display-name__account">@maker${i}</span><div class="status__content__text">Post ${i} of the test <a class="mention hashtag" href="/tags/tag${i}">#tag${i}</a></div>${video(i, 'direct', MEDIA_OF_MASTODON)}</div>`,
  expect: (i) => ({
    key: `mastodon:social.example/11500000000000000${i}`,
    author: `maker${i}`,
    permalink: `https://social.example/@maker${i}/11500000000000000${i}`,
    caption: textOf(i),
  }),
});

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
        .join('')}</div></ytd-shorts><div id="shorts-player">${video(0)}</div>`,
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

/** Pages by host name, with those that stand only in frames. */
export const pagesOf = (sites: readonly WorldSite[]): Record<string, PageOf> => ({
  ...Object.fromEntries(sites.map(({ host, page }) => [host, page])),
  'player.vimeo.com': () => singlePage(video(1)),
});

/** Hosts that are granted in tests: the sites, those of their media, and the frame's. */
export const GRANTED = [
  ...new Set([...WORLD_SITES.map(({ host }) => host), 'player.vimeo.com', GIF_HOST, MEDIA_OF_MASTODON]),
]
  .filter((host) => host !== FRAMED_HOST)
  .map((host) => `https://${host}/*`);

import { video } from './feed-page.ts';
import { type Expected, feedOf, textOf, type WorldSite } from './site-feed.ts';

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

export const instagram = feedOf({
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

export const facebook = feedOf({
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

export const threads = feedOf({
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

export const reddit = feedOf({
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

export const bluesky = feedOf({
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

export const MEDIA_OF_MASTODON = 'files.social.example';
export const mastodon = feedOf({
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

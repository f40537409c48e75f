import { LIMITS, type Post } from '../../../src/post.ts';
import { attributeOf, boundedPost, hashtagsIn, type Site, textOf } from './site.ts';

const SELECTORS = {
  ad: '.ad-showing, .ad-interrupting, ytd-ad-slot-renderer, ytd-in-feed-ad-layout-renderer',
  shorts: {
    card: '.reel-video-in-sequence-new, .reel-video-in-sequence, ytd-reel-video-renderer, ytm-reel-item',
    thumbnail: '.reel-video-in-sequence-thumbnail',
    owner: 'yt-reel-channel-bar-view-model a[href^="/@"], ytd-channel-name a[href^="/@"], a[href^="/@"]',
    title: 'yt-shorts-video-title-view-model h1, yt-shorts-video-title-view-model, h2.title',
  },
  watch: {
    player: '#movie_player, #player-container-id, ytd-player',
    flexy: 'ytd-watch-flexy[video-id]',
    owner: 'ytd-video-owner-renderer a[href^="/@"], ytm-slim-owner-renderer a[href^="/@"]',
    title:
      'ytd-watch-metadata h1 yt-formatted-string, ytd-watch-metadata h1, ytm-slim-video-metadata-section-renderer h2',
    description: '#description-inline-expander, ytm-expandable-video-description-body-renderer',
    date: 'meta[itemprop="uploadDate"], meta[itemprop="datePublished"]',
  },
  tile: {
    card: 'ytd-video-preview, ytd-rich-item-renderer, ytd-video-renderer, yt-lockup-view-model, ytm-rich-item-renderer, ytm-video-with-context-renderer, ytd-reel-item-renderer',
    link: 'a[href*="/watch?v="], a[href^="/shorts/"]',
    title: 'h3[title], #video-title, h3',
    owner: 'a[href^="/@"]',
  },
};

const ID = /^[\w-]{11}$/;

const handleOf = (link: Element | null): string => attributeOf(link, 'href', 200).match(/^\/(@[^/?#]+)/)?.[1] ?? '';

const idIn = (href: string): string | null =>
  href.match(/[?&]v=([\w-]{11})(?![\w-])/)?.[1] ?? href.match(/\/shorts\/([\w-]{11})(?![\w-])/)?.[1] ?? null;

interface Found {
  readonly id: string;
  readonly permalink: string;
  readonly author: string;
  readonly caption: string;
  readonly postedAt: string;
}

const toPost = (found: Found): Post =>
  boundedPost({ ...found, site: 'youtube', hashtags: hashtagsIn(found.caption), isVerifiedLayout: true });

/**
 * One player is moved from card to card by each swipe and the address follows a little later: the picture behind the
 * player names its card, the address is asked only where there is none.
 */
function shortOf(video: HTMLVideoElement, page: URL): Post | null {
  const onPage = page.pathname.startsWith('/shorts/') ? idIn(page.pathname) : null;
  const card = video.closest(SELECTORS.shorts.card);
  if (card === null && (onPage === null || video.closest('#shorts-player, ytd-shorts, shorts-video') === null))
    return null;
  const sequence = video.closest('.reel-video-in-sequence-new') ?? card;
  const picture = attributeOf(sequence?.querySelector(SELECTORS.shorts.thumbnail), 'style', 2000);
  const id = picture.match(/\/vi(?:_webp)?\/([\w-]{11})\//)?.[1] ?? onPage;
  if (id === null) return null;
  const scope = sequence ?? video.ownerDocument;
  return toPost({
    id,
    permalink: `https://www.youtube.com/shorts/${id}`,
    author: handleOf(scope.querySelector(SELECTORS.shorts.owner)),
    caption: textOf(scope.querySelector(SELECTORS.shorts.title), LIMITS.caption),
    postedAt: '',
  });
}

function watchedOf(video: HTMLVideoElement, page: URL): Post | null {
  const id = page.pathname === '/watch' ? page.searchParams.get('v') : null;
  if (id === null || !ID.test(id) || video.closest(SELECTORS.watch.player) === null) return null;
  const scope = video.ownerDocument;
  const shownId = scope.querySelector(SELECTORS.watch.flexy)?.getAttribute('video-id');
  // After a navigation the texts stay those of the video before until the new ones came; then they say so themselves.
  const isStale = shownId !== undefined && shownId !== null && shownId !== id;
  const read = (selector: string): string => (isStale ? '' : textOf(scope.querySelector(selector), LIMITS.caption));
  return toPost({
    id,
    permalink: `https://www.youtube.com/watch?v=${id}`,
    author: isStale ? '' : handleOf(scope.querySelector(SELECTORS.watch.owner)),
    caption: `${read(SELECTORS.watch.title)}\n${read(SELECTORS.watch.description)}`.trim(),
    postedAt: isStale ? '' : attributeOf(scope.querySelector(SELECTORS.watch.date), 'content', 40),
  });
}

/** A preview that plays in a tile of a list. */
function tileOf(video: HTMLVideoElement): Post | null {
  const card = video.closest(SELECTORS.tile.card);
  const href = attributeOf(card?.querySelector(SELECTORS.tile.link), 'href', LIMITS.permalink);
  const id = idIn(href);
  if (card === null || id === null) return null;
  const title = card.querySelector(SELECTORS.tile.title);
  return toPost({
    id,
    permalink: href.includes('/shorts/')
      ? `https://www.youtube.com/shorts/${id}`
      : `https://www.youtube.com/watch?v=${id}`,
    author: handleOf(card.querySelector(SELECTORS.tile.owner)),
    caption: attributeOf(title, 'title', LIMITS.caption) || textOf(title, LIMITS.caption),
    postedAt: '',
  });
}

export const youtube: Site = {
  hosts: ['www.youtube.com', 'm.youtube.com'],
  postOf: (video, page) => tileOf(video) ?? shortOf(video, page) ?? watchedOf(video, page),
  isAd: (video) => video.closest(SELECTORS.ad) !== null,
};

import { LIMITS } from '../../../src/post.ts';
import { attributeOf, boundedPost, hashtagsIn, type Site, textOf } from './site.ts';

const SELECTORS = {
  card: [
    'article[data-e2e="recommend-list-item-container"]',
    '[data-e2e="browse-video"]',
    '[data-e2e="user-post-item"]',
    '[data-e2e="search_top-item"]',
    'section[data-e2e="feed-video"]',
  ].join(','),
  wrapper: '[id^="xgwrapper-"]',
  menu: '[data-more-menu-item-id]',
  link: 'a[href*="/video/"]',
  author: [
    'a[data-e2e="video-author-avatar"]',
    '[class*="CreatorInfoContainer"] a[href^="/@"]',
    '[data-e2e="video-author-uniqueid"]',
    '[data-e2e="browse-username"]',
    '[data-e2e="search-card-user-unique-id"]',
    'a[href^="/@"]',
  ],
  caption: ['[data-e2e="video-desc"]', '[data-e2e="browse-video-desc"]', '[data-e2e="search-card-video-caption"]'],
  tag: 'a[href^="/tag/"]',
};

const ID = /^\d{8,25}$/;

/** First id that looks like one, from the player, the menu, a link, and at last the address of the page. */
function idOf(video: HTMLVideoElement, card: Element | null, page: URL): string | null {
  const links = [card?.querySelector<HTMLAnchorElement>(SELECTORS.link)?.pathname, page.pathname];
  const candidates = [
    video.closest(SELECTORS.wrapper)?.id.match(/^xgwrapper-\d+-(\d+)$/)?.[1],
    card?.querySelector(SELECTORS.menu)?.getAttribute('data-more-menu-item-id'),
    ...links.map((path) => path?.match(/\/video\/(\d+)/)?.[1]),
  ];
  return candidates.find((id) => id !== undefined && id !== null && ID.test(id)) ?? null;
}

function authorOf(scope: ParentNode, page: URL): string {
  for (const selector of SELECTORS.author) {
    const found = scope.querySelector(selector);
    const handle = attributeOf(found, 'href', 100).match(/^\/@([\w.-]+)/)?.[1];
    const name = handle ?? textOf(found, LIMITS.author).replace(/^@/, '');
    if (name !== '') return name;
  }
  return page.pathname.match(/^\/@([\w.-]+)/)?.[1] ?? '';
}

function captionIn(scope: ParentNode): string {
  for (const selector of SELECTORS.caption) {
    const text = textOf(scope.querySelector(selector), LIMITS.caption);
    if (text !== '') return text;
  }
  // In grids the cover picture repeats the caption, and nothing else does.
  return attributeOf(scope.querySelector('picture img[alt]'), 'alt', LIMITS.caption);
}

const tagOf = (link: Element): string =>
  textOf(link, LIMITS.hashtag).replace(/^[#＃]/, '') || attributeOf(link, 'href', LIMITS.hashtag).replace('/tag/', '');

export const tiktok: Site = {
  hosts: ['www.tiktok.com', 'm.tiktok.com'],
  postOf(video, page) {
    // The section of a feed card holds the player, the article around it the author too.
    const card = video.closest('article[data-e2e]') ?? video.closest(SELECTORS.card);
    const id = idOf(video, card, page);
    if (id === null || (card === null && !page.pathname.includes(id))) return null;
    const scope = card ?? video.ownerDocument;
    const author = authorOf(scope, page);
    const caption = captionIn(scope);
    const linked = [...scope.querySelectorAll(SELECTORS.tag)].slice(0, LIMITS.hashtags).map(tagOf);
    return boundedPost({
      site: 'tiktok',
      id,
      permalink: `https://www.tiktok.com/@${author}/video/${id}`,
      author,
      caption,
      hashtags: [...new Set([...linked, ...hashtagsIn(caption)])],
      postedAt: '',
      isVerifiedLayout: true,
    });
  },
  // Its advertisements are posts with ids of their own: looked at like any other.
  isAd: () => false,
};

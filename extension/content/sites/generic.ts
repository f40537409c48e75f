import { LIMITS, type Post } from '../../../src/post.ts';
import { attributeOf, boundedPost, hashtagsIn, textOf, webAddress } from './site.ts';

const SELECTORS = {
  container: 'article, [role="article"], li, figure',
  author: '[rel="author"], [itemprop="author"], [data-author], a[href^="/@"], a[href^="/user/"], a[href^="/profile/"]',
  time: 'time[datetime]',
};

/** Names under which pages write the id of a post. */
const ID_ATTRIBUTES = [
  'data-post-id',
  'data-video-id',
  'data-item-id',
  'data-media-id',
  'data-status-id',
  'data-tweet-id',
  'data-shortcode',
  'data-test-pin-id',
  'data-id',
];

const CLIMB_MAX = 15;
/** Without a hook, texts further from the video than this belong to the page. */
const LOOSE_CLIMB_MAX = 5;
const LINKS_MAX = 60;
/** A whole container may hold a comment section; what a person wrote about the video stands in its beginning. */
const CAPTION_MAX = 2000;

const POST_PATH =
  /\/(?:p|posts?|status(?:es)?|videos?|watch|reels?|shorts|clips?|comments|item|pin|v|g|s)\/[^/]+|\/[^/]*\d{6,}[^/]*\/?$/;

/** 53-bit cyrb53: short ids out of long addresses, not a secret. */
export function hashOf(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}

/** The next element up, also out of an open shadow root. */
function parentOf(element: Element): Element | null {
  // Not by the property: a form whose field has that name would answer with the field.
  const parent: unknown = Reflect.get(Node.prototype, 'parentElement', element);
  if (parent instanceof Element) return parent;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

function* ancestorsOf(video: Element): Generator<Element> {
  let element: Element | null = video;
  for (let i = 0; i < CLIMB_MAX && element !== null && element.tagName !== 'BODY'; i++) {
    yield element;
    element = parentOf(element);
  }
}

const ownIdOf = (element: Element): string | undefined =>
  ID_ATTRIBUTES.map((name) => attributeOf(element, name, LIMITS.id)).find((value) => value !== '');

interface Place {
  readonly container: Element;
  readonly ownId: string | null;
}

/** The nearest ancestor that is or names a post; else the widest one in which this is the only video. */
function placeOf(video: HTMLVideoElement): Place {
  let widest: Element = video;
  let steps = 0;
  for (const element of ancestorsOf(video)) {
    const ownId = ownIdOf(element);
    if (ownId !== undefined) return { container: element === video ? containerAbove(video) : element, ownId };
    if (element.matches(SELECTORS.container) && textOf(element, 1) !== '') return { container: element, ownId: null };
    if (steps++ <= LOOSE_CLIMB_MAX && element.getElementsByTagName('video').length <= 1) widest = element;
  }
  return { container: widest, ownId: null };
}

/** An id on the video itself says nothing of where its texts stand. */
function containerAbove(video: HTMLVideoElement): Element {
  for (const element of ancestorsOf(video)) if (element !== video && textOf(element, 1) !== '') return element;
  return video;
}

function permalinkOf(container: Element, page: URL): URL | null {
  const links = [...container.querySelectorAll('a[href]')].slice(0, LINKS_MAX);
  const addresses = links.flatMap((link) => {
    const url = webAddress(attributeOf(link, 'href', LIMITS.permalink), page);
    return url !== null && url.host === page.host && POST_PATH.test(url.pathname) ? [{ link, url }] : [];
  });
  // A link around the time is the post's own address on most sites.
  return (addresses.find(({ link }) => link.querySelector('time') !== null) ?? addresses[0])?.url ?? null;
}

/** Signed addresses change their query with each load; the path stays. Addresses of memory have nothing but themselves. */
function mediaAddress(video: HTMLVideoElement, page: URL): string {
  const source = video.currentSrc || attributeOf(video.querySelector('source'), 'src', LIMITS.permalink) || video.src;
  // An empty address would be resolved to that of the page.
  const url = source === '' ? null : webAddress(source, page);
  if (url === null) return source.slice(0, LIMITS.permalink);
  return /\.\w{2,4}$/.test(url.pathname) ? url.host + url.pathname : url.href;
}

/** The reading of every page without an adapter, and of those whose hooks do not match. Null when there is nothing to key by. */
export function generic(video: HTMLVideoElement, page: URL): Post | null {
  const { container, ownId } = placeOf(video);
  const link = permalinkOf(container, page);
  const media = mediaAddress(video, page);
  // A link may be that of a related post, so the media address stands beside it, unless it is new with each load.
  const address = link === null ? `${page.href} ${media}` : `${link.href} ${media.startsWith('blob:') ? '' : media}`;
  if (ownId === null && link === null && media === '') return null;
  const caption = textOf(container, CAPTION_MAX);
  const author = container.querySelector(SELECTORS.author);
  return boundedPost({
    site: 'generic',
    id: ownId === null ? hashOf(address) : `${page.host}/${ownId}`,
    permalink: (link ?? page).href.slice(0, LIMITS.permalink),
    author: attributeOf(author, 'data-author', LIMITS.author) || textOf(author, LIMITS.author),
    caption,
    hashtags: hashtagsIn(caption),
    postedAt: attributeOf(container.querySelector(SELECTORS.time), 'datetime', 40),
    isVerifiedLayout: false,
  });
}

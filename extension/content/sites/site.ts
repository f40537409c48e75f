import { LIMITS, type Post } from '../../../src/post.ts';

/** Ancestors asked across shadow roots; players are nested deeply, but not endlessly. */
const ROOTS_MAX = 5;

/** The nearest ancestor or self that matches, also outside of the open shadow root that the element is in. */
export function closestOf(element: Element, selector: string): Element | null {
  let inside: Element = element;
  for (let i = 0; i < ROOTS_MAX; i++) {
    const found = inside.closest(selector);
    const root = inside.getRootNode();
    if (found !== null || !(root instanceof ShadowRoot)) return found;
    inside = root.host;
  }
  return null;
}

/** Nodes looked at in one element; a hostile page may hold millions. */
const NODES_MAX = 6000;
/** Families of several people are the longest. */
const EMOJI_LENGTH_MAX = 16;

const NOT_SHOWN = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'TITLE']);

/** Some sites draw emoji as pictures, whose text is the emoji. */
function emojiOf(picture: HTMLImageElement): string {
  const text = picture.getAttribute('alt') ?? '';
  return text.length <= EMOJI_LENGTH_MAX && /\p{Extended_Pictographic}/u.test(text) ? `${text} ` : '';
}

/** Text of an element with single spaces, cut to a length, without reading more of the page than that. */
export function textOf(element: Element | null | undefined, length: number): string {
  if (element === null || element === undefined) return '';
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let text = '';
  for (let i = 0; i < NODES_MAX && text.length < length; i++) {
    const node = walker.nextNode();
    if (node === null) break;
    if (node instanceof HTMLImageElement) text += emojiOf(node);
    else if (node instanceof Text && !NOT_SHOWN.has(node.parentElement?.tagName ?? ''))
      text += `${node.data.slice(0, length)} `;
  }
  return text.replace(/\s+/g, ' ').trim().slice(0, length);
}

/** An attribute cut to a length, or empty. */
export const attributeOf = (element: Element | null | undefined, name: string, length: number): string =>
  (element?.getAttribute(name) ?? '').slice(0, length);

/** Hashtags of a text and those of the site's own tag links, without the #. */
export function hashtagsIn(caption: string): string[] {
  const tags = [...caption.matchAll(/[#＃]([\p{L}\p{N}_]+)/gu)].map((match) =>
    (match[1] ?? '').slice(0, LIMITS.hashtag),
  );
  return [...new Set(tags)].slice(0, LIMITS.hashtags);
}

/** Absolute address of a link of the page, or null for what is no web address or too long. */
export function webAddress(href: string, page: URL): URL | null {
  const url = URL.parse(href, page);
  const isWeb = url !== null && /^https?:$/.test(url.protocol) && url.href.length <= LIMITS.permalink;
  return isWeb ? url : null;
}

/** Cuts every text of a post to its limit. */
export const boundedPost = (post: Post): Post => ({
  ...post,
  id: post.id.slice(0, LIMITS.id),
  author: post.author.slice(0, LIMITS.author),
  caption: post.caption.slice(0, LIMITS.caption),
  hashtags: post.hashtags.slice(0, LIMITS.hashtags).map((tag) => tag.slice(0, LIMITS.hashtag)),
  postedAt: post.postedAt.slice(0, 40),
});

import { isoTime, timeInId } from '../../../src/id-time.ts';
import { LIMITS, type Post } from '../../../src/post.ts';
import { jsonText } from './embedded-json.ts';
import { heldItems, textIn } from './held-data.ts';
import type { Hook, Layout, SiteHooks } from './hooks.ts';
import { attributeOf, boundedPost, closestOf, hashtagsIn, textOf, webAddress } from './site.ts';

/** Elements looked at for one hook; what it means is among the first. */
const CANDIDATES_MAX = 30;

/** The place a post is read in. */
export interface Scope {
  readonly card: ParentNode;
  /** The selector by which the card was found, or empty for the whole page. */
  readonly selector: string;
  /** Null when a card is read that holds no video. */
  readonly video: Element | null;
  readonly page: URL;
  /** Once it is known, for selectors that hold `{id}`. */
  readonly id?: string;
}

export interface Found {
  readonly post: Post;
  readonly layout: string;
  /** The id was taken from the address of the page, which may follow the video late. */
  readonly isByAddress: boolean;
}

const filled = (template: string, values: Record<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? '');

const isElement = (card: ParentNode): card is Element => card instanceof Element;

/** Whether an element belongs to the post of the card, and not to one inside it. */
function belongs(element: Element, { card, selector }: Scope, foreign: string | undefined): boolean {
  if (selector !== '' && element !== card && element.closest(selector) !== card) return false;
  const other = foreign === undefined ? null : element.closest(foreign);
  return other === null || other === card || !card.contains(other);
}

/** The elements a hook means, first ones first. */
export function elementsFor(hook: Hook, scope: Scope, foreign?: string): Element[] {
  const { card, video, id = '' } = scope;
  const at = filled(hook.at, { id });
  switch (hook.from) {
    case 'address':
    case 'data':
      return [];
    case 'video':
      return [video === null ? null : closestOf(video, at)].filter((found) => found !== null);
    case 'document': {
      const page = isElement(card) ? card.ownerDocument : card;
      return [...page.querySelectorAll(at)].slice(0, CANDIDATES_MAX);
    }
    case 'outer': {
      const outer = isElement(card) ? card.parentElement?.closest(hook.within) : null;
      const found = [...(outer?.querySelectorAll(at) ?? [])].slice(0, CANDIDATES_MAX);
      return found.filter((element) => !card.contains(element));
    }
    case 'card':
      if (at === '') return isElement(card) ? [card] : [];
      return [...card.querySelectorAll(at)]
        .slice(0, CANDIDATES_MAX)
        .filter((element) => belongs(element, scope, foreign));
  }
}

function taken(value: string, { take, add }: Hook): string {
  const found = take === null ? value : (take.exec(value)?.slice(1).find(Boolean) ?? take.exec(value)?.[0] ?? '');
  return found === '' ? '' : found + add;
}

/** Browsers that save a page write whole addresses; to the hooks a link within the site is a path. */
const withinSite = (href: string, { origin }: URL): string =>
  href.startsWith(`${origin}/`) ? href.slice(origin.length) : href;

function contentOf(element: Element, { read }: Hook, page: URL): string {
  if (read === 'text') return textOf(element, LIMITS.caption);
  if (read.startsWith('json:')) return jsonText(element, read.slice('json:'.length)).slice(0, LIMITS.caption);
  const value = attributeOf(element, read.slice(1), LIMITS.caption).trim();
  return read === '@href' ? withinSite(value, page) : value;
}

const documentOf = ({ card }: Scope): Document | null => (card instanceof Document ? card : card.ownerDocument);

function heldFor({ data, read }: Hook, scope: Scope): string {
  const document = documentOf(scope);
  if (data === null || document === null || scope.id === undefined) return '';
  const texts = heldItems(document, data, scope.id).map((item) => textIn(item, read.slice('json:'.length)));
  return texts.find((text) => text !== '')?.slice(0, LIMITS.caption) ?? '';
}

/** What one hook says, or empty. */
export function valueFor(hook: Hook, scope: Scope, foreign?: string): string {
  if (hook.from === 'address') return taken(scope.page.pathname + scope.page.search, hook);
  if (hook.from === 'data') return taken(heldFor(hook, scope), hook);
  const values = elementsFor(hook, scope, foreign).map((element) => taken(contentOf(element, hook, scope.page), hook));
  if (hook.pick === 'first') return values.find((value) => value !== '') ?? '';
  return values.reduce((best, value) => (value.length > best.length ? value : best), '');
}

/** The first hook of a list that says something. */
function firstOf(hooks: readonly Hook[] | undefined, scope: Scope, foreign?: string): string {
  for (const hook of hooks ?? []) {
    const value = valueFor(hook, scope, foreign);
    if (value !== '') return value;
  }
  return '';
}

/** Where the texts are: the card, or another element that shows the same post. */
function textScopeOf(layout: Layout, scope: Scope, id: string): Scope {
  if (layout.twin === undefined || !isElement(scope.card)) return { ...scope, id };
  const twin = scope.card.ownerDocument.querySelector(filled(layout.twin, { id }));
  return twin === null ? { ...scope, id } : { ...scope, id, card: twin, selector: '' };
}

function permalinkOf(hooks: SiteHooks, layout: Layout, scope: Scope, values: Record<string, string>): string {
  const link = firstOf(layout.link, scope, layout.foreign);
  const url = link === '' ? null : webAddress(link, scope.page);
  if (url === null) return webAddress(filled(layout.permalink, values), scope.page)?.href ?? scope.page.href;
  url.hash = '';
  const kept = new URLSearchParams();
  // By name, because Firefox gives content scripts no iterator over the parameters of an address.
  for (const name of hooks.parameters ?? []) {
    const value = url.searchParams.get(name);
    if (value !== null) kept.set(name, value);
  }
  url.search = kept.toString();
  return url.href;
}

function tagsOf(layout: Layout, scope: Scope, caption: string): string[] {
  const links = layout.tags === undefined ? [] : [...scope.card.querySelectorAll(layout.tags)];
  const linked = links
    .slice(0, LIMITS.hashtags)
    .filter((link) => belongs(link, scope, layout.foreign))
    .map((link) => textOf(link, LIMITS.hashtag).replace(/^[#＃]/, ''));
  return [...new Set([...linked.filter((tag) => tag !== ''), ...hashtagsIn(caption)])];
}

function idOf(hooks: SiteHooks, layout: Layout, scope: Scope): { id: string; hook: Hook } | null {
  for (const hook of layout.id) {
    const id = valueFor(hook, scope, layout.foreign);
    if (hooks.idShape.test(id)) return { id, hook };
  }
  return null;
}

/** Reads one post in one layout; null when its id is not there. */
export function readCard(hooks: SiteHooks, layout: Layout, scope: Scope): Found | null {
  const found = idOf(hooks, layout, scope);
  if (found === null) return null;
  const { id, hook } = found;
  const shownId = layout.freshId === undefined ? '' : valueFor(layout.freshId, scope);
  const isStale = shownId !== '' && shownId !== id;
  if (layout.isForFreshOnly === true && shownId !== id) return null;
  const texts = textScopeOf(layout, scope, id);
  const read = (list: readonly Hook[] | undefined): string => (isStale ? '' : firstOf(list, texts, layout.foreign));
  const author = read(layout.author);
  const caption = [read(layout.caption), read(layout.body)].filter((part) => part !== '').join('\n');
  const clock = hooks.clock === undefined ? '' : timeInId(hooks.clock, id);
  const post = boundedPost({
    site: hooks.site,
    id: hooks.hosts.length === 0 ? `${scope.page.host}/${id}` : id,
    permalink: permalinkOf(hooks, layout, scope, { id, author }),
    author,
    caption,
    hashtags: isStale ? [] : tagsOf(layout, texts, caption),
    postedAt: isoTime(read(layout.time)) || clock,
    isVerifiedLayout: true,
  });
  return { post, layout: layout.name, isByAddress: hook.from === 'address' };
}

/** Cards nested in each other; a card that names no post may stand inside one that does. */
const CARDS_MAX = 4;

function* scopesOf(layout: Layout, video: Element, page: URL): Generator<Scope> {
  if (layout.cards === undefined) yield { card: video.ownerDocument, selector: '', video, page };
  for (const selector of layout.cards ?? []) {
    let card = closestOf(video, selector);
    for (let i = 0; i < CARDS_MAX && card !== null; i++) {
      yield { card, selector, video, page };
      card = card.parentElement?.closest(selector) ?? null;
    }
  }
}

export const isOn = (layout: Layout, page: URL): boolean => layout.on?.test(page.pathname + page.search) ?? true;

/** The post of a video by the hooks of a site; null when none of its layouts match. */
export function readByHooks(hooks: SiteHooks, video: Element, page: URL): Found | null {
  for (const layout of hooks.layouts) {
    if (!isOn(layout, page)) continue;
    if (layout.player !== undefined && closestOf(video, layout.player) === null) continue;
    for (const scope of scopesOf(layout, video, page)) {
      const found = readCard(hooks, layout, scope);
      if (found !== null) return found;
    }
  }
  return null;
}

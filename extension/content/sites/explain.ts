import type { Post } from '../../../src/post.ts';
import { generic } from './generic.ts';
import type { Hook, Layout, SiteHooks } from './hooks.ts';
import { ADAPTERS, adapterOf, isAd, postOf } from './index.ts';
import { elementsFor, type Found, isOn, readCard, type Scope, valueFor } from './read-hooks.ts';

/** Cards of one layout that are read; the first tell whether the hooks still match. */
const CARDS_MAX = 50;

const HOOK_LISTS = ['id', 'link', 'author', 'caption', 'body', 'time'] as const;

export interface HookReport {
  readonly part: string;
  readonly hook: string;
  /** In how many cards the selector finds anything, and in how many it gives a text. */
  readonly found: number;
  readonly read: number;
  readonly example: string;
}

export interface PostReport {
  readonly post: Post;
  readonly hasVideo: boolean;
}

export interface LayoutReport {
  readonly layout: string;
  readonly isOn: boolean;
  readonly cards: number;
  readonly hooks: readonly HookReport[];
  readonly posts: readonly PostReport[];
}

export interface SiteReport {
  readonly site: string;
  readonly layouts: readonly LayoutReport[];
}

export interface PageReport {
  /** The adapter that the page would be given, or empty. */
  readonly adapter: string;
  readonly sites: readonly SiteReport[];
  /** What is read of each video as in a feed; null where nothing is. */
  readonly videos: readonly { readonly post: Post | null; readonly isAd: boolean }[];
}

const nameOf = ({ from, at, read, take }: Hook): string =>
  [from === 'card' ? '' : from, at, read === 'text' ? '' : read, take === null ? '' : String(take)]
    .filter((part) => part !== '')
    .join(' ');

function scopesOf(layout: Layout, page: URL): Scope[] {
  const videoIn = (scope: ParentNode): Element | null =>
    scope instanceof HTMLVideoElement ? scope : scope.querySelector('video');
  if (layout.cards === undefined) return [{ card: document, selector: '', video: videoIn(document), page }];
  const seen = new Set<Element>();
  return layout.cards.flatMap((selector) =>
    [...document.querySelectorAll(selector)]
      // A card found by an earlier selector, or inside one, is the same post.
      .filter(
        (card) => ![...seen].some((other) => other !== card && other.contains(card) && layout.cards?.[0] !== selector),
      )
      .slice(0, CARDS_MAX)
      .map((card) => {
        seen.add(card);
        return { card, selector, video: videoIn(card), page };
      }),
  );
}

function hookReport(part: string, hook: Hook, { scopes, foreign }: { scopes: Scope[]; foreign?: string }): HookReport {
  const values = scopes.map((scope) => valueFor(hook, scope, foreign)).filter((value) => value !== '');
  return {
    part,
    hook: nameOf(hook),
    found: scopes.filter((scope) => elementsFor(hook, scope, foreign).length > 0).length,
    read: values.length,
    example: (values[0] ?? '').slice(0, 80),
  };
}

function layoutReport(site: SiteHooks, layout: Layout, page: URL): LayoutReport {
  const scopes = scopesOf(layout, page);
  const found = isOn(layout, page) ? scopes.map((scope) => ({ scope, found: readCard(site, layout, scope) })) : [];
  // Data of the page are looked up by the id, which a host may stand before.
  const named = found.map((one) => ({ ...one.scope, id: one.found?.post.id.split('/').at(-1) ?? '' }));
  const cards = {
    scopes: named.length > 0 ? named : scopes,
    ...(layout.foreign === undefined ? {} : { foreign: layout.foreign }),
  };
  const isRead = (one: { scope: Scope; found: Found | null }): one is { scope: Scope; found: Found } =>
    one.found !== null;
  return {
    layout: layout.name,
    isOn: isOn(layout, page),
    cards: layout.cards === undefined ? 0 : scopes.length,
    hooks: HOOK_LISTS.flatMap((part) => (layout[part] ?? []).map((hook) => hookReport(part, hook, cards))),
    posts: found.filter(isRead).map((one) => ({ post: one.found.post, hasVideo: one.scope.video !== null })),
  };
}

/** Every video, also in open shadow roots. */
function videosIn(root: ParentNode): HTMLVideoElement[] {
  const inside = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    shadowRoot === null ? [] : videosIn(shadowRoot),
  );
  return [...root.querySelectorAll('video'), ...inside];
}

/** What each adapter finds on this page; only those of the page's own site, or of all when it has none. */
export function explain(address: string): PageReport {
  const page = new URL(address);
  const own = adapterOf(document, page);
  const asked = own === null ? ADAPTERS : [own];
  return {
    adapter: own?.site ?? '',
    sites: asked.map((site) => ({
      site: site.site,
      layouts: site.layouts.map((layout) => layoutReport(site, layout, page)),
    })),
    videos: videosIn(document).map((video) => {
      const post = own === null ? generic(video, page) : postOf(video, page);
      return { post, isAd: isAd(video, page, post) };
    }),
  };
}

import type { IdClock } from '../../../src/id-time.ts';
import type { Site as SiteName } from '../../../src/post.ts';
import type { HeldData } from './held-data.ts';

/** One place in the page where a text of a post stands. */
export interface Hook {
  /** Where it is looked for: in the card, above the video, anywhere in the page, in its data, or in its address. */
  readonly from: 'card' | 'outer' | 'video' | 'document' | 'data' | 'address';
  /** Selector; empty for the card itself. `{id}` stands for the id of the post, once that is read. */
  readonly at: string;
  /** For `outer`: what the card stands in. */
  readonly within: string;
  /** For `data`: where it is held. */
  readonly data: HeldData | null;
  /** What of the element is read: its text, an attribute, or a value of the JSON in it. */
  readonly read: 'text' | `@${string}` | `json:${string}`;
  /** The first group, or the whole, of what this finds. */
  readonly take: RegExp | null;
  readonly pick: 'first' | 'longest';
  /** Put after what was read. */
  readonly add: string;
}

const base: Hook = { from: 'card', at: '', within: '', data: null, read: 'text', take: null, pick: 'first', add: '' };

/** Text of an element of the card. */
export const text = (at: string, take: RegExp | null = null): Hook => ({ ...base, at, take });
/** The longest of several texts: where only size tells a caption from a name. */
export const longest = (at: string): Hook => ({ ...base, at, pick: 'longest' });
/** An attribute of an element of the card. */
export const attribute = (at: string, name: string, take: RegExp | null = null): Hook => ({
  ...base,
  at,
  read: `@${name}`,
  take,
});
/** An attribute of the nearest element around the video. */
export const around = (at: string, name: string, take: RegExp | null = null): Hook => ({
  ...attribute(at, name, take),
  from: 'video',
});
/** The same hook, looked for in what the card stands in, outside of the card. */
export const outside = (within: string, hook: Hook): Hook => ({ ...hook, from: 'outer', within });
/** A value of the JSON that an element of the page holds, by its path. */
export const json = (at: string, path: string): Hook => ({ ...base, from: 'document', at, read: `json:${path}` });
/** A value of the post in the data that the page holds, by its path from any part of the post. */
export const held = (data: HeldData, path: string): Hook => ({
  ...base,
  from: 'data',
  at: data.at,
  data,
  read: `json:${path}`,
});
/** The same hook, looked for in the whole page. */
export const onPage = (hook: Hook): Hook => ({ ...hook, from: 'document' });
/** A part of path and query of the page. */
export const inAddress = (take: RegExp): Hook => ({ ...base, from: 'address', take });

/** One way in which a site shows posts. */
export interface Layout {
  readonly name: string;
  /** Only where path and query of the page match. */
  readonly on?: RegExp;
  /** Selectors of what holds one post, tried in this order. Without any the whole page is one post. */
  readonly cards?: readonly string[];
  /** The video has to be inside one of these. */
  readonly player?: string;
  /** Parts of a card that belong to another post. */
  readonly foreign?: string;
  /** Each list is tried in its order; the first that gives a text wins. */
  readonly id: readonly Hook[];
  /** Links to the post; without any, `permalink` is filled in. */
  readonly link?: readonly Hook[];
  /** With `{id}` and `{author}`. */
  readonly permalink: string;
  readonly author: readonly Hook[];
  readonly caption: readonly Hook[];
  /** A description that stands apart from the caption or title. */
  readonly body?: readonly Hook[];
  /** Selector of the site's own tag links. */
  readonly tags?: string;
  readonly time?: readonly Hook[];
  /** Texts are read here instead: another element that shows the same post. With `{id}`. */
  readonly twin?: string;
  /** When this says another id, the texts are still those of the post before. */
  readonly freshId?: Hook;
  /** Then another layout is tried, instead of a post without texts. */
  readonly isForFreshOnly?: boolean;
}

/** A site as data. To add one, see CONTRIBUTING.md. */
export interface SiteHooks {
  readonly site: SiteName;
  /** Host names without port; empty where `mark` tells the site. */
  readonly hosts: readonly string[];
  /** Selector of what only pages of this kind of site have. */
  readonly mark?: string;
  /** What an id looks like; everything else is no id. */
  readonly idShape: RegExp;
  readonly clock?: IdClock;
  /** Parameters that a permalink needs; all others are dropped from it. */
  readonly parameters?: readonly string[];
  /** Around the video while it shows an advertisement. */
  readonly ad?: string;
  /** What the data of the page hold only of a post that is an advertisement. */
  readonly adData?: Hook;
  readonly layouts: readonly Layout[];
}

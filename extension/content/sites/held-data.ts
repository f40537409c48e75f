/** Where a page holds data of its posts, and how they name them. */
export interface HeldData {
  /** Selector of the scripts that hold it. */
  readonly at: string;
  /** Names under which the id of a post stands. */
  readonly names: readonly string[];
  /** What a whole post has: where the id is that of a part of it, such as its video. */
  readonly around?: string;
}

export type Fields = Readonly<Record<string, unknown>>;

/** Page data larger than this is not parsed: it would hold up the page. */
const LENGTH_MAX = 1_500_000;
/** Values looked through in one script, and in one item. */
const VALUES_MAX = 60_000;
const ITEM_VALUES_MAX = 5000;
const SCRIPTS_MAX = 200;
const CHILDREN_MAX = 1000;
/** Posts whose items are remembered; parsing is costly, and posts are read several times a second. */
const REMEMBERED_MAX = 20;
/** A post shared within another is a post of its own. */
const FOREIGN = 'attached_story';

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const childrenOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value).slice(0, CHILDREN_MAX) : [];

function parsed(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    // What is no JSON says nothing.
    return null;
  }
}

/** Objects anywhere in a value that name this post, or the posts around them, breadth first, within a bounded amount of work. */
export function itemsOf(root: unknown, { names, around }: Omit<HeldData, 'at'>, id: string): Fields[] {
  const found = new Set<Fields>();
  const queue: { readonly value: unknown; readonly whole: Fields | null }[] = [{ value: root, whole: null }];
  for (let i = 0; i < queue.length && i < VALUES_MAX; i++) {
    const { value, whole: outer = null } = queue[i] ?? {};
    const whole = isFields(value) && around !== undefined && Object.hasOwn(value, around) ? value : outer;
    if (isFields(value) && names.some((name) => value[name] === id)) found.add(whole ?? value);
    for (const [key, child] of childrenOf(value)) queue.push({ value: child, whole: key === FOREIGN ? null : whole });
  }
  return [...found];
}

/** The objects within an item, outer ones first, without those of posts shared in it. */
function* partsOf(item: Fields): Generator<Fields> {
  const queue: unknown[] = [item];
  for (let i = 0; i < queue.length && i < ITEM_VALUES_MAX; i++) {
    const value = queue[i];
    if (isFields(value)) yield value;
    for (const [key, child] of childrenOf(value)) if (key !== FOREIGN) queue.push(child);
  }
}

/** Whether a name anywhere in an item stands for true. */
export function isTrueIn(item: Fields, name: string): boolean {
  for (const part of partsOf(item)) if (part[name] === true) return true;
  return false;
}

/** The first text or number at a path such as `user.username` anywhere in an item; else empty. */
export function textIn(item: Fields, path: string): string {
  for (const part of partsOf(item)) {
    let value: unknown = part;
    for (const key of path.split('.'))
      value = typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : null;
    if ((typeof value === 'string' && value !== '') || typeof value === 'number') return String(value);
  }
  return '';
}

interface Remembered {
  readonly scripts: number;
  readonly items: readonly Fields[];
}
const known = new WeakMap<Document, Map<string, Remembered>>();

function itemsIn(scripts: readonly Element[], data: HeldData, id: string): Fields[] {
  return scripts.flatMap((script) => {
    const source = script.textContent ?? '';
    if (source.length > LENGTH_MAX || !source.includes(`"${id}"`)) return [];
    return itemsOf(parsed(source), data, id);
  });
}

/** Items of a post in the data that the page itself holds. The page may have put anything there. */
export function heldItems(document: Document, data: HeldData, id: string): readonly Fields[] {
  const scripts = [...document.querySelectorAll(data.at)].slice(-SCRIPTS_MAX);
  const remembered = known.get(document) ?? new Map<string, Remembered>();
  known.set(document, remembered);
  const key = `${data.at} ${id}`;
  const before = remembered.get(key);
  // Data come with the page and with its next parts; what is there does not change.
  if (before?.scripts === scripts.length) return before.items;
  const items = itemsIn(scripts, data, id);
  remembered.set(key, { scripts: scripts.length, items });
  for (const oldest of remembered.keys()) {
    if (remembered.size <= REMEMBERED_MAX) break;
    remembered.delete(oldest);
  }
  return items;
}

/** Data of posts of Instagram and Threads, as both hold them. */
export const META_MEDIA: HeldData = { at: 'script[type="application/json"][data-sjs]', names: ['code'] };

/** Stories of Facebook, found by their own id or that of their video. */
export const FACEBOOK_STORIES: HeldData = {
  at: META_MEDIA.at,
  names: ['post_id', 'video_id', 'videoId', 'id'],
  around: 'post_id',
};

export const TIKTOK_ITEMS: HeldData = {
  at: 'script#__UNIVERSAL_DATA_FOR_REHYDRATION__, script#SIGI_STATE',
  names: ['id'],
};

import { HashIndex } from './hash-index.ts';
import { wordsOf } from './pdq.ts';

/** What says that two posts show the same video. */
export interface CasePost {
  readonly key: string;
  readonly permalink: string;
  /** Hashes of its frames, hexadecimal. */
  readonly hashes: readonly string[];
}

/** An address without what sharing adds to it; a video of YouTube is named by its query. */
export function plainLink(permalink: string): string {
  if (!URL.canParse(permalink)) return permalink;
  const { hostname, pathname, searchParams } = new URL(permalink);
  const video = pathname === '/watch' ? `?v=${searchParams.get('v') ?? ''}` : '';
  return `${hostname.replace(/^(www|m)\./, '')}${pathname.replace(/\/+$/, '')}${video}`;
}

/** Sets that grow together: the root of a key stands for all that it was joined with. */
class Joined {
  readonly #parents = new Map<string, string>();

  root(key: string): string {
    let root = key;
    for (let up = this.#parents.get(root); up !== undefined; up = this.#parents.get(root)) root = up;
    return root;
  }

  join(a: string, b: string): void {
    const [from, to] = [this.root(a), this.root(b)];
    if (from !== to) this.#parents.set(from, to);
  }
}

function joinByLink(posts: readonly CasePost[], joined: Joined): void {
  const byLink = new Map<string, string>();
  for (const { key, permalink } of posts) {
    const link = plainLink(permalink);
    const first = byLink.get(link);
    if (first === undefined) byLink.set(link, key);
    else joined.join(key, first);
  }
}

function joinByHash(posts: readonly CasePost[], joined: Joined): void {
  const index = new HashIndex();
  const keys: string[] = [];
  for (const { key, hashes } of posts) {
    for (const words of hashes.map(wordsOf)) {
      for (const place of index.near(words)) joined.join(key, keys[place] ?? key);
      index.add(words);
      keys.push(key);
    }
  }
}

/** Cases of more than one post: each post's key to all keys of its case, in the order of `posts`. */
export function casesOf(posts: readonly CasePost[]): Map<string, readonly string[]> {
  const joined = new Joined();
  joinByLink(posts, joined);
  joinByHash(posts, joined);
  const groups = new Map<string, string[]>();
  for (const { key } of posts) {
    const root = joined.root(key);
    groups.set(root, [...(groups.get(root) ?? []), key]);
  }
  const cases = new Map<string, readonly string[]>();
  for (const keys of groups.values()) if (keys.length > 1) for (const key of keys) cases.set(key, keys);
  return cases;
}

/** Keys of posts whose frames are on a list of hashes. */
export function keysOnList(posts: readonly CasePost[], list: readonly string[]): Set<string> {
  const known = new HashIndex();
  for (const hex of list) known.add(wordsOf(hex));
  const isNear = (hex: string): boolean => known.near(wordsOf(hex)).length > 0;
  return new Set(posts.filter(({ hashes }) => hashes.some(isNear)).map(({ key }) => key));
}

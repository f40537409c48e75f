import { PDQ_NEAR, pdqDistance, wordsOf } from './pdq.ts';

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
  const hashes = posts.flatMap(({ key, hashes }) => hashes.map((hex) => ({ key, words: wordsOf(hex) })));
  for (const [i, one] of hashes.entries()) {
    for (const other of hashes.slice(i + 1))
      if (one.key !== other.key && pdqDistance(one.words, other.words) <= PDQ_NEAR) joined.join(other.key, one.key);
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
  const known = list.map(wordsOf);
  const isNear = (hex: string): boolean => {
    const words = wordsOf(hex);
    return known.some((other) => pdqDistance(words, other) <= PDQ_NEAR);
  };
  return new Set(posts.filter(({ hashes }) => hashes.some(isNear)).map(({ key }) => key));
}

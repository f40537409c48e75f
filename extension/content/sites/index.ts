import type { Post } from '../../../src/post.ts';
import { bilibili } from './bilibili.ts';
import { bluesky } from './bluesky.ts';
import { facebook } from './facebook.ts';
import { generic } from './generic.ts';
import type { SiteHooks } from './hooks.ts';
import { instagram } from './instagram.ts';
import { mastodon } from './mastodon.ts';
import { niconico } from './niconico.ts';
import { type Found, readByHooks, valueFor } from './read-hooks.ts';
import { reddit } from './reddit.ts';
import { closestOf } from './site.ts';
import { threads } from './threads.ts';
import { tiktok } from './tiktok.ts';
import { vimeo } from './vimeo.ts';
import { x } from './x.ts';
import { youtube } from './youtube.ts';

/** The registry: every site with an adapter of its own. */
export const ADAPTERS: readonly SiteHooks[] = [
  tiktok,
  youtube,
  instagram,
  facebook,
  x,
  threads,
  reddit,
  bluesky,
  bilibili,
  niconico,
  vimeo,
  mastodon,
];

/** The adapter of a page: by its host, or by what only pages of that kind have. */
export function adapterOf(document: Document, page: URL): SiteHooks | null {
  const byHost = ADAPTERS.find(({ hosts }) => hosts.includes(page.hostname));
  if (byHost !== undefined) return byHost;
  return ADAPTERS.find(({ mark }) => mark !== undefined && document.querySelector(mark) !== null) ?? null;
}

export type Reading = Pick<Found, 'post' | 'isByAddress'>;

/** The answer, or null where the page is made so that it cannot be read. */
function guarded<T>(read: () => T | null): T | null {
  try {
    return read();
  } catch (error) {
    // A page may name its form fields after methods of the DOM; then nothing around them can be read.
    console.debug('Lookalike could not read a post:', error);
    return null;
  }
}

/** What can be said of the post of a video without any hook of its site. */
export const readUnverified = (video: HTMLVideoElement, page: URL): Post | null => guarded(() => generic(video, page));

/** The post that a video belongs to now; read by the generic adapter where the site's own finds nothing. */
export function readPost(video: HTMLVideoElement, page: URL): Reading | null {
  const found = guarded(() => {
    const adapter = adapterOf(video.ownerDocument, page);
    return adapter === null ? null : readByHooks(adapter, video, page);
  });
  if (found !== null) return found;
  const post = readUnverified(video, page);
  return post === null ? null : { post, isByAddress: false };
}

export const postOf = (video: HTMLVideoElement, page: URL): Post | null => readPost(video, page)?.post ?? null;

/** True while the video shows an advertisement in the place of its post, which is what was read there or null. */
export function isAd(video: HTMLVideoElement, page: URL, post: Post | null): boolean {
  const hooks = adapterOf(video.ownerDocument, page);
  if (hooks === null) return false;
  if (hooks.ad !== undefined && closestOf(video, hooks.ad) !== null) return true;
  // A post that was read without the hooks has no id that the data of the page know.
  if (hooks.adData === undefined || post?.site !== hooks.site) return false;
  return valueFor(hooks.adData, { card: video.ownerDocument, selector: '', video, page, id: post.id }) !== '';
}

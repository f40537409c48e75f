import type { Post } from '../../../src/post.ts';
import { generic } from './generic.ts';
import type { Site } from './site.ts';
import { tiktok } from './tiktok.ts';
import { youtube } from './youtube.ts';

/** The registry: every site with an adapter of its own. */
const SITES: readonly Site[] = [tiktok, youtube];

const siteAt = (page: URL): Site => SITES.find((site) => site.hosts.includes(page.hostname)) ?? generic;

/** The post that a video belongs to now; read by the generic adapter where the site's own finds nothing. */
export function postOf(video: HTMLVideoElement, page: URL): Post | null {
  const site = siteAt(page);
  const post = site.postOf(video, page);
  return post === null && site !== generic ? generic.postOf(video, page) : post;
}

export const isAd = (video: HTMLVideoElement, page: URL): boolean => siteAt(page).isAd(video);

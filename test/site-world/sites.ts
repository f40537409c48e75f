import { singlePage, video } from './feed-page.ts';
import {
  bluesky,
  facebook,
  GIF_HOST,
  instagram,
  MEDIA_OF_MASTODON,
  mastodon,
  reddit,
  threads,
  tiktokFeed,
  xFeed,
} from './feeds.ts';
import type { PageOf } from './server.ts';
import { POSTS, type WorldSite } from './site-feed.ts';
import { STEP_SITES } from './steps.ts';
import { SWIPE_SITES } from './swipes.ts';

export const FRAMED_HOST = 'films.example';
/** Another site that shows Vimeo's player in a frame. */
const vimeoFrame: WorldSite = {
  name: 'a player in a frame of another site',
  host: FRAMED_HOST,
  path: '/',
  height: 0,
  page: () =>
    '<!doctype html><h1>Films</h1><iframe src="https://player.vimeo.com/video/311983549" width="320" height="440" allow="autoplay"></iframe>',
  expected: [{ key: 'vimeo:311983549', author: '', permalink: 'https://vimeo.com/311983549', caption: '' }],
};

/** Feeds and pages, each at the address of its site. */
export const WORLD_SITES: readonly WorldSite[] = [
  tiktokFeed(POSTS),
  instagram,
  facebook,
  xFeed(POSTS),
  threads,
  reddit,
  bluesky,
  mastodon,
  vimeoFrame,
  ...SWIPE_SITES,
  ...STEP_SITES,
];

/** A site nobody knows, whose video does not play before it is clicked: its poster is what is on screen. */
export const POSTER_SITE: WorldSite = {
  name: 'a poster on an unknown site',
  host: 'posters.example',
  path: '/',
  height: 0,
  page: () =>
    singlePage(
      '<article data-post-id="77"><p>Click to play</p><video data-started="1" preload="none" poster="/poster.png"></video></article>',
    ),
  expected: [
    { key: 'generic:posters.example/77', author: '', permalink: 'https://posters.example/', caption: 'Click to play' },
  ],
};

/** Pages by host name, several of one host told apart by their path, with those that stand only in frames. */
export function pagesOf(sites: readonly WorldSite[]): Record<string, PageOf> {
  const hosts = [...new Set(sites.map(({ host }) => host))];
  const pageOf = (host: string): PageOf => {
    const here = sites.filter((site) => site.host === host);
    return (path) => (here.find((site) => site.path === path) ?? here[0])?.page(path) ?? null;
  };
  return {
    ...Object.fromEntries(hosts.map((host) => [host, pageOf(host)])),
    'player.vimeo.com': () => singlePage(video(1)),
  };
}

/** Hosts that are granted in tests: the sites, those of their media, and the frame's. */
export const GRANTED = [
  ...new Set([
    ...[...WORLD_SITES, POSTER_SITE].map(({ host }) => host),
    'player.vimeo.com',
    GIF_HOST,
    MEDIA_OF_MASTODON,
  ]),
]
  .filter((host) => host !== FRAMED_HOST)
  .map((host) => `https://${host}/*`);

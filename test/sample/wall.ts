import { readFileSync } from 'node:fs';
import { stillClips } from '../../scripts/sample/planted.ts';
import { type Clip, feedOf, type SamplePost } from '../../scripts/sample/posts.ts';
import { clipPath, renderAll } from '../../scripts/sample/render.ts';
import { ALL_CLIPS, drawnClips, SEED } from '../../scripts/sample/sample.ts';
import { type Site, siteOf } from '../../scripts/sample/serve.ts';
import { missedPosts, type Told } from './outcome.ts';

/** As `wall.html` lays them out. */
const POSTS_ON_SCREEN = 80;

/** Seconds into each clip: every post is held at the first; what was not found there, at one later moment after another. */
export const FIRST_MOMENT = 0.3;
const LATER_MOMENTS = [1.3, 0.8, 1.7, 0.5, 1] as const;

/** The drawn part of the sample feed, and stills of planted clips. What lies beside the project is no part of a test. */
export interface Wall {
  readonly posts: readonly SamplePost[];
  readonly stills: readonly SamplePost[];
}

/** Takes every clip, or the first planted ones and others where there shall be fewer. */
export async function wallOf(limits: typeof ALL_CLIPS = ALL_CLIPS): Promise<Wall> {
  const drawn = await drawnClips(() => undefined, limits);
  await renderAll(stillClips(), () => undefined);
  const stills = stillClips().map((recipe): Clip => ({ file: clipPath(recipe), truth: 'planted', hasClaim: true }));
  const files = new Set(stills.map(({ file }) => file));
  const posts = feedOf([...drawn, ...stills], SEED);
  return { posts, stills: posts.filter(({ clip }) => files.has(clip.file)) };
}

/** Walks walls of what was missed so far, at one later moment after another; answers what was told in all and the walls. */
export async function lookAgain(
  posts: readonly SamplePost[],
  told: readonly Told[],
  walk: (moment: number, again: readonly SamplePost[]) => Promise<readonly Told[]>,
): Promise<{ told: readonly Told[]; walls: string[] }> {
  let all = told;
  const walls: string[] = [];
  for (const moment of LATER_MOMENTS) {
    const again = missedPosts(all, posts);
    if (again.length === 0) break;
    walls.push(wallPath(moment, again));
    all = [...(await walk(moment, again)), ...all];
  }
  return { told: all, walls };
}

export function wallSite(posts: readonly SamplePost[]): Site {
  const wall = readFileSync(new URL('wall.html', import.meta.url), 'utf8');
  const { pages, files } = siteOf(posts);
  return { pages: new Map([...pages, ['/wall', { type: 'text/html; charset=utf-8', body: wall }]]), files };
}

/** The posts of each screen of a wall. */
export const screensOf = (posts: readonly SamplePost[]): (readonly SamplePost[])[] =>
  Array.from({ length: Math.ceil(posts.length / POSTS_ON_SCREEN) }, (_, screen) =>
    posts.slice(screen * POSTS_ON_SCREEN, (screen + 1) * POSTS_ON_SCREEN),
  );

/** Address of the wall, each post held at one moment; of a few posts alone, or of all. */
export const wallPath = (moment: number, only: readonly SamplePost[] = []): string =>
  `/wall?moment=${moment}${only.length > 0 ? `&only=${only.map(({ post }) => post.id).join(',')}` : ''}`;

import type { SamplePost, Truth } from '../../scripts/sample/posts.ts';
import { SAMPLE_ENTRY } from '../../scripts/sample/tell.ts';
import type { Flag } from '../../src/flag.ts';
import type { Coverage } from '../../src/protocol.ts';
import { isFlag } from '../../src/verdict.ts';

/** Elements beside head and body: that is where our layer lies. */
export const strangersIn = (page: { evaluate(count: () => number): Promise<number> }): Promise<number> =>
  page.evaluate(() => document.documentElement.children.length - 2);

/** What matters of a flag, in the same shape from both browsers. */
export interface Told {
  readonly key: string;
  readonly isFlagged: boolean;
  readonly entry: string;
  readonly score: number;
}

export function toldOf({ key, verdict }: Flag): Told {
  const [best] = verdict.entries;
  return { key, isFlagged: isFlag(verdict.kind), entry: best?.entry ?? '', score: best?.bestScore ?? 0 };
}

export const toldOfPost = (told: readonly Told[], { post }: SamplePost): Told | undefined =>
  told.find(({ key }) => key.endsWith(`/${post.id}`));

const isFlagged = (told: readonly Told[], post: SamplePost): boolean => toldOfPost(told, post)?.isFlagged === true;

/** Planted posts that are not flagged, or under another name. */
export const missedPosts = (told: readonly Told[], posts: readonly SamplePost[]): SamplePost[] =>
  ofTruth(posts, 'planted').filter((post) => !isFlagged(told, post) || toldOfPost(told, post)?.entry !== SAMPLE_ENTRY);

export const missed = (told: readonly Told[], posts: readonly SamplePost[]): string[] =>
  missedPosts(told, posts).map(({ post }) => post.id);

/** Other posts that are flagged, and as what. */
export const falseFlags = (told: readonly Told[], posts: readonly SamplePost[]): string[] =>
  ofTruth(posts, 'non-match')
    .filter((post) => isFlagged(told, post))
    .map((post) => `${post.post.id} as ${toldOfPost(told, post)?.entry}`);

export const ofTruth = (posts: readonly SamplePost[], truth: Truth): SamplePost[] =>
  posts.filter(({ clip }) => clip.truth === truth);

/** Posts that were read, or found not to be readable. */
export const doneOf = ({ looked, unreadable }: Coverage): number =>
  Object.values(unreadable).reduce((sum: number, count) => sum + (count ?? 0), looked);

import { authorOf, claimingCaption, ordinaryCaption } from './captions.ts';
import { hashOf, randomOf, shuffled } from './draw/random.ts';

/** What is really in a clip: Momoru, something of ours without it, or a clip that lies beside the project. */
export type Truth = 'planted' | 'non-match' | 'beside';

/** A post of the sample feed as the page gets it. */
export interface FeedPost {
  readonly id: string;
  /** Address of the clip, relative to the page or absolute. */
  readonly media: string;
  readonly author: string;
  readonly caption: string;
  /** ISO 8601. */
  readonly postedAt: string;
}

export interface Clip {
  readonly file: string;
  readonly truth: Truth;
  /** Whether its caption claims AI; a claim alone must never flag a clip. */
  readonly hasClaim: boolean;
}

/** A post, the file of its clip, and the truth, which the page is never told. */
export interface SamplePost {
  readonly post: FeedPost;
  readonly clip: Clip;
}

const FIRST_DAY = Date.UTC(2025, 9, 1);
const HOUR_MS = 3_600_000;

/** A feed in an order of its own; ids are drawn from the seed and say nothing of the clip. */
export function feedOf(clips: readonly Clip[], seed: string): SamplePost[] {
  return shuffled(randomOf(`order ${seed}`), clips).map((clip, i) => {
    const random = randomOf(`post ${seed} ${i}`);
    const id = String(7_000_000_000 + hashOf(`${seed} ${i}`));
    return {
      clip,
      post: {
        id,
        media: `media/${id}.webm`,
        author: authorOf(random),
        caption: clip.hasClaim ? claimingCaption(random) : ordinaryCaption(random),
        postedAt: new Date(FIRST_DAY + i * HOUR_MS).toISOString(),
      },
    };
  });
}

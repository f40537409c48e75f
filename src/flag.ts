import type { Post } from './post.ts';
import type { ReviewStep } from './review.ts';
import type { Verdict } from './verdict.ts';

/** What a person said of a flag. `wrong`: it is somebody else or nobody; `not-ai`: it is they, made by hand. */
export const FEEDBACKS = ['none', 'wrong', 'right', 'not-ai', 'licensed'] as const;
export type Feedback = (typeof FEEDBACKS)[number];

/** A person settled that nothing is to be done: the flag stays listed, is not counted and not marked on the page. */
export const isSettled = (feedback: Feedback): boolean =>
  feedback === 'wrong' || feedback === 'not-ai' || feedback === 'licensed';

/** A stored verdict a person can act on. Also kept for `seen` and `ai-only`, which are shown only to those who ask. */
export interface Flag {
  /** keyOf(post); one flag a post, replaced when its verdict rises. */
  readonly key: string;
  readonly post: Post;
  readonly verdict: Verdict;
  /** Where the video's own file lay when the post was last seen; absent where the page feeds it piece by piece. */
  readonly mediaAddress?: string;
  /** The page in which the post was last seen, as the browser gave it; what the page says of itself is in `post`. */
  readonly pageAddress?: string;
  /** Milliseconds since 1970 by the local clock. */
  readonly firstSeenAt: number;
  readonly updatedAt: number;
  readonly feedback: Feedback;
  /** Decisions, oldest first; empty as long as nobody decided. */
  readonly review: readonly ReviewStep[];
}

import type { Post } from './post.ts';
import type { ReviewStep } from './review.ts';
import type { Verdict } from './verdict.ts';

export const FEEDBACKS = ['none', 'wrong', 'right'] as const;
export type Feedback = (typeof FEEDBACKS)[number];

/** A stored verdict a person can act on. Also kept for `seen` and `ai-only`, which are shown only to those who ask. */
export interface Flag {
  /** keyOf(post); one flag a post, replaced when its verdict rises. */
  readonly key: string;
  readonly post: Post;
  readonly verdict: Verdict;
  /** Milliseconds since 1970 by the local clock. */
  readonly firstSeenAt: number;
  readonly updatedAt: number;
  readonly feedback: Feedback;
  /** Decisions, oldest first; empty as long as nobody decided. */
  readonly review: readonly ReviewStep[];
}

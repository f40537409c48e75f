import type { Box } from '../match.ts';

/** A generator's visible mark, read in one frame. */
export interface MarkSeen {
  /** Its class in the model's description, such as `sora2`. */
  readonly mark: string;
  /** 0..1. */
  readonly score: number;
  readonly box: Box;
}

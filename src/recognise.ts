import type { Frame } from './frame.ts';
import type { Reading } from './match.ts';

/** The recogniser as the engine, `scan` and `evaluate` see it. */
export interface Recogniser {
  readonly modelVersion: string;
  readonly packVersion: string;
  /** Matches of one frame. Throws only for our own mistakes; blank frames are refused before. */
  read(frame: Frame): Promise<Reading>;
  /** Every entry's score, in pack order, for `evaluate`. */
  score(frame: Frame): Promise<readonly { readonly id: string; readonly score: number }[]>;
  dispose(): Promise<void>;
}

import type { MarkSeen } from './marks/mark.ts';
import type { Part } from './parts.ts';

/** A place in the frame, as fractions 0..1 of its width and height from the top left. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const MATCH_LEVELS = ['unsure', 'flag'] as const;
export type MatchLevel = (typeof MATCH_LEVELS)[number];

/** An entry recognised in one frame. */
export interface Match {
  readonly entry: string;
  /** 0..1; meaning is set by the thresholds of the entry. */
  readonly score: number;
  readonly level: MatchLevel;
  /** Where a character stands; null for a style. */
  readonly box: Box | null;
}

/** What the recogniser says of one frame. */
export interface Reading {
  /** Seconds into the video. */
  readonly time: number;
  /** The part of the frame that was looked at; absent for the whole. */
  readonly part?: Part | undefined;
  /** Best first; only those at `unsure` or above. */
  readonly matches: readonly Match[];
  /** Marks of generators, where those were looked for. */
  readonly marks?: readonly MarkSeen[] | undefined;
  readonly modelVersion: string;
  readonly packVersion: string;
}

import { type Interval, wilson } from '../wilson.ts';
import type { BuiltEntry } from './build-entry.ts';

/** What one picture brings, seen through an entry that was made without it. */
export interface PictureWorth {
  /** Its views that the other pictures find, of all its views. */
  readonly found: number;
  readonly views: number;
  /** All of its views are found without it: it adds little. */
  readonly isKnown: boolean;
  /** Few of its views are found without it: it may show somebody else. */
  readonly isOdd: boolean;
  /** The object was told from its ground. */
  readonly isCutOut: boolean;
  /** Entries of the packs that take the picture for theirs. */
  readonly conflicts: readonly string[];
}

/** Below this share of views a picture is unlike the others. */
const ODD_SHARE = 0.3;

export function pictureWorths(built: BuiltEntry, flag: number): PictureWorth[] {
  return built.leftOut.map((scores, i) => {
    const found = scores.filter((score) => score >= flag).length;
    return {
      found,
      views: scores.length,
      isKnown: found === scores.length,
      isOdd: found < scores.length * ODD_SHARE,
      isCutOut: built.isCutOut[i] === true,
      conflicts: built.alsoMatched[i] ?? [],
    };
  });
}

/** What is to be expected of an entry at one threshold. Everything is counted on what the entry was not made from. */
export interface Estimate {
  readonly flag: number;
  /** Share of views found, each picture left out in turn. */
  readonly recall: number;
  /** 95 %, by pictures: the views of one picture are alike. */
  readonly interval: Interval;
  /** Drawn impostors that match: the outline of the character filled with something else. */
  readonly impostors: { readonly matched: number; readonly of: number };
  /** Places in pictures of nobody that match. */
  readonly places: { readonly matched: number; readonly of: number };
}

const countAt = (scores: readonly number[], flag: number): { matched: number; of: number } => ({
  matched: scores.filter((score) => score >= flag).length,
  of: scores.length,
});

export function estimateAt(built: BuiltEntry, flag: number): Estimate {
  const shares = built.leftOut.map(
    (scores) => scores.filter((score) => score >= flag).length / Math.max(1, scores.length),
  );
  const hits = shares.reduce((sum, share) => sum + share, 0);
  return {
    flag,
    recall: hits / Math.max(1, shares.length),
    interval: wilson(hits, shares.length),
    impostors: countAt(built.unseen.impostors, flag),
    places: countAt(built.unseen.places, flag),
  };
}

/** Estimates over the whole range, for a person to choose the threshold on. */
export const curveOf = (built: BuiltEntry, steps = 50): Estimate[] =>
  Array.from({ length: steps }, (_, i) => estimateAt(built, (i + 0.5) / steps));

import type { MatchLevel, Reading } from '../match.ts';

/** Frames kept of one video: two moments show that it was no accident, more would only fill the disk. */
export const KEPT_A_VIDEO = 2;

/** Best level of a reading, or null when nothing matched. */
export function levelOf({ matches }: Pick<Reading, 'matches'>): MatchLevel | null {
  if (matches.length === 0) return null;
  return matches.some(({ level }) => level === 'flag') ? 'flag' : 'unsure';
}

/** Whether another frame of the video could still be kept, given the levels of those kept. */
export const mayKeep = (kept: readonly MatchLevel[]): boolean => kept.length < KEPT_A_VIDEO || kept.includes('unsure');

/** Levels kept after a reading of this level, or null when its frame is not to be kept: a surer one replaces a less sure. */
export function keptAfter(kept: readonly MatchLevel[], level: MatchLevel): readonly MatchLevel[] | null {
  if (kept.length < KEPT_A_VIDEO) return [...kept, level];
  if (level === 'unsure' || !kept.includes('unsure')) return null;
  return kept.with(kept.indexOf('unsure'), level);
}

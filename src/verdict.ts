import type { Unreadable } from './frame.ts';
import type { Box } from './match.ts';
import type { Sign } from './sign.ts';

export const MATCH_STATES = ['none', 'unsure', 'one-read', 'two-reads'] as const;
export type MatchState = (typeof MATCH_STATES)[number];
export const SIGN_STATES = ['none', 'weak', 'strong'] as const;
export type SignState = (typeof SIGN_STATES)[number];
export const VERDICT_KINDS = ['likely', 'possible', 'seen', 'ai-only', 'clear', 'unknown'] as const;
export type VerdictKind = (typeof VERDICT_KINDS)[number];

/** The table of the design, row by match state, column by sign state. */
const TABLE: Record<MatchState, Record<SignState, VerdictKind>> = {
  'two-reads': { none: 'seen', weak: 'possible', strong: 'likely' },
  'one-read': { none: 'seen', weak: 'seen', strong: 'possible' },
  unsure: { none: 'clear', weak: 'clear', strong: 'possible' },
  none: { none: 'clear', weak: 'clear', strong: 'ai-only' },
};

/** Total over its arguments. A video that could not be read is never `clear`. */
export function judge(match: MatchState, sign: SignState, isReadable: boolean): VerdictKind {
  if (isReadable) return TABLE[match][sign];
  return sign === 'strong' ? 'ai-only' : 'unknown';
}

export const signStateOf = (signs: readonly Sign[]): SignState =>
  signs.some(({ strength }) => strength === 'strong') ? 'strong' : signs.length > 0 ? 'weak' : 'none';

/** `likely` and `possible` are flags: counted, marked, listed. */
export const isFlag = (kind: VerdictKind): boolean => kind === 'likely' || kind === 'possible';

/** The best match of one entry over all reads of a video. */
export interface EntryEvidence {
  readonly entry: string;
  readonly state: Exclude<MatchState, 'none'>;
  readonly bestScore: number;
  /** Seconds into the video of the best read. */
  readonly bestTime: number;
  readonly box: Box | null;
  /** True when the caption names the same entry. */
  readonly isNamedInCaption: boolean;
}

/** What frames, matches and signs add up to, for one post. */
export interface Verdict {
  readonly kind: VerdictKind;
  /** Strongest first; empty when nothing matched. */
  readonly entries: readonly EntryEvidence[];
  readonly signs: readonly Sign[];
  readonly framesRead: number;
  /** Set when not one frame could be read. */
  readonly unreadable: Unreadable | null;
  readonly modelVersion: string;
  readonly packVersion: string;
}

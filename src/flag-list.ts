import type { Flag } from './flag.ts';
import { isFlag } from './verdict.ts';

/** `seen` and `ai-only` are listed only for those who ask. */
export const isListed = (flag: Flag, showsSeen: boolean): boolean => showsSeen || isFlag(flag.verdict.kind);

/** The number on the icon: what a person has not called wrong. */
export const countFlags = (flags: readonly Flag[]): number =>
  flags.filter((flag) => isFlag(flag.verdict.kind) && flag.feedback !== 'wrong').length;

/** Newest first; the key settles a tie so that a list never jumps between two drawings. */
export const newestFirst = (flags: readonly Flag[]): Flag[] =>
  [...flags].sort((a, b) => b.updatedAt - a.updatedAt || (a.key < b.key ? -1 : 1));

/** Flags without those already listed above them. */
export function without(flags: readonly Flag[], listed: readonly Flag[]): Flag[] {
  const keys = new Set(listed.map((flag) => flag.key));
  return flags.filter((flag) => !keys.has(flag.key));
}

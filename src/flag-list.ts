import { type Flag, isSettled } from './flag.ts';
import { stateAfter } from './review.ts';
import type { Settings } from './settings.ts';
import { isFlag, type VerdictKind } from './verdict.ts';

/** Whether a verdict is marked and counted: under precision first only `likely` is. */
export const isMarkedKind = (kind: VerdictKind, { isPrecise }: Pick<Settings, 'isPrecise'>): boolean =>
  isPrecise ? kind === 'likely' : isFlag(kind);

/** `seen` and `ai-only` are listed only for those who ask. */
export const isListed = (flag: Flag, settings: Pick<Settings, 'isPrecise' | 'showsSeen'>): boolean =>
  settings.showsSeen || isMarkedKind(flag.verdict.kind, settings);

/** What a person has neither settled nor dismissed. */
const isOpen = ({ feedback, review }: Flag): boolean => !isSettled(feedback) && stateAfter(review) !== 'dismissed';

/** The number on the icon. */
export const countFlags = (flags: readonly Flag[], settings: Pick<Settings, 'isPrecise'>): number =>
  flags.filter((flag) => isMarkedKind(flag.verdict.kind, settings) && isOpen(flag)).length;

/** Newest first; the key settles a tie so that a list never jumps between two drawings. */
export const newestFirst = (flags: readonly Flag[]): Flag[] =>
  [...flags].sort((a, b) => b.updatedAt - a.updatedAt || (a.key < b.key ? -1 : 1));

/** Flags without those already listed above them. */
export function without(flags: readonly Flag[], listed: readonly Flag[]): Flag[] {
  const keys = new Set(listed.map((flag) => flag.key));
  return flags.filter((flag) => !keys.has(flag.key));
}

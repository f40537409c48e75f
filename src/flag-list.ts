import { licenceOf, ruleFor } from './accounts.ts';
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

type Accounts = Partial<Pick<Settings, 'allowedAccounts' | 'blockedAccounts'>>;

/** Posts of accounts that a person trusts, and owners' own: shown, not counted. */
export function isExcused(
  { post, verdict }: Pick<Flag, 'post' | 'verdict'>,
  { allowedAccounts = [] }: Accounts,
): boolean {
  const isAllowed = ruleFor(post, { allowedAccounts, blockedAccounts: [] }) === 'allowed';
  return isAllowed || licenceOf(post, verdict.entries[0]?.entry) !== null;
}

/** The number on the icon. */
export const countFlags = (flags: readonly Flag[], settings: Pick<Settings, 'isPrecise'> & Accounts): number =>
  flags.filter((flag) => isMarkedKind(flag.verdict.kind, settings) && isOpen(flag) && !isExcused(flag, settings))
    .length;

/** Newest first; the key settles a tie so that a list never jumps between two drawings. */
export const newestFirst = (flags: readonly Flag[]): Flag[] =>
  [...flags].sort((a, b) => b.updatedAt - a.updatedAt || (a.key < b.key ? -1 : 1));

/** Flags without those already listed above them. */
export function without(flags: readonly Flag[], listed: readonly Flag[]): Flag[] {
  const keys = new Set(listed.map((flag) => flag.key));
  return flags.filter((flag) => !keys.has(flag.key));
}

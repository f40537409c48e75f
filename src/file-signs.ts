import type { Sign } from './sign.ts';
import { judge, signStateOf, type Verdict } from './verdict.ts';

const isSame = (a: Sign, b: Sign): boolean => a.kind === b.kind && a.strength === b.strength && a.cue === b.cue;

/** All of both, each once. */
export const joinSigns = (signs: readonly Sign[], more: readonly Sign[]): readonly Sign[] => [
  ...signs,
  ...more.filter((one) => !signs.some((known) => isSame(known, one))),
];

/** What the file of the post said of its own origin, when a person had it read. */
export const fileSignsOf = ({ signs }: Pick<Verdict, 'signs'>): readonly Sign[] =>
  signs.filter(({ kind }) => kind === 'provenance');

/** The verdict with these signs too. It may rise by them and never falls. */
export function withSigns(verdict: Verdict, more: readonly Sign[]): Verdict {
  const signs = joinSigns(verdict.signs, more);
  if (signs.length === verdict.signs.length) return verdict;
  const match = verdict.entries[0]?.state ?? 'none';
  return { ...verdict, signs, kind: judge(match, signStateOf(signs), verdict.framesRead > 0) };
}

import { errorTable, type Judged } from '../error-table.ts';

/** What one way of showing the pictures came to, beside the same pictures as they are. */
export interface Shown {
  readonly pictures: number;
  readonly entries: number;
  readonly macroRecall: number | null;
  readonly plainMacroRecall: number | null;
  /** Plain less shown: what the alteration costs. */
  readonly loss: number | null;
  readonly negatives: number;
  readonly falseMatches: number;
  readonly plainFalseMatches: number;
  /** Hits and pictures of each measured entry. */
  readonly byEntry: Readonly<Record<string, readonly [hits: number, plainHits: number, pictures: number]>>;
}

const rounded = (share: number): number => Math.round(share * 1e4) / 1e4;

/** `judged` and `plain` are of the same pictures, in the same order. */
export function shownOf(judged: readonly Judged[], plain: readonly Judged[], ids: readonly string[]): Shown {
  const [table, before] = [errorTable(judged, ids), errorTable(plain, ids)];
  const measured = table.entries.filter(({ isMeasured }) => isMeasured);
  const hitsBefore = new Map(before.entries.map(({ id, hits }) => [id, hits]));
  const [macro, plainMacro] = [table.macroRecall, before.macroRecall];
  return {
    pictures: judged.length - table.negatives,
    entries: measured.length,
    macroRecall: macro === null ? null : rounded(macro),
    plainMacroRecall: plainMacro === null ? null : rounded(plainMacro),
    loss: macro === null || plainMacro === null ? null : rounded(plainMacro - macro),
    negatives: table.negatives,
    falseMatches: table.falseMatches,
    plainFalseMatches: before.falseMatches,
    byEntry: Object.fromEntries(measured.map(({ id, hits, n }) => [id, [hits, hitsBefore.get(id) ?? 0, n]])),
  };
}

import { type Interval, wilson } from '../src/wilson.ts';
import type { DataRow } from './data-index.ts';
import { bootstrapBySource, type SourceCount } from './intervals.ts';
import { entriesOf, isExcused, labelsOf } from './relations.ts';

/** A picture and the entries it was matched as at `flag`. */
export interface Judged {
  readonly row: DataRow;
  readonly flagged: readonly string[];
}

/** With fewer pictures than this an entry is called unmeasured: one picture would move its recall by a quarter. */
export const LEAST_PICTURES = 5;

export interface EntryErrors {
  readonly id: string;
  readonly n: number;
  readonly hits: number;
  readonly sources: number;
  readonly interval: Interval;
  /** `wilson` where sources cannot be drawn from: there is one, or they all agree. */
  readonly intervalBy: 'sources' | 'wilson';
  readonly isMeasured: boolean;
  /** Other entries its pictures were matched as. */
  readonly confusions: ReadonlyMap<string, number>;
  readonly media: ReadonlyMap<string, SourceCount>;
}

export interface ErrorTable {
  readonly entries: readonly EntryErrors[];
  /** Mean recall over the measured entries; null when none is. */
  readonly macroRecall: number | null;
  readonly negatives: number;
  readonly falseMatches: number;
  readonly falseInterval: Interval;
  readonly byNegativeLabel: ReadonlyMap<string, SourceCount>;
  /** What negatives were matched as. */
  readonly byFalseEntry: ReadonlyMap<string, number>;
}

const count = (map: Map<string, number>, key: string): unknown => map.set(key, (map.get(key) ?? 0) + 1);

function tally(map: Map<string, SourceCount>, key: string, isHit: boolean): void {
  const { n, hits } = map.get(key) ?? { n: 0, hits: 0 };
  map.set(key, { n: n + 1, hits: hits + Number(isHit) });
}

const namesOf = ({ label, also }: DataRow): readonly string[] => [label, ...also];

/** Whether a picture shows no entry of the packs. */
export const isNegative = (row: DataRow, ids: readonly string[]): boolean =>
  namesOf(row).every((name) => entriesOf(name, ids).length === 0);

/** Matches that are wrong: of entries that the picture neither shows nor may be taken for. */
function wrongMatches({ row, flagged }: Judged, ids: readonly string[]): string[] {
  const shown = namesOf(row).flatMap((name) => entriesOf(name, ids));
  return flagged.filter((entry) => !shown.includes(entry) && !isExcused(entry, namesOf(row)));
}

function errorsOf(id: string, judged: readonly Judged[], ids: readonly string[]): EntryErrors {
  const own = judged.filter(({ row }) => labelsOf(id).includes(row.label));
  const confusions = new Map<string, number>();
  const media = new Map<string, SourceCount>();
  const bySource = new Map<string, SourceCount>();
  for (const picture of own) {
    const isHit = picture.flagged.includes(id);
    tally(media, picture.row.medium, isHit);
    tally(bySource, picture.row.source, isHit);
    for (const entry of wrongMatches(picture, ids)) count(confusions, entry);
  }
  const hits = own.filter(({ flagged }) => flagged.includes(id)).length;
  const drawn = bySource.size > 1 ? bootstrapBySource([...bySource.values()]) : { low: 0, high: 0 };
  const isDrawn = drawn.high > drawn.low;
  return {
    id,
    n: own.length,
    hits,
    sources: bySource.size,
    interval: isDrawn ? drawn : wilson(hits, own.length),
    intervalBy: isDrawn ? 'sources' : 'wilson',
    isMeasured: own.length >= LEAST_PICTURES,
    confusions,
    media,
  };
}

/** The error table of the design. `ids` are all entries of the packs. */
export function errorTable(judged: readonly Judged[], ids: readonly string[]): ErrorTable {
  const entries = ids.map((id) => errorsOf(id, judged, ids));
  const measured = entries.filter(({ isMeasured }) => isMeasured);
  const negatives = judged.filter(({ row }) => isNegative(row, ids));
  const byNegativeLabel = new Map<string, SourceCount>();
  const byFalseEntry = new Map<string, number>();
  let falseMatches = 0;
  for (const picture of negatives) {
    const wrong = wrongMatches(picture, ids);
    tally(byNegativeLabel, picture.row.label, wrong.length > 0);
    for (const entry of wrong) count(byFalseEntry, entry);
    falseMatches += Number(wrong.length > 0);
  }
  return {
    entries,
    macroRecall:
      measured.length === 0 ? null : measured.reduce((sum, { hits, n }) => sum + hits / n, 0) / measured.length,
    negatives: negatives.length,
    falseMatches,
    falseInterval: wilson(falseMatches, negatives.length),
    byNegativeLabel,
    byFalseEntry,
  };
}

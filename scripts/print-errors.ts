import { type EntryErrors, type ErrorTable, LEAST_PICTURES } from './error-table.ts';
import type { SourceCount } from './intervals.ts';

/** The operating point of the design: at most one negative in 200 is matched. */
const FALSE_RATE_MAX = 1 / 200;

const percent = (share: number, digits = 0): string => `${(share * 100).toFixed(digits)} %`;
const byCount = (a: readonly [string, number], b: readonly [string, number]): number =>
  b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
const counted = (map: ReadonlyMap<string, number>): string =>
  [...map]
    .sort(byCount)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ');
const shares = (map: ReadonlyMap<string, SourceCount>): string =>
  [...map]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { hits, n }]) => `${name} ${hits}/${n}`)
    .join(', ');

function entryCells(entry: EntryErrors): string[] {
  const { id, n, hits, sources, interval, intervalBy, confusions, media } = entry;
  if (n === 0) return [id, '0', '0', 'unmeasured', '', '', '', ''];
  const recall = `${percent(hits / n)} (${hits})`;
  const range = `${percent(interval.low)} - ${percent(interval.high)}`;
  const notes = [
    entry.isMeasured ? '' : 'unmeasured',
    sources === 1 ? 'single source' : '',
    intervalBy === 'wilson' ? 'Wilson' : '',
  ];
  const note = notes.filter((text) => text !== '').join(', ');
  return [id, String(n), String(sources), recall, range, note, shares(media), counted(confusions)];
}

/** Text in columns; the last one is ragged. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function falseLines(table: ErrorTable): string[] {
  const { negatives, falseMatches, falseInterval, byNegativeLabel, byFalseEntry } = table;
  if (negatives === 0) return ['There is no negative picture: false matches are not measured.'];
  const rate = falseMatches / negatives;
  const verdict = rate <= FALSE_RATE_MAX ? 'within' : 'above';
  const rows = [...byNegativeLabel].sort((a, b) => b[1].hits - a[1].hits || b[1].n - a[1].n);
  return [
    `False matches at flag, any entry: ${falseMatches} of ${negatives} negatives, ${percent(rate, 2)}, ` +
      `95 % upper bound ${percent(falseInterval.high, 2)} (Wilson); ${verdict} 1 in 200.`,
    ...(falseMatches > 0 ? [`Matched as: ${counted(byFalseEntry)}.`] : []),
    '',
    columns([
      ['negative label', 'n', 'false'],
      ...rows.map(([label, { n, hits }]) => [label, String(n), String(hits)]),
    ]),
  ];
}

/** The error table as people read it. */
export function printedErrors(table: ErrorTable): string {
  const head = ['entry', 'n', 'sources', 'recall', '95 % interval', 'note', 'by medium', 'also matched as'];
  const entries = [...table.entries].sort((a, b) => Number(b.isMeasured) - Number(a.isMeasured) || b.n - a.n);
  const measured = table.entries.filter(({ isMeasured }) => isMeasured);
  const macro = table.macroRecall === null ? 'not measured' : percent(table.macroRecall, 1);
  return [
    columns([head, ...entries.map(entryCells)]),
    '',
    `Macro recall at flag over ${measured.length} measured entries (${LEAST_PICTURES} pictures or more): ${macro}; ` +
      `${table.entries.length - measured.length} entries are unmeasured. Intervals are drawn by source, or Wilson's where marked.`,
    ...falseLines(table),
  ].join('\n');
}

import type { QueueRow } from './queue-row.ts';

export interface Tally {
  readonly name: string;
  readonly count: number;
}

/** How many rows have each value, the commonest first; a row with two values counts for both. */
export function tally(rows: readonly QueueRow[], valuesOf: (row: QueueRow) => readonly string[]): Tally[] {
  const counts = new Map<string, number>();
  for (const row of rows) for (const value of valuesOf(row)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** The local day of a moment, as YYYY-MM-DD. */
export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Rows first seen on each of the last days, oldest day first, days without any included. */
export function perDay(rows: readonly QueueRow[], days: number, now: number): Tally[] {
  const today = new Date(now);
  const names = Array.from({ length: days }, (_, i) =>
    // The constructor counts days over the ends of months and over changes of the clock.
    dayOf(new Date(today.getFullYear(), today.getMonth(), today.getDate() - (days - 1 - i), 12).getTime()),
  );
  const counts = new Map(names.map((name) => [name, 0]));
  for (const { firstSeenAt } of rows) {
    const day = dayOf(firstSeenAt);
    const count = counts.get(day);
    if (count !== undefined) counts.set(day, count + 1);
  }
  return names.map((name) => ({ name, count: counts.get(name) ?? 0 }));
}

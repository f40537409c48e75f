import { type BadRow, badRow } from './bad-row.ts';
import { parseCsv, writeCsv } from './csv.ts';
import { isPdq } from './pdq.ts';

/** A hash that a person knows to be good, and what they say of it. */
export interface KnownHash {
  readonly hash: string;
  readonly note: string;
}

export const HASHES_MAX = 10_000;
const NOTE_MAX = 300;

export const hashCsv = (list: readonly KnownHash[]): string =>
  writeCsv([['hash', 'note'], ...list.map(({ hash, note }) => [hash, note])]);

/** Reads a CSV with a column `hash`, or hashes in its first column. Bad rows are named, the good ones kept once each. */
export function parseHashes(text: string): { hashes: KnownHash[]; bad: BadRow[] } {
  const { rows, openQuote } = parseCsv(text);
  const names = (rows[0]?.cells ?? []).map((name) => name.trim().toLowerCase());
  const isNamed = names.some((name) => name === 'hash' || name === 'pdq');
  const column = isNamed ? names.findIndex((name) => name === 'hash' || name === 'pdq') : 0;
  const note = isNamed ? names.indexOf('note') : 1;
  const hashes = new Map<string, KnownHash>();
  const bad: BadRow[] = openQuote === null ? [] : [badRow(openQuote, 'open-quote')];
  for (const { line, cells } of rows.slice(isNamed ? 1 : 0)) {
    const hash = (cells[column] ?? '').trim().toLowerCase();
    if (!isPdq(hash)) bad.push(badRow(line, 'bad-hash'));
    else if (hashes.size >= HASHES_MAX) bad.push(badRow(line, 'too-many', String(HASHES_MAX)));
    else hashes.set(hash, { hash, note: (cells[note] ?? '').slice(0, NOTE_MAX) });
  }
  return { hashes: [...hashes.values()], bad };
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One picture of a data folder, as `index.tsv` lists it. */
export interface DataRow {
  readonly path: string;
  readonly label: string;
  /** Other labels visible in it. */
  readonly also: readonly string[];
  readonly medium: string;
  readonly split: string;
  readonly source: string;
  /** Path within the source, and the film, series or name; empty where the index has no such column. */
  readonly origin?: string;
  readonly show?: string;
}

const COLUMNS = ['path', 'label', 'also', 'medium', 'split', 'source'] as const;

/** A data folder that cannot be used, in one line. */
export class BadData extends Error {
  override readonly name = 'BadData';
}

/** Rows of `index.tsv`. Throws BadData where it is missing or lacks a column. */
export function readIndex(folder: string): DataRow[] {
  const path = join(folder, 'index.tsv');
  if (!existsSync(path)) throw new BadData(`There is no ${path}.`);
  const [head = '', ...lines] = readFileSync(path, 'utf8').split(/\r?\n/);
  const names = head.split('\t');
  const missing = COLUMNS.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new BadData(`${path} lacks the column ${missing.join(', ')}.`);
  const place = new Map(names.map((name, i) => [name, i]));
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const cells = line.split('\t');
      const at = (name: string): string => cells[place.get(name) ?? -1]?.trim() ?? '';
      const also = at('also')
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '');
      return {
        path: at('path'),
        label: at('label'),
        also,
        medium: at('medium'),
        split: at('split'),
        source: at('source'),
        origin: at('origin'),
        show: at('show'),
      };
    });
}

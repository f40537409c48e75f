import * as v from 'valibot';
import { type BadRow, badRow, type RowFault } from './bad-row.ts';
import { parseCsv, writeCsv } from './csv.ts';
import { LIMITS } from './post.ts';

/** A reported post to look at. */
export interface IntakeItem {
  readonly address: string;
  /** What the report says of it; may be empty. */
  readonly note: string;
}

/**
 * `waiting`: its turn comes. `weak`: a finding that is no flag, such as a claim of AI without a likeness. `nothing`: looked
 * at, and found nothing. `unseen`: no video could be looked at there.
 */
export const INTAKE_STATES = ['waiting', 'looking', 'flagged', 'weak', 'nothing', 'unseen', 'failed'] as const;
export type IntakeState = (typeof INTAKE_STATES)[number];

/** A reported post and how far it got. */
export interface Intake extends IntakeItem {
  readonly state: IntakeState;
}

export const intakeSchema: v.GenericSchema<unknown, Intake> = v.object({
  address: v.string(),
  note: v.string(),
  state: v.picklist(INTAKE_STATES),
});

/** Its turn came, and nothing was learnt: no video, or no page. */
export const isLeftOver = ({ state }: Intake): boolean => state === 'unseen' || state === 'failed';

/** What became of each post, for whoever sent the list. */
export const intakeCsv = (posts: readonly Intake[]): string =>
  writeCsv([['url', 'note', 'state'], ...posts.map(({ address, note, state }) => [address, note, state])]);

export interface IntakeList {
  readonly items: readonly IntakeItem[];
  readonly bad: readonly BadRow[];
}

/** Longer lists are cut in parts by whoever has them: at a polite pace this one takes most of a day. */
export const INTAKE_MAX = 5000;
const NOTE_MAX = 500;

/** Columns and fields that hold the address, by the names that exports give them. */
const ADDRESS_NAMES = ['url', 'permalink', 'address', 'link', 'post'];
const NOTE_NAMES = ['note', 'reason', 'comment', 'description'];

const objectSchema = v.record(v.string(), v.unknown());

/** The address of a web page as one spelling, or why it is none. */
function addressFrom(text: string): { address: string } | { fault: RowFault; detail: string } {
  const trimmed = text.trim();
  if (trimmed === '') return { fault: 'no-address', detail: '' };
  if (trimmed.length > LIMITS.permalink) return { fault: 'long-address', detail: '' };
  if (!URL.canParse(trimmed)) return { fault: 'bad-address', detail: trimmed.slice(0, 80) };
  const { protocol, username, href } = new URL(trimmed);
  if (protocol !== 'https:' && protocol !== 'http:') return { fault: 'other-address', detail: protocol };
  return username === '' ? { address: href } : { fault: 'user-name', detail: '' };
}

interface RawRow {
  readonly row: number;
  readonly address: string;
  readonly note: string;
}

/** Good rows once each, the others named. */
function listOf(rows: readonly RawRow[]): IntakeList {
  const items = new Map<string, IntakeItem>();
  const bad: BadRow[] = [];
  for (const { row, address, note } of rows) {
    const read = addressFrom(address);
    if ('fault' in read) bad.push(badRow(row, read.fault, read.detail));
    else if (items.size >= INTAKE_MAX && !items.has(read.address))
      bad.push(badRow(row, 'too-many', String(INTAKE_MAX)));
    else if (!items.has(read.address))
      items.set(read.address, { address: read.address, note: note.slice(0, NOTE_MAX) });
  }
  return { items: [...items.values()], bad };
}

function fieldOf(value: Readonly<Record<string, unknown>>, names: readonly string[]): string {
  const key = Object.keys(value).find((name) => names.includes(name.trim().toLowerCase()));
  const found = key === undefined ? '' : value[key];
  return typeof found === 'string' ? found : '';
}

function rowOfJson(value: unknown, index: number): RawRow {
  const row = index + 1;
  if (typeof value === 'string') return { row, address: value, note: '' };
  const parsed = v.safeParse(objectSchema, value);
  if (!parsed.success) return { row, address: '', note: '' };
  return { row, address: fieldOf(parsed.output, ADDRESS_NAMES), note: fieldOf(parsed.output, NOTE_NAMES) };
}

/** The first list in a JSON file: the file itself, or a field of it. */
function jsonRows(json: unknown): readonly unknown[] | null {
  if (Array.isArray(json)) return json;
  const parsed = v.safeParse(objectSchema, json);
  return parsed.success ? (Object.values(parsed.output).find((value) => Array.isArray(value)) ?? null) : null;
}

function fromJson(text: string): IntakeList {
  try {
    const rows = jsonRows(JSON.parse(text));
    return rows === null ? { items: [], bad: [badRow(1, 'no-list')] } : listOf(rows.map(rowOfJson));
  } catch {
    // Not JSON is told as the one bad row that it is.
    return { items: [], bad: [badRow(1, 'not-json')] };
  }
}

/** Place of the address and the note among the columns; a first row without their names is a row like any other. */
function columnsOf(head: readonly string[]): { address: number; note: number } | null {
  const names = head.map((name) => name.trim().toLowerCase());
  const address = names.findIndex((name) => ADDRESS_NAMES.includes(name));
  return address < 0 ? null : { address, note: names.findIndex((name) => NOTE_NAMES.includes(name)) };
}

function fromCsv(text: string): IntakeList {
  const { rows, openQuote } = parseCsv(text);
  const named = columnsOf(rows[0]?.cells ?? []);
  const { address, note } = named ?? { address: 0, note: 1 };
  const list = listOf(
    rows
      .slice(named === null ? 0 : 1)
      .map(({ line, cells }) => ({ row: line, address: cells[address] ?? '', note: cells[note] ?? '' })),
  );
  return openQuote === null ? list : { ...list, bad: [...list.bad, badRow(openQuote, 'open-quote')] };
}

/** Reads a list of reports: JSON, CSV, or an address a line. Bad rows are named, and the good ones kept. */
export const parseIntake = (text: string): IntakeList =>
  /^\uFEFF?\s*[[{]/.test(text) ? fromJson(text.replace(/^\uFEFF/, '')) : fromCsv(text);

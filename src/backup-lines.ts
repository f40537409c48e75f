import * as v from 'valibot';
import type { RowFault } from './bad-row.ts';
import { base64Schema, toBase64 } from './base64.ts';
import { type KeptFrame, keptFrameSchema } from './evidence/kept-frame.ts';
import { type KeptRecord, keptRecordSchema } from './evidence/kept-record.ts';
import { pngSize } from './evidence/png.ts';

/** What a line of a backup behind its first one holds; `fault` says why it can be no use. */
export type BackupLine =
  | { readonly kind: 'frame'; readonly frame: KeptFrame }
  | { readonly kind: 'record'; readonly record: KeptRecord }
  | { readonly kind: 'bad'; readonly fault: RowFault; readonly detail: string };

const lineSchema = v.union([
  v.object({ frame: v.unknown() }),
  v.object({ record: v.unknown() }),
  v.object({ damaged: v.object({ store: v.string() }) }),
]);
/** Pictures as base64; everything else is checked as a kept frame. */
const frameSchema = v.looseObject({
  still: v.nullable(base64Schema),
  input: base64Schema,
  marks: v.array(base64Schema),
});
const recordSchema = v.looseObject({ manifestStore: base64Schema });

const line = (content: object): string => `${JSON.stringify(content)}\n`;

export const frameLine = ({ still, input, marks, ...facts }: KeptFrame): string =>
  line({
    frame: {
      ...facts,
      still: still === null ? null : toBase64(still),
      input: toBase64(input),
      marks: marks.map(toBase64),
    },
  });

export const recordLine = ({ manifestStore, ...facts }: KeptRecord): string =>
  line({ record: { ...facts, manifestStore: toBase64(manifestStore) } });

/** What a store holds and nothing of ours can read, as it lies there: copied out before anything may drop it. */
export function damagedLine(store: string, record: unknown): string {
  const plain = (_key: string, value: unknown): unknown => {
    if (value instanceof Uint8Array) return { base64: toBase64(value) };
    return typeof value === 'bigint' ? String(value) : value;
  };
  try {
    return `${JSON.stringify({ damaged: { store, record } }, plain)}\n`;
  } catch {
    // A record that holds itself has no JSON; that it was there is said all the same.
    return line({ damaged: { store, record: null } });
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A line that was cut off is nothing either.
    return null;
  }
}

/** True where the pictures are PNGs, and the still has the size that the frame claims. */
export function isWhole({ still, input, videoWidth, videoHeight }: KeptFrame): boolean {
  if (pngSize(input) === null) return false;
  if (still === null) return true;
  const size = pngSize(still);
  return size?.width === videoWidth && size.height === videoHeight;
}

const bad = (fault: RowFault, detail = ''): BackupLine => ({ kind: 'bad', fault, detail });

function frameFrom(json: unknown, restoredAt: number): BackupLine {
  const read = v.safeParse(frameSchema, json);
  const frame = v.safeParse(keptFrameSchema, read.success ? { ...read.output, restoredAt } : null);
  return frame.success && isWhole(frame.output) ? { kind: 'frame', frame: frame.output } : bad('bad-frame');
}

function recordFrom(json: unknown, restoredAt: number): BackupLine {
  const read = v.safeParse(recordSchema, json);
  const record = v.safeParse(keptRecordSchema, read.success ? { ...read.output, restoredAt } : null);
  return record.success ? { kind: 'record', record: record.output } : bad('bad-record');
}

/** Reads a line; what it holds is marked as put back at `restoredAt`. A line that is nothing else was to be a frame. */
export function readLine(text: string, restoredAt: number): BackupLine {
  const read = v.safeParse(lineSchema, jsonOf(text));
  if (!read.success) return bad('bad-frame');
  if ('frame' in read.output) return frameFrom(read.output.frame, restoredAt);
  if ('record' in read.output) return recordFrom(read.output.record, restoredAt);
  return bad('was-damaged', read.output.damaged.store);
}

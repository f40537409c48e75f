import * as v from 'valibot';
import { isWhole } from '../src/backup-lines.ts';
import { type KeptFrame, keptFrameSchema } from '../src/evidence/kept-frame.ts';
import { type KeptRecord, keptRecordSchema } from '../src/evidence/kept-record.ts';
import { type SealRecord, sealRecordSchema } from '../src/evidence/seal-record.ts';
import { type ReportRecord, reportRecordSchema } from '../src/notice/report-record.ts';
import { evidenceDatabase } from './evidence-database.ts';

type StoreName = 'frames' | 'records' | 'seals' | 'reports';

/** What a record of a store is worth: read, or as it lies there where nothing of ours can read it. */
export type Stored<T> =
  | { readonly kind: 'whole'; readonly value: T }
  | { readonly kind: 'damaged'; readonly store: string; readonly record: unknown };

const parsed = <T>(schema: v.GenericSchema<unknown, T>, record: unknown): T | null => {
  const read = v.safeParse(schema, record);
  return read.success ? read.output : null;
};

/** A record as it lies there; null where the disk lost what a browser keeps beside its database. */
async function rawRecord(store: StoreName, key: IDBValidKey): Promise<unknown> {
  const { store: records } = (await evidenceDatabase()).transaction(store);
  try {
    return await records.get(IDBKeyRange.only(key));
  } catch (error) {
    console.warn('Lookalike cannot read what it kept:', error);
    return null;
  }
}

/** One at a time: all of them together may be hundreds of megabytes. */
async function* every<T>(store: StoreName, read: (record: unknown) => T | null): AsyncGenerator<Stored<T>> {
  const keys = await (await evidenceDatabase()).getAllKeys(store);
  for (const key of keys) {
    const record = await rawRecord(store, key);
    // Deleted meanwhile.
    if (record === undefined) continue;
    const value = read(record);
    yield value === null ? { kind: 'damaged', store, record } : { kind: 'whole', value };
  }
}

const frameHolder = v.object({ frame: v.unknown() });

/** Every kept frame, each as it came. */
export const everyFrame = (): AsyncGenerator<Stored<KeptFrame>> =>
  every('frames', (record) => {
    const frame = parsed(keptFrameSchema, parsed(frameHolder, record)?.frame);
    return frame !== null && isWhole(frame) ? frame : null;
  });

export const everyRecord = (): AsyncGenerator<Stored<KeptRecord>> =>
  every('records', (record) => parsed(keptRecordSchema, record));

export const everySeal = (): AsyncGenerator<Stored<SealRecord>> =>
  every('seals', (record) => parsed(sealRecordSchema, record));

export const everyReport = (): AsyncGenerator<Stored<ReportRecord>> =>
  every('reports', (record) => parsed(reportRecordSchema, record));

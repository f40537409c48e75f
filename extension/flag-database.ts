import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Flag } from '../src/flag.ts';
import { isFlag } from '../src/verdict.ts';

export const DATABASE_NAME = 'lookalike-flags';
export const DATABASE_VERSION = 1;

/** `worth` orders what is given up first when the store is full: 0 `seen` and `ai-only`, 1 flags, 2 once a person spoke. */
export interface FlagRecord {
  readonly key: string;
  readonly worth: number;
  readonly updatedAt: number;
  /** A `Flag` when it was written; checked again when it is read. */
  readonly flag: unknown;
}

interface FlagTables extends DBSchema {
  flags: { key: string; value: FlagRecord; indexes: { updatedAt: number; worth: [number, number] } };
}
export type FlagDatabase = IDBPDatabase<FlagTables>;

export function recordOf(flag: Flag): FlagRecord {
  const worth = flag.feedback !== 'none' || flag.review.length > 0 ? 2 : isFlag(flag.verdict.kind) ? 1 : 0;
  return { key: flag.key, worth, updatedAt: flag.updatedAt, flag };
}

/** `onClosed`: this connection is gone and the next use has to open another. */
export function openFlagDatabase(onClosed: () => void): Promise<FlagDatabase> {
  return openDB<FlagTables>(DATABASE_NAME, DATABASE_VERSION, {
    upgrade(database) {
      const flags = database.createObjectStore('flags', { keyPath: 'key' });
      flags.createIndex('updatedAt', 'updatedAt');
      flags.createIndex('worth', ['worth', 'updatedAt']);
    },
    blocking(_mine, _theirs, event) {
      // A newer version of the extension waits for this connection; hold nothing up.
      if (event.target instanceof IDBDatabase) event.target.close();
      onClosed();
    },
    terminated: onClosed,
  });
}

/** Deletes what is too old, then what is worth least until `max` are left. Answers how many went. */
export async function sweep(
  database: FlagDatabase,
  { olderThan, max }: { olderThan: number; max: number },
): Promise<number> {
  const { store, done } = database.transaction('flags', 'readwrite');
  let gone = 0;
  const old = IDBKeyRange.upperBound(olderThan, true);
  for (let at = await store.index('updatedAt').openCursor(old); at !== null; at = await at.continue()) {
    await at.delete();
    gone += 1;
  }
  let tooMany = (await store.count()) - max;
  for (let at = await store.index('worth').openCursor(); at !== null && tooMany > 0; at = await at.continue()) {
    await at.delete();
    gone += 1;
    tooMany -= 1;
  }
  await done;
  return gone;
}

/** Records with keys after `key`, in the order of keys, `count` at most: pages of a walk that needs no open cursor. */
export const recordsAfter = (database: FlagDatabase, key: string | null, count: number): Promise<FlagRecord[]> =>
  database.getAll('flags', key === null ? null : IDBKeyRange.lowerBound(key, true), count);

/** The newest records, newest first. */
export async function newestRecords(database: FlagDatabase, count: number): Promise<FlagRecord[]> {
  const records: FlagRecord[] = [];
  const newest = database.transaction('flags').store.index('updatedAt');
  for (let at = await newest.openCursor(null, 'prev'); at !== null && records.length < count; at = await at.continue())
    records.push(at.value);
  return records;
}

import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { SealRecord } from '../src/evidence/seal-record.ts';

const DATABASE_NAME = 'lookalike-evidence';
const DATABASE_VERSION = 3;

/** A kept frame as it lies on the disk. `worth` orders what is given up first: 0 an unsure match, 1 a flagged one. */
export interface FrameRecord {
  readonly id?: number;
  readonly key: string;
  readonly worth: number;
  readonly takenAt: number;
  readonly bytes: number;
  /** A `KeptFrame` when it was written; checked again when it is read. */
  readonly frame: unknown;
}

/** The signing key of this browser; the private half cannot be taken out of it. */
export interface KeyRecord {
  readonly id: 'current';
  readonly pair: CryptoKeyPair;
  readonly createdAt: number;
  /** What this key says of the one before it; checked when it is read. */
  readonly link: unknown;
  /** SHA-256 of the manifest it signed last, which the next one names; null before its first. */
  readonly lastManifest: string | null;
}

interface EvidenceTables extends DBSchema {
  frames: {
    key: number;
    value: FrameRecord;
    indexes: { key: string; worth: [number, number, number] };
  };
  keys: { key: string; value: KeyRecord };
  seals: { key: string; value: SealRecord; indexes: { key: string } };
  /** `ReportRecord`s when they were written; checked when they are read. */
  reports: { key: string; value: { readonly id: string } };
  /** `KeptRecord`s when they were written; checked when they are read. */
  records: { key: string; value: { readonly key: string; readonly readAt: number } };
}
export type EvidenceDatabase = IDBPDatabase<EvidenceTables>;

async function open(onClosed: () => void): Promise<EvidenceDatabase> {
  return openDB<EvidenceTables>(DATABASE_NAME, DATABASE_VERSION, {
    upgrade(database, from) {
      if (from < 2) database.createObjectStore('reports', { keyPath: 'id' });
      if (from < 3) database.createObjectStore('records', { keyPath: 'key' });
      if (from >= 1) return;
      const frames = database.createObjectStore('frames', { keyPath: 'id', autoIncrement: true });
      frames.createIndex('key', 'key');
      // The bytes are part of the index, so that the sum of all is known without reading one picture.
      frames.createIndex('worth', ['worth', 'takenAt', 'bytes']);
      database.createObjectStore('keys', { keyPath: 'id' });
      database.createObjectStore('seals', { keyPath: 'id' }).createIndex('key', 'key');
    },
    blocking(_mine, _theirs, event) {
      if (event.target instanceof IDBDatabase) event.target.close();
      onClosed();
    },
    terminated: onClosed,
  });
}

let opened: Promise<EvidenceDatabase> | null = null;

/** The one connection of this context. A failed open is not kept. */
export function evidenceDatabase(): Promise<EvidenceDatabase> {
  opened ??= open(() => {
    opened = null;
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** Stores a record of a backup unless one of its key is here already, which stays; answers whether it did. */
export async function addIfNew<Name extends 'records' | 'seals'>(
  name: Name,
  key: string,
  record: EvidenceTables[Name]['value'],
): Promise<boolean> {
  const { store, done } = (await evidenceDatabase()).transaction(name, 'readwrite');
  const isNew = (await store.getKey(key)) === undefined;
  if (isNew) await store.put(record);
  await done;
  return isNew;
}

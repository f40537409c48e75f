import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import * as v from 'valibot';
import { type PackFile, packFileSchema } from '../src/pack-file.ts';

const DATABASE_NAME = 'lookalike-packs';
const DATABASE_VERSION = 1;
const CHANNEL = 'lookalike-packs';

/** A pack of the person's own: data, checked again whenever it is read. */
export interface OwnPack {
  readonly id: string;
  readonly isOn: boolean;
  readonly addedAt: number;
  readonly file: PackFile;
}

interface PackTables extends DBSchema {
  packs: { key: string; value: { id: string; isOn: boolean; addedAt: number; file: unknown } };
}

const ownPackSchema = v.object({
  id: v.string(),
  isOn: v.boolean(),
  addedAt: v.pipe(v.number(), v.finite()),
  file: packFileSchema,
});

async function withDatabase<T>(work: (database: IDBPDatabase<PackTables>) => Promise<T>): Promise<T> {
  const database = await openDB<PackTables>(DATABASE_NAME, DATABASE_VERSION, {
    upgrade: (fresh) => void fresh.createObjectStore('packs', { keyPath: 'id' }),
  });
  try {
    return await work(database);
  } finally {
    // Opened for each use: packs change a few times in a year, and nothing is held up by them.
    database.close();
  }
}

/** What lies in the store and is no pack any more. */
export interface DamagedPack {
  readonly key: string;
  readonly record: unknown;
}

/** Every own pack, the oldest first, and what is damaged among them. */
export async function readAllPacks(): Promise<{ packs: OwnPack[]; damaged: DamagedPack[] }> {
  const records = await withDatabase((database) => database.getAll('packs'));
  const packs: OwnPack[] = [];
  const damaged: DamagedPack[] = [];
  for (const record of records) {
    const parsed = v.safeParse(ownPackSchema, record);
    if (parsed.success) packs.push(parsed.output);
    else damaged.push({ key: record.id, record });
  }
  return { packs: packs.sort((a, b) => a.addedAt - b.addedAt), damaged };
}

export const readOwnPacks = async (): Promise<OwnPack[]> => (await readAllPacks()).packs;

function tellPacksChanged(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('changed');
  channel.close();
}

/** Stores a pack in place of one of the same id. */
export async function putOwnPack(pack: OwnPack): Promise<void> {
  await withDatabase((database) => database.put('packs', pack));
  tellPacksChanged();
}

export async function dropPacks(ids: readonly string[]): Promise<void> {
  await withDatabase(async (database) => {
    for (const id of ids) await database.delete('packs', id);
  });
  tellPacksChanged();
}

export const removeOwnPack = (id: string): Promise<void> => dropPacks([id]);

/** Calls `handle` when own packs changed in another context, until the signal. */
export function onOwnPacksChanged(handle: () => void, signal: AbortSignal): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', handle);
  signal.addEventListener('abort', () => channel.close(), { once: true });
}

import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import * as v from 'valibot';
import { type Intake, intakeSchema } from '../../../src/intake-list.ts';

const DATABASE_NAME = 'lookalike-intake';
const DATABASE_VERSION = 1;

interface IntakeTables extends DBSchema {
  /** `order` is that of the lists. */
  posts: { key: string; value: Intake & { readonly order: number }; indexes: { order: number } };
}
type IntakeDatabase = IDBPDatabase<IntakeTables>;

async function withDatabase<T>(work: (database: IntakeDatabase) => Promise<T>): Promise<T> {
  const database = await openDB<IntakeTables>(DATABASE_NAME, DATABASE_VERSION, {
    upgrade: (fresh) => void fresh.createObjectStore('posts', { keyPath: 'address' }).createIndex('order', 'order'),
  });
  try {
    return await work(database);
  } finally {
    // Opened for each use: a post takes seconds, and no connection holds up a newer version of ours.
    database.close();
  }
}

export interface StoredPosts {
  /** In the order of their lists. */
  readonly posts: readonly Intake[];
  /** What lies in the store and is no post any more. */
  readonly damaged: readonly unknown[];
}

/** All that was taken in. */
export async function readPosts(): Promise<StoredPosts> {
  const records = await withDatabase((database) => database.getAll('posts'));
  const posts: (Intake & { order: number })[] = [];
  const damaged: unknown[] = [];
  for (const record of records) {
    const parsed = v.safeParse(intakeSchema, record);
    if (parsed.success) posts.push({ ...parsed.output, order: record.order });
    else damaged.push(record);
  }
  return { posts: posts.sort((a, b) => a.order - b.order).map(({ order, ...post }) => post), damaged };
}

/** Adds posts behind those that are there; answers how many were new. */
export const addPosts = (posts: readonly Intake[]): Promise<number> =>
  withDatabase(async (database) => {
    const { store, done } = database.transaction('posts', 'readwrite');
    const last = await store.index('order').openKeyCursor(null, 'prev');
    let order = last === null ? 0 : last.key;
    let added = 0;
    for (const post of posts) {
      if ((await store.getKey(post.address)) !== undefined) continue;
      order += 1;
      added += 1;
      await store.put({ ...post, order });
    }
    await done;
    return added;
  });

/** Gives posts another state; those that are gone stay gone. */
export const setPostStates = (changed: readonly Pick<Intake, 'address' | 'state'>[]): Promise<void> =>
  withDatabase(async (database) => {
    const { store, done } = database.transaction('posts', 'readwrite');
    for (const { address, state } of changed) {
      const known = await store.get(address);
      if (known !== undefined) await store.put({ ...known, state });
    }
    await done;
  });

/** Deletes the damaged records and keeps the others. */
export const dropDamagedPosts = (): Promise<void> =>
  withDatabase(async (database) => {
    const { store, done } = database.transaction('posts', 'readwrite');
    for (let at = await store.openCursor(); at !== null; at = await at.continue())
      if (!v.is(intakeSchema, at.value)) await at.delete();
    await done;
  });

export const dropPosts = (): Promise<void> => withDatabase((database) => database.clear('posts'));

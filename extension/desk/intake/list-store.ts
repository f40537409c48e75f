import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import * as v from 'valibot';
import { INTAKE_STATES, type Intake } from '../../../src/intake-list.ts';

const DATABASE_NAME = 'lookalike-intake';
const DATABASE_VERSION = 1;

interface IntakeTables extends DBSchema {
  /** `order` is that of the lists. */
  posts: { key: string; value: Intake & { readonly order: number }; indexes: { order: number } };
}
type IntakeDatabase = IDBPDatabase<IntakeTables>;

const intakeSchema: v.GenericSchema<unknown, Intake> = v.object({
  address: v.string(),
  note: v.string(),
  state: v.picklist(INTAKE_STATES),
});

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

/** The posts taken in, in their order. A damaged record is left out: the list it came from has it still. */
export async function readPosts(): Promise<Intake[]> {
  const records = await withDatabase((database) => database.getAllFromIndex('posts', 'order'));
  return records.flatMap((record): Intake[] => {
    const parsed = v.safeParse(intakeSchema, record);
    return parsed.success ? [parsed.output] : [];
  });
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

export const dropPosts = (): Promise<void> => withDatabase((database) => database.clear('posts'));

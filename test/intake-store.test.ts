import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  addPosts,
  dropDamagedPosts,
  dropPosts,
  readPosts,
  setPostStates,
} from '../extension/desk/intake/list-store.ts';
import type { Intake, IntakeState } from '../src/intake-list.ts';

const postAt = (id: string, state: IntakeState = 'waiting', note = ''): Intake => ({
  address: `https://videos.example/${id}`,
  note,
  state,
});
const stored = async () => (await readPosts()).posts.map(({ address, state }) => [address.split('/').at(-1), state]);

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('posts taken in', () => {
  it('come back in their order with how far each got, and the note of the report', async () => {
    expect(await addPosts([postAt('b', 'waiting', 'copied'), postAt('a')])).toBe(2);
    await setPostStates([{ address: postAt('b').address, state: 'flagged' }]);
    expect((await readPosts()).posts).toEqual([postAt('b', 'flagged', 'copied'), postAt('a')]);
  });

  it('are taken in once: another list goes behind and starts nothing anew', async () => {
    await addPosts([postAt('a'), postAt('b')]);
    await setPostStates([{ address: postAt('a').address, state: 'nothing' }]);
    expect(await addPosts([postAt('c'), postAt('a')])).toBe(1);
    expect(await stored()).toEqual([
      ['a', 'nothing'],
      ['b', 'waiting'],
      ['c', 'waiting'],
    ]);
  });

  it('that were dropped meanwhile do not come back with a late state', async () => {
    await addPosts([postAt('a')]);
    await dropPosts();
    await setPostStates([{ address: postAt('a').address, state: 'flagged' }]);
    expect(await stored()).toEqual([]);
  });

  it('are told apart from damaged records, which stay until a person drops them', async () => {
    await addPosts([postAt('a')]);
    const database = await openDB('lookalike-intake');
    // One of them has lost its place, too, and is in no index.
    await database.put('posts', { address: 'x', order: 0, state: 'nonsense' });
    await database.put('posts', { address: 'y' });
    database.close();
    const { posts, damaged } = await readPosts();
    expect([posts, damaged]).toEqual([
      [postAt('a')],
      [{ address: 'x', order: 0, state: 'nonsense' }, { address: 'y' }],
    ]);
    await dropDamagedPosts();
    expect(await readPosts()).toEqual({ posts: [postAt('a')], damaged: [] });
  });

  it('hold a list of the longest kind', async () => {
    const many = Array.from({ length: 5000 }, (_, i) => postAt(String(i)));
    expect(await addPosts(many)).toBe(5000);
    expect((await readPosts()).posts.length).toBe(5000);
  });
});

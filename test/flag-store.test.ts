import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { DATABASE_NAME, DATABASE_VERSION } from '../extension/flag-database.ts';
import { FlagStore, FlagStoreError } from '../extension/flag-store.ts';
import { raiseFlag } from '../src/raise-flag.ts';
import { troubleOf } from '../src/store-trouble.ts';
import type { VerdictKind } from '../src/verdict.ts';
import { postOf, verdictOf } from './flags.ts';

const AGE_MAX_MS = 30 * 24 * 60 * 60 * 1000;
const START = 1_800_000_000_000;
let now = START;
let damaged = 0;
let swept: [number, ReadonlySet<string>][] = [];
const openStore = (flagsMax = 1000): FlagStore =>
  new FlagStore({
    now: () => now,
    flagsMax,
    ageMaxMs: async () => AGE_MAX_MS,
    sweepEvidence: async (...told) => {
      swept.push(told);
    },
    onDamaged: () => {
      damaged += 1;
    },
  });
const putAt = (store: FlagStore, id: string, at: number, kind: VerdictKind = 'likely') =>
  store.put({ post: postOf(id), verdict: verdictOf(kind), at });

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  now = START;
  damaged = 0;
  swept = [];
});

describe('raising a flag', () => {
  it.each<[VerdictKind, VerdictKind, VerdictKind]>([
    ['possible', 'likely', 'likely'],
    ['likely', 'possible', 'likely'],
    ['likely', 'seen', 'likely'],
    ['likely', 'clear', 'likely'],
    ['possible', 'unknown', 'possible'],
    ['seen', 'possible', 'possible'],
    ['ai-only', 'likely', 'likely'],
    ['seen', 'seen', 'seen'],
  ])('%s and then %s is %s', (first, second, kept) => {
    const flag = raiseFlag(undefined, { post: postOf('1'), verdict: verdictOf(first), at: 1 });
    const next = raiseFlag(flag, { post: postOf('1'), verdict: verdictOf(second), at: 2 });
    expect([next.verdict.kind, next.firstSeenAt, next.updatedAt]).toEqual([kept, 1, 2]);
  });

  it('keeps the verdict that rests on more frames, unless the model is another', () => {
    const flag = raiseFlag(undefined, { post: postOf('1'), verdict: verdictOf('likely', { framesRead: 5 }), at: 1 });
    const raise = (more: object) => raiseFlag(flag, { post: postOf('1'), verdict: verdictOf('likely', more), at: 2 });
    expect(raise({ framesRead: 1 }).verdict.framesRead).toBe(5);
    expect(raise({ framesRead: 6 }).verdict.framesRead).toBe(6);
    expect(raise({ framesRead: 1, modelVersion: '2' }).verdict.framesRead).toBe(1);
  });
});

describe('the flag store', () => {
  it('gives back what was put, also to a store opened later', async () => {
    const put = await putAt(openStore(), '1', 10);
    expect(await openStore().get('tiktok:1')).toEqual(put);
    expect(await openStore().count()).toBe(1);
  });

  it('keeps one flag a post under verdicts that arrive together, and keeps feedback', async () => {
    const store = openStore();
    await putAt(store, '1', 1, 'possible');
    await store.setFeedback('tiktok:1', 'wrong');
    await Promise.all([putAt(store, '1', 2, 'likely'), putAt(store, '1', 3, 'possible'), putAt(store, '1', 4, 'seen')]);
    const flag = await store.get('tiktok:1');
    expect(await store.count()).toBe(1);
    expect([flag?.verdict.kind, flag?.feedback, flag?.firstSeenAt]).toEqual(['likely', 'wrong', 1]);
  });

  it('lists the newest first, only what is wanted, up to the limit', async () => {
    const store = openStore();
    await putAt(store, 'a', 1);
    await putAt(store, 'b', 3, 'seen');
    await putAt(store, 'c', 2);
    await putAt(store, 'd', 4);
    const keys = async (limit: number, isWanted = () => true) =>
      (await store.recent({ limit, isWanted })).map(({ key }) => key);
    expect(await keys(9)).toEqual(['tiktok:d', 'tiktok:b', 'tiktok:c', 'tiktok:a']);
    expect(await keys(2)).toEqual(['tiktok:d', 'tiktok:b']);
    const flags = await store.recent({ limit: 2, isWanted: (flag) => flag.verdict.kind === 'likely' });
    expect(flags.map(({ key }) => key)).toEqual(['tiktok:d', 'tiktok:c']);
  });

  it('answers feedback on a flag it does not have with undefined, and makes none', async () => {
    const store = openStore();
    expect(await store.setFeedback('tiktok:none', 'wrong')).toBeUndefined();
    expect(await store.count()).toBe(0);
  });

  it('gives up what was only seen before flags, and what a person judged last', async () => {
    now = 200;
    const store = openStore(20);
    await putAt(store, 'judged', 1);
    await store.setFeedback('tiktok:judged', 'right');
    for (let i = 0; i < 30; i += 1) await putAt(store, `flag-${i}`, 10 + i);
    for (let i = 0; i < 30; i += 1) await putAt(store, `seen-${i}`, 100 + i, 'seen');
    // Enough puts of one post to reach the next sweep.
    for (let i = 0; i < 50; i += 1) await putAt(store, 'flag-29', 200 + i);
    const left = await store.recent({ limit: 100, isWanted: () => true });
    expect(left).toHaveLength(20);
    expect(left.filter(({ verdict }) => verdict.kind === 'seen')).toEqual([]);
    expect(left.map(({ key }) => key)).toContain('tiktok:judged');
  });

  it('forgets what is older than its age bound', async () => {
    const store = openStore();
    await putAt(store, 'old', START);
    now = START + AGE_MAX_MS + 1000;
    for (let i = 0; i < 50; i += 1) await putAt(store, 'new', now);
    expect(await store.get('tiktok:old')).toBeUndefined();
    expect(await store.get('tiktok:new')).toBeDefined();
    expect(swept.at(-1)).toEqual([START + 1000, new Set(['tiktok:new'])]);
  });

  it('leaves a damaged record out and says so', async () => {
    await putAt(openStore(), 'good', 1);
    const database = await openDB(DATABASE_NAME, DATABASE_VERSION);
    await database.put('flags', { key: 'tiktok:bad', worth: 1, updatedAt: 2, flag: { post: 'none' } });
    database.close();
    const flags = await openStore().recent({ limit: 9, isWanted: () => true });
    expect(flags.map(({ key }) => key)).toEqual(['tiktok:good']);
    expect(damaged).toBe(1);
  });

  it('refuses the database of a newer version with a typed error', async () => {
    (await openDB(DATABASE_NAME, DATABASE_VERSION + 1)).close();
    const error = await putAt(openStore(), '1', 1).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FlagStoreError);
    expect(error).toMatchObject({ trouble: 'newer' });
  });

  it('makes way for a newer version and does not read what it left', async () => {
    const store = openStore();
    await putAt(store, '1', 1);
    const newer = await openDB(DATABASE_NAME, DATABASE_VERSION + 1);
    newer.close();
    await expect(store.get('tiktok:1')).rejects.toMatchObject({ trouble: 'newer' });
  });

  it('works again after the browser refused once', async () => {
    const store = openStore();
    const real = globalThis.indexedDB;
    const refuse = () => {
      throw new DOMException('No room', 'QuotaExceededError');
    };
    globalThis.indexedDB = { open: refuse } as unknown as IDBFactory;
    await expect(putAt(store, '1', 1)).rejects.toMatchObject({ trouble: 'full' });
    globalThis.indexedDB = real;
    expect((await putAt(store, '1', 1)).key).toBe('tiktok:1');
  });

  it.each([
    ['QuotaExceededError', 'full'],
    ['VersionError', 'newer'],
    ['NotFoundError', 'damaged'],
    ['InvalidStateError', 'unavailable'],
    ['SecurityError', 'unavailable'],
  ])('%s is told as %s', (name, trouble) => {
    expect(troubleOf(new DOMException('', name))).toBe(trouble);
  });
});

import { computed, signal } from '@preact/signals';
import { accountOf } from '../../../src/accounts.ts';
import { type CasePost, casesOf, keysOnList } from '../../../src/cases.ts';
import { hashCsv, parseHashes } from '../../../src/hash-list.ts';
import { say } from '../../ui/say.ts';
import { datedName, download } from '../download.ts';
import { badRows } from '../intake/state.ts';
import { attempt, tell } from '../notice.ts';
import { settings } from '../settings.ts';
import { followFrames, hashNewFrames } from './frame-hashing.ts';
import {
  addKnown,
  changeKnown,
  damagedKnown,
  dropDamagedKnown,
  followHashes,
  frameHashes,
  knownHashes,
  readHashes,
} from './hash-store.ts';
import { rows } from './rows.ts';

const isSame = (a: CasePost, b: CasePost | undefined): boolean =>
  a.key === b?.key && a.permalink === b.permalink && a.hashes === b.hashes;

/** After the next paint. */
const JOIN_AFTER_MS = 50;
const NO_HASHES: readonly string[] = [];
let lastPosts: readonly CasePost[] = [];
/** The same list as long as nothing in it changes: a decision leaves the cases as they are. */
const posts = computed<readonly CasePost[]>(() => {
  const next = [...rows.value.values()].map(({ key, permalink }) => ({
    key,
    permalink,
    hashes: frameHashes.value[key] ?? NO_HASHES,
  }));
  const isUnchanged = next.length === lastPosts.length && next.every((post, i) => isSame(post, lastPosts[i]));
  if (!isUnchanged) lastPosts = next;
  return lastPosts;
});
/** Each flag that shows the same video as another, to all flags of its case. */
export const cases = signal<ReadonlyMap<string, readonly string[]>>(new Map());

/** Joins posts once what changed is on the screen: with ten thousand of them it takes a moment. */
function followPosts(): void {
  let isWaiting = false;
  posts.subscribe(() => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      cases.value = casesOf(posts.value);
    }, JOIN_AFTER_MS);
  });
}

const knownByHash = computed(() => {
  const list = knownHashes.value.map(({ hash }) => hash);
  return list.length === 0 ? new Set<string>() : keysOnList(posts.value, list);
});
/** Flags that a person knows to be good: by their frames, or by the account that posted them. */
export const knownKeys = computed(() => {
  const { allowedAccounts } = settings.value;
  if (allowedAccounts.length === 0) return knownByHash.value;
  const keys = new Set(knownByHash.value);
  for (const row of rows.value.values()) if (allowedAccounts.includes(accountOf(row))) keys.add(row.key);
  return keys;
});

export function startCases(life: AbortSignal): void {
  followHashes(life);
  followFrames(life);
  followPosts();
  attempt(async () => {
    await readHashes();
    await hashNewFrames();
  });
}

/** Frames of this flag are good from now on: it and whatever shows the same leaves the queue. */
export const callKnownGood = (key: string, note: string): void =>
  attempt(async () => {
    const hashes = frameHashes.value[key] ?? [];
    await addKnown(hashes.map((hash) => ({ hash, note })));
    tell(say('desk_known_added', String(hashes.length)));
  });

export const importHashes = (file: File): void =>
  attempt(async () => {
    const { hashes, bad } = parseHashes(await file.text());
    await addKnown(hashes);
    badRows.value = bad;
    tell(say('desk_known_imported', String(hashes.length), String(bad.length)));
  });

export const exportKnown = (): void => download(datedName('known-good', 'csv'), hashCsv(knownHashes.value), 'text/csv');

/** Hashes of what was confirmed, escalated or reported, for others to look out for. */
export function exportFlagged(): void {
  const flagged = [...rows.value.values()].filter(({ state }) =>
    ['confirmed', 'escalated', 'reported'].includes(state),
  );
  const list = flagged.flatMap(({ key, entries }) =>
    (frameHashes.value[key] ?? []).map((hash) => ({ hash, note: entries.join(' ') })),
  );
  download(datedName('flagged-hashes', 'csv'), hashCsv(list), 'text/csv');
  tell(say('desk_hashes_exported', String(list.length)));
}

export const forgetKnown = (): void => attempt(() => changeKnown(() => []));

/** Saves damaged rows of the known-good list, as they lie there, and lets go of them. */
export const dropDamagedHashes = (): void =>
  attempt(async () => {
    download(datedName('damaged-hashes', 'json'), JSON.stringify(damagedKnown.value), 'application/json');
    await dropDamagedKnown();
  });

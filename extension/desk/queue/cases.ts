import { computed } from '@preact/signals';
import { accountOf } from '../../../src/accounts.ts';
import { type CasePost, casesOf, keysOnList } from '../../../src/cases.ts';
import { hashCsv, parseHashes } from '../../../src/hash-list.ts';
import { say } from '../../ui/say.ts';
import { datedName, download } from '../download.ts';
import { badRows } from '../intake/state.ts';
import { attempt, tell } from '../notice.ts';
import { settings } from '../settings.ts';
import { followFrames, hashNewFrames } from './frame-hashing.ts';
import { addKnown, changeKnown, followHashes, frameHashes, knownHashes, readHashes } from './hash-store.ts';
import { rows } from './rows.ts';

const posts = computed<readonly CasePost[]>(() =>
  [...rows.value.values()].map(({ key, permalink }) => ({ key, permalink, hashes: frameHashes.value[key] ?? [] })),
);
/** Each flag that shows the same video as another, to all flags of its case. */
export const cases = computed(() => casesOf(posts.value));
/** Flags that a person knows to be good: by their frames, or by the account that posted them. */
export const knownKeys = computed(() => {
  const list = knownHashes.value.map(({ hash }) => hash);
  const keys = list.length === 0 ? new Set<string>() : keysOnList(posts.value, list);
  const { allowedAccounts } = settings.value;
  if (allowedAccounts.length === 0) return keys;
  for (const row of rows.value.values()) if (allowedAccounts.includes(accountOf(row))) keys.add(row.key);
  return keys;
});

export function startCases(life: AbortSignal): void {
  followHashes(life);
  followFrames(life);
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

import { computed, signal } from '@preact/signals';
import * as v from 'valibot';
import { accountOf } from '../../../src/accounts.ts';
import { type CasePost, casesOf, keysOnList } from '../../../src/cases.ts';
import { HASHES_MAX, hashCsv, type KnownHash, parseHashes } from '../../../src/hash-list.ts';
import { isPdq, PDQ_QUALITY_MIN, pdqOf } from '../../../src/pdq.ts';
import { browser } from '../../browser.ts';
import { keptFrames, keysWithFrames } from '../../frame-store.ts';
import { say } from '../../ui/say.ts';
import { datedName, download } from '../download.ts';
import { badRows } from '../intake/state.ts';
import { attempt, tell } from '../notice.ts';
import { settings } from '../settings.ts';
import { rows } from './rows.ts';

/** Hashes of frames by flag; they outlive the frames, which a quota lets go of. */
const HASHES_KEY = 'frame-hashes';
const KNOWN_KEY = 'known-hashes';
/** About 1.5 MB of storage. */
const HASHED_MAX = 10_000;

const hex = v.pipe(v.string(), v.check(isPdq));
const hashesSchema = v.record(v.string(), v.array(hex));
const knownSchema = v.pipe(v.array(v.object({ hash: hex, note: v.string() })), v.maxLength(HASHES_MAX));

export const frameHashes = signal<Readonly<Record<string, readonly string[]>>>({});
export const knownHashes = signal<readonly KnownHash[]>([]);

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

async function hashesOf(key: string): Promise<string[]> {
  const found: string[] = [];
  for (const { still, input } of await keptFrames(key)) {
    const bitmap = await createImageBitmap(new Blob([still ?? input], { type: 'image/png' }));
    // The published code shrinks large pictures to this side first.
    const scale = Math.min(1, 512 / Math.max(bitmap.width, bitmap.height));
    const [width, height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)];
    const pen = new OffscreenCanvas(width, height).getContext('2d');
    pen?.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    if (pen === null) continue;
    const hash = pdqOf(width, height, pen.getImageData(0, 0, width, height).data);
    if (hash.quality >= PDQ_QUALITY_MIN) found.push(hash.hex);
  }
  return found;
}

/** Hashes what is new among the kept frames. Damaged frames are left out and tried again next time. */
async function hashNew(): Promise<void> {
  const stored = await browser.storage.local.get([HASHES_KEY, KNOWN_KEY]);
  const hashes = v.safeParse(hashesSchema, stored[HASHES_KEY]);
  const known = v.safeParse(knownSchema, stored[KNOWN_KEY]);
  if (known.success) knownHashes.value = known.output;
  const all: Record<string, readonly string[]> = hashes.success ? { ...hashes.output } : {};
  frameHashes.value = all;
  const fresh = (await keysWithFrames()).filter((key) => !(key in all));
  for (const key of fresh) {
    try {
      all[key] = await hashesOf(key);
    } catch (error) {
      console.warn('A kept frame cannot be read:', error);
    }
  }
  if (fresh.length === 0) return;
  const kept = Object.fromEntries(Object.entries(all).slice(-HASHED_MAX));
  frameHashes.value = kept;
  await browser.storage.local.set({ [HASHES_KEY]: kept });
}

export const startCases = (): void => attempt(hashNew);

async function keepKnown(list: readonly KnownHash[]): Promise<void> {
  knownHashes.value = list.slice(-HASHES_MAX);
  await browser.storage.local.set({ [KNOWN_KEY]: knownHashes.value });
}

/** Frames of this flag are good from now on: it and whatever shows the same leaves the queue. */
export const callKnownGood = (key: string, note: string): void =>
  attempt(async () => {
    const hashes = frameHashes.value[key] ?? [];
    const others = knownHashes.value.filter(({ hash }) => !hashes.includes(hash));
    await keepKnown([...others, ...hashes.map((hash) => ({ hash, note }))]);
    tell(say('desk_known_added', String(hashes.length)));
  });

export const importHashes = (file: File): void =>
  attempt(async () => {
    const { hashes, bad } = parseHashes(await file.text());
    const added = new Set(hashes.map(({ hash }) => hash));
    await keepKnown([...knownHashes.value.filter(({ hash }) => !added.has(hash)), ...hashes]);
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

export const forgetKnown = (): void => attempt(() => keepKnown([]));

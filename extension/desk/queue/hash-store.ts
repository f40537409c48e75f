import { signal } from '@preact/signals';
import * as v from 'valibot';
import { HASHES_MAX, type KnownHash } from '../../../src/hash-list.ts';
import { isPdq } from '../../../src/pdq.ts';
import { browser } from '../../browser.ts';
import { attempt } from '../notice.ts';

/** Hashes of frames by flag; they outlive the frames, which a quota lets go of. */
const HASHES_KEY = 'frame-hashes';
const KNOWN_KEY = 'known-hashes';
/** About 1.5 MB of storage. */
const HASHED_MAX = 10_000;
/** Held while a list is read and written, so that two desks never undo each other. */
const LOCK = 'lookalike-hashes';

export type FrameHashes = Readonly<Record<string, readonly string[]>>;

const hex = v.pipe(v.string(), v.check(isPdq));
const hashesSchema = v.record(v.string(), v.unknown());
const knownSchema = v.object({ hash: hex, note: v.string() });

export const frameHashes = signal<FrameHashes>({});
export const knownHashes = signal<readonly KnownHash[]>([]);
/** What lies among the known-good hashes and is none. */
export const damagedKnown = signal<readonly unknown[]>([]);

/** Hashes of a frame that are damaged are made anew from it. */
function hashesFrom(stored: unknown): FrameHashes {
  const all = v.safeParse(hashesSchema, stored);
  return Object.fromEntries(
    Object.entries(all.success ? all.output : {}).flatMap(([key, hashes]): [string, string[]][] => {
      const parsed = v.safeParse(v.array(hex), hashes);
      return parsed.success ? [[key, parsed.output]] : [];
    }),
  );
}

/** Good rows, and what is none of them. A list that is no list is one damaged row. */
function knownFrom(stored: unknown): { list: KnownHash[]; damaged: unknown[] } {
  const rows: unknown[] = Array.isArray(stored) ? stored : stored === undefined ? [] : [stored];
  const damaged = rows.filter((row) => !v.is(knownSchema, row));
  return { list: rows.filter((row) => v.is(knownSchema, row)), damaged };
}

type Known = ReturnType<typeof knownFrom>;

function takeKnown({ list, damaged }: Known): void {
  knownHashes.value = list;
  damagedKnown.value = damaged;
}

export async function readHashes(): Promise<void> {
  const stored = await browser.storage.local.get([HASHES_KEY, KNOWN_KEY]);
  frameHashes.value = hashesFrom(stored[HASHES_KEY]);
  takeKnown(knownFrom(stored[KNOWN_KEY]));
}

/** Follows what another desk changes. */
export function followHashes(life: AbortSignal): void {
  const listener = (changes: object, area: string): void => {
    if (area === 'local' && (HASHES_KEY in changes || KNOWN_KEY in changes)) attempt(readHashes);
  };
  browser.storage.onChanged.addListener(listener);
  life.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener), { once: true });
}

const storeKnown = (next: (known: Known) => Known): Promise<void> =>
  navigator.locks.request(LOCK, async () => {
    const known = next(knownFrom((await browser.storage.local.get(KNOWN_KEY))[KNOWN_KEY]));
    await browser.storage.local.set({ [KNOWN_KEY]: [...known.damaged, ...known.list] });
    takeKnown(known);
  });

/** Changes the known-good list as it is stored now; the newest are kept where there are too many, and damaged rows too. */
export const changeKnown = (next: (list: readonly KnownHash[]) => readonly KnownHash[]): Promise<void> =>
  storeKnown(({ list, damaged }) => ({ list: next(list).slice(-HASHES_MAX), damaged }));

/** Lets go of rows that are damaged. */
export const dropDamagedKnown = (): Promise<void> => storeKnown(({ list }) => ({ list, damaged: [] }));

/** Adds hashes to the list, each once; a newer note stands for an older one. */
export function addKnown(added: readonly KnownHash[]): Promise<void> {
  const hashes = new Set(added.map(({ hash }) => hash));
  return changeKnown((list) => [...list.filter(({ hash }) => !hashes.has(hash)), ...added]);
}

export const addFrameHashes = (added: FrameHashes): Promise<void> =>
  navigator.locks.request(LOCK, async () => {
    const stored = hashesFrom((await browser.storage.local.get(HASHES_KEY))[HASHES_KEY]);
    const all = Object.fromEntries(Object.entries({ ...stored, ...added }).slice(-HASHED_MAX));
    await browser.storage.local.set({ [HASHES_KEY]: all });
    frameHashes.value = all;
  });

export const forgetHashes = (): Promise<void> =>
  navigator.locks.request(LOCK, async () => {
    await browser.storage.local.remove([HASHES_KEY, KNOWN_KEY]);
    await readHashes();
  });

import type { Flag } from '../../../src/flag.ts';
import type { QueueFilter } from '../../../src/queue-filter.ts';
import { type QueueRow, rowOf } from '../../../src/queue-row.ts';
import { onFlagsChanged } from '../../flag-news.ts';
import { FlagStoreError } from '../../flag-store.ts';
import { say } from '../../ui/say.ts';
import { flagStore, storeTrouble } from '../flag-access.ts';
import { attempt, tellBad } from '../notice.ts';
import { showFrames } from './frames.ts';
import {
  currentIndex,
  currentKey,
  filter,
  isComplete,
  isReportOpen,
  note,
  now,
  opened,
  picked,
  rows,
  shown,
} from './state.ts';

/** Chooses the flag that the detail view shows. */
export function select(key: string | null): void {
  if (key === currentKey.value) return;
  currentKey.value = key;
  isReportOpen.value = false;
  note.value = '';
  attempt(openCurrent);
}

async function openCurrent(): Promise<void> {
  const key = currentKey.value;
  const flag = key === null ? undefined : await flagStore.get(key);
  // Keys are pressed faster than a disk answers: only the last one chosen is shown.
  const isStillOpen = (): boolean => key === currentKey.value;
  if (!isStillOpen()) return;
  const isOther = opened.value?.key !== flag?.key;
  opened.value = flag ?? null;
  if (isOther) await showFrames(flag?.key ?? null, isStillOpen);
}

/** Moves by so many rows, staying inside the list. */
export function move(by: number): void {
  const last = shown.value.length - 1;
  const next = currentIndex.value < 0 ? 0 : Math.min(last, Math.max(0, currentIndex.value + by));
  select(shown.value[next]?.key ?? null);
}

/** The key that follows once these are gone from the list: the next one down, else the next one up. */
export function keyAfter(gone: ReadonlySet<string>): string | null {
  const list = shown.value;
  const from = Math.max(0, currentIndex.value);
  const stays = ({ key }: QueueRow): boolean => !gone.has(key);
  return (list.slice(from).find(stays) ?? list.slice(0, from).findLast(stays))?.key ?? null;
}

export function changeFilter(part: Partial<QueueFilter>): void {
  filter.value = { ...filter.value, ...part };
  picked.value = new Set();
  if (currentIndex.value < 0) select(shown.value[0]?.key ?? null);
}

function putRows(flags: readonly Flag[], gone: readonly string[] = []): void {
  const next = new Map(rows.value);
  for (const key of gone) next.delete(key);
  for (const flag of flags) next.set(flag.key, rowOf(flag));
  rows.value = next;
}

/** Reads every flag. The first batch is drawn at once; the rest joins it in one step, since each step sorts all. */
async function readAll(onFirst: () => void = () => undefined): Promise<void> {
  let isFirst = true;
  const all = new Map<string, QueueRow>();
  await flagStore.readAll((flags) => {
    for (const flag of flags) all.set(flag.key, rowOf(flag));
    if (isFirst && rows.value.size === 0) {
      rows.value = new Map(all);
      select(shown.value[0]?.key ?? null);
    }
    if (isFirst) onFirst();
    isFirst = false;
  });
  rows.value = all;
  isComplete.value = true;
  now.value = Date.now();
  if (currentIndex.value < 0) select(shown.value[0]?.key ?? null);
}

async function readChanged(keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return readAll();
  const flags = await flagStore.getMany(keys);
  const known = new Set(flags.map(({ key }) => key));
  putRows(
    flags,
    keys.filter((key) => !known.has(key)),
  );
  now.value = Date.now();
  if (currentKey.value !== null && keys.includes(currentKey.value)) await openCurrent();
}

/** What this page changed itself; the news of it goes to the other pages only. */
export function takeChanged(flags: readonly Flag[]): void {
  putRows(flags);
  const current = flags.find(({ key }) => key === currentKey.value);
  if (current !== undefined) opened.value = current;
}

/** Verdicts of a busy feed come in bursts; one reading a moment shows them all. */
const FOLLOW_EVERY_MS = 300;

function follow(life: AbortSignal): void {
  let waiting: Set<string> | 'all' | null = null;
  const read = (): void => {
    const keys = waiting === 'all' || waiting === null ? [] : [...waiting];
    waiting = null;
    attempt(() => readChanged(keys));
  };
  onFlagsChanged((keys) => {
    if (waiting === null) setTimeout(read, FOLLOW_EVERY_MS);
    waiting ??= new Set();
    if (keys.length === 0) waiting = 'all';
    else if (waiting !== 'all') for (const key of keys) waiting.add(key);
  }, life);
}

/** Reads the stored flags and follows every change, whoever makes it. Resolves when the first are listed, or cannot be. */
export function startQueue(life: AbortSignal): Promise<void> {
  follow(life);
  return new Promise((resolve) => {
    readAll(resolve).catch((error: unknown) => {
      console.error('Lookalike desk:', error);
      isComplete.value = true;
      if (error instanceof FlagStoreError) storeTrouble.value = error.trouble;
      else tellBad(say('popup_failed'));
      resolve();
    });
  });
}

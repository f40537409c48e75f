import { signal } from '@preact/signals';
import type { BadRow } from '../../../src/bad-row.ts';
import type { Flag } from '../../../src/flag.ts';
import type { KeepDays } from '../../../src/settings.ts';
import { DATABASE_NAME } from '../../flag-database.ts';
import { tellFlagsChanged } from '../../flag-news.ts';
import { heldBytes } from '../../frame-store.ts';
import { dropDatabase, rawCopyOf } from '../../rescue.ts';
import { updateSettings } from '../../settings-store.ts';
import { language, say } from '../../ui/say.ts';
import { datedName, download } from '../download.ts';
import { flagStore, storeTrouble } from '../flag-access.ts';
import { attempt, tell } from '../notice.ts';
import { settings } from '../settings.ts';

export interface Use {
  readonly flags: number;
  /** Bytes of the kept frames alone. */
  readonly frames: number;
  /** Bytes in all, frames and packs included, as the browser counts them; null where it does not say. */
  readonly bytes: number | null;
}
export const use = signal<Use | null>(null);
/** Rows of the last file that could not be read. */
export const badRows = signal<readonly BadRow[]>([]);
/** True once the raw copy was handed over; only then may damage be dropped. */
export const isRescued = signal(false);

const count = (value: number): string => new Intl.NumberFormat(language()).format(value);

export async function readUse(): Promise<void> {
  const [flags, frames, { usage = null }] = await Promise.all([
    flagStore.count(),
    heldBytes(),
    navigator.storage.estimate(),
  ]);
  use.value = { flags, frames, bytes: usage };
}

export async function allFlags(): Promise<Map<string, Flag>> {
  const flags = new Map<string, Flag>();
  await flagStore.readAll((batch) => {
    for (const flag of batch) flags.set(flag.key, flag);
  });
  return flags;
}

export function keepFor(keepDays: KeepDays): void {
  attempt(async () => {
    settings.value = await updateSettings(() => ({ keepDays }));
  });
}

/** Deletes what is older than the chosen time now, instead of with one of the next new flags. */
export const deleteOld = (): void =>
  attempt(async () => {
    tell(say('desk_deleted_old', count(await flagStore.sweepNow())));
    await readUse();
  });

/** A copy of the database as it lies there, readable or not. */
export const saveRescueCopy = (): void =>
  attempt(async () => {
    const copy = await rawCopyOf(DATABASE_NAME);
    download(datedName('rescue', 'json'), JSON.stringify(copy), 'application/json');
    isRescued.value = true;
    tell(say('desk_rescued'));
  });

/** Begins an empty store, after the copy, and puts back what can be read. */
export const dropDamaged = (): void =>
  attempt(async () => {
    const good = storeTrouble.value === 'newer' ? [] : [...(await allFlags()).values()];
    await dropDatabase(DATABASE_NAME);
    await flagStore.putAll(good);
    storeTrouble.value = null;
    isRescued.value = false;
    tellFlagsChanged([]);
    tell(say('desk_damage_dropped', count(good.length)));
    await readUse();
  });

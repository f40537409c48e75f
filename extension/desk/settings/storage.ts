import { signal } from '@preact/signals';
import { backupFile, readBackup } from '../../../src/backup-file.ts';
import { type BadRow, badRow } from '../../../src/bad-row.ts';
import type { Flag } from '../../../src/flag.ts';
import { mergeFlags } from '../../../src/merge-flags.ts';
import type { KeepDays } from '../../../src/settings.ts';
import { publicKeyHere, rememberLostKey } from '../../evidence-key.ts';
import { DATABASE_NAME } from '../../flag-database.ts';
import { tellFlagsChanged } from '../../flag-news.ts';
import { readOwnPacks } from '../../own-packs.ts';
import { dropDatabase, rawCopyOf } from '../../rescue.ts';
import { readSettings, updateSettings } from '../../settings-store.ts';
import { language, say } from '../../ui/say.ts';
import { wipeEvidence } from '../../wipe-evidence.ts';
import { datedName, download } from '../download.ts';
import { flagStore, storeTrouble } from '../flag-access.ts';
import { attempt, tell, tellBad } from '../notice.ts';
import { restorePack } from '../packs/actions.ts';
import { settings } from '../settings.ts';

export interface Use {
  readonly flags: number;
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
  const [flags, { usage = null }] = await Promise.all([flagStore.count(), navigator.storage.estimate()]);
  use.value = { flags, bytes: usage };
}

export async function allFlags(): Promise<Map<string, Flag>> {
  const flags = new Map<string, Flag>();
  await flagStore.readAll((batch) => {
    for (const flag of batch) flags.set(flag.key, flag);
  });
  return flags;
}

export async function saveBackup(): Promise<void> {
  const flags = await allFlags();
  const backup = {
    settings: await readSettings(),
    flags: [...flags.values()],
    evidenceKey: await publicKeyHere(),
    packs: (await readOwnPacks()).map(({ file }) => file),
  };
  download(datedName('backup', 'json'), backupFile(backup, Date.now()), 'application/json');
  tell(say('desk_backup_saved', count(flags.size)));
}

/** Puts own packs back, one by one; what no longer goes with the model is named. */
async function restorePacks(packs: readonly unknown[]): Promise<BadRow[]> {
  const bad: BadRow[] = [];
  for (const [index, pack] of packs.entries()) {
    const why = await restorePack(pack);
    if (why !== null) bad.push(badRow(index + 1, 'bad-pack', why));
  }
  return bad;
}

async function restore(text: string): Promise<void> {
  const read = readBackup(text);
  if (read.kind !== 'read') {
    tellBad(read.kind === 'newer' ? say('desk_restore_newer') : say('desk_restore_not_ours'));
    return;
  }
  const { flags, conflicts } = mergeFlags(await allFlags(), read.backup.flags);
  await flagStore.putAll(flags);
  tellFlagsChanged([]);
  settings.value = await updateSettings(() => read.backup.settings);
  await rememberLostKey(read.backup.evidenceKey);
  badRows.value = [...read.bad, ...(await restorePacks(read.backup.packs))];
  tell(say('desk_restored', count(flags.length), count(conflicts.length), count(badRows.value.length)));
  await readUse();
}

export const restoreFile = (file: File): void => attempt(async () => restore(await file.text()));

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

export const wipe = (isBackedUp: boolean): void =>
  attempt(async () => {
    if (isBackedUp) await saveBackup();
    await flagStore.wipe();
    await wipeEvidence();
    tellFlagsChanged([]);
    tell(say('desk_wiped'));
    await readUse();
  });

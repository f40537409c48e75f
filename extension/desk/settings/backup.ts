import { signal } from '@preact/signals';
import { type Backup, backupFile, type ReadBackup, readBackup } from '../../../src/backup-file.ts';
import { frameFromLine, frameLine } from '../../../src/backup-frames.ts';
import { type BadRow, badRow } from '../../../src/bad-row.ts';
import { mergeFlags } from '../../../src/merge-flags.ts';
import { publicKeyHere, rememberLostKey } from '../../evidence-key.ts';
import { tellFlagsChanged } from '../../flag-news.ts';
import { allFrames, heldBytes, KEPT_BYTES_MAX, type Restored, restoreFrame, sizeOf } from '../../frame-store.ts';
import { readOwnPacks } from '../../own-packs.ts';
import { allReports, restoreReport } from '../../report-store.ts';
import { readSettings, updateSettings } from '../../settings-store.ts';
import { linesOf } from '../../text-lines.ts';
import { language, say } from '../../ui/say.ts';
import { datedName, download } from '../download.ts';
import { flagStore } from '../flag-access.ts';
import { attempt, tell, tellBad } from '../notice.ts';
import { restorePack } from '../packs/actions.ts';
import { hashNewFrames } from '../queue/frame-hashing.ts';
import { addFrameHashes, addKnown, frameHashes, knownHashes, readHashes } from '../queue/hash-store.ts';
import { settings } from '../settings.ts';
import { allFlags, badRows, readUse } from './storage.ts';

/** Whether kept frames go into a backup: they are most of its size. */
export const hasFrames = signal(true);

const count = (value: number): string => new Intl.NumberFormat(language()).format(value);

async function everything(): Promise<Backup> {
  await readHashes();
  return {
    settings: await readSettings(),
    flags: [...(await allFlags()).values()],
    evidenceKey: await publicKeyHere(),
    packs: (await readOwnPacks()).map(({ file }) => file),
    knownHashes: knownHashes.value,
    frameHashes: frameHashes.value,
    reports: await allReports(),
  };
}

/** Frame by frame as blobs, which a browser keeps out of the page's memory: all of them may be hundreds of megabytes. */
async function framesAsLines(): Promise<Blob[]> {
  const lines: Blob[] = [];
  for await (const frame of allFrames()) lines.push(new Blob([frameLine(frame)]));
  return lines;
}

export async function saveBackup(): Promise<void> {
  tell(say('desk_pack_working'));
  const backup = await everything();
  const frames = hasFrames.value ? await framesAsLines() : [];
  download(datedName('backup', 'jsonl'), new Blob([backupFile(backup, Date.now()), ...frames]), 'application/jsonl');
  tell(say('desk_backup_saved', count(backup.flags.length), count(frames.length)));
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

interface RestoredFrames {
  readonly counts: Readonly<Record<Restored, number>>;
  readonly bad: readonly BadRow[];
}

async function restoreFrames(lines: AsyncIterable<string>): Promise<RestoredFrames> {
  const counts: Record<Restored, number> = { restored: 0, known: 0, 'no-room': 0 };
  const bad: BadRow[] = [];
  let room = KEPT_BYTES_MAX - (await heldBytes());
  // The first line is everything else.
  let row = 1;
  for await (const line of lines) {
    row += 1;
    const frame = frameFromLine(line, Date.now());
    if (frame === null) bad.push(badRow(row, 'bad-frame'));
    else {
      const outcome = await restoreFrame(frame, room);
      counts[outcome] += 1;
      if (outcome === 'restored') room -= sizeOf(frame);
    }
  }
  return { counts, bad };
}

/** Flags, settings, packs, hashes and reports of the first line. Answers how many flags came, and how many wait for a person. */
async function restoreRest(backup: Backup): Promise<{ restored: number; conflicts: number; bad: BadRow[] }> {
  const { flags, conflicts } = mergeFlags(await allFlags(), backup.flags);
  await flagStore.putAll(flags);
  tellFlagsChanged([]);
  settings.value = await updateSettings(() => backup.settings);
  await rememberLostKey(backup.evidenceKey);
  await addKnown(backup.knownHashes);
  await addFrameHashes(backup.frameHashes);
  for (const report of backup.reports) await restoreReport(report);
  return { restored: flags.length, conflicts: conflicts.length, bad: await restorePacks(backup.packs) };
}

/** Nobody lays out more by hand, and a film that was dropped by mistake is not read whole. */
const TEXT_MAX = 128 * 1024 * 1024;

interface Opened {
  readonly read: ReadBackup;
  /** What follows the first line. */
  readonly frames: AsyncIterable<string>;
}

/** Reads the first line; where somebody laid its JSON out over many lines, the whole file is that line. */
async function open(file: File): Promise<Opened> {
  const frames = linesOf(file);
  const { value } = await frames.next().catch((error: unknown) => {
    if (error instanceof RangeError) return { value: undefined };
    throw error;
  });
  const read = readBackup(typeof value === 'string' ? value : '');
  if (read.kind !== 'not-json' || file.size > TEXT_MAX) return { read, frames };
  await frames.return(undefined);
  return { read: readBackup(await file.text()), frames };
}

function framesText({ restored, known, 'no-room': noRoom }: RestoredFrames['counts']): string {
  if (restored + known + noRoom === 0) return '';
  return say('desk_restored_frames', count(restored), count(known), count(noRoom));
}

async function restore(file: File): Promise<void> {
  tell(say('desk_pack_working'));
  const { read, frames } = await open(file);
  if (read.kind !== 'read') {
    tellBad(read.kind === 'newer' ? say('desk_restore_newer') : say('desk_restore_not_ours'));
    return;
  }
  const rest = await restoreRest(read.backup);
  const { counts, bad } = await restoreFrames(frames);
  badRows.value = [...read.bad, ...rest.bad, ...bad];
  const flags = say('desk_restored', count(rest.restored), count(rest.conflicts), count(badRows.value.length));
  tell(`${flags} ${framesText(counts)}`.trim());
  await hashNewFrames();
  await readUse();
}

export const restoreFile = (file: File): void => attempt(() => restore(file));

import { type Backup, type ReadBackup, readBackup } from '../../../src/backup-file.ts';
import { type BackupLine, readLine } from '../../../src/backup-lines.ts';
import { type BadRow, badRow } from '../../../src/bad-row.ts';
import { mergeFlags } from '../../../src/merge-flags.ts';
import { followKey } from '../../evidence-key.ts';
import { tellFlagsChanged } from '../../flag-news.ts';
import { heldBytes, KEPT_BYTES_MAX, type Restored, restoreFrame, sizeOf } from '../../frame-store.ts';
import { restoreOwnerProfile } from '../../owner-profile-store.ts';
import { restoreRecord } from '../../record-store.ts';
import { restoreReport } from '../../report-store.ts';
import { restoreSeal } from '../../seal-journal.ts';
import { updateSettings } from '../../settings-store.ts';
import { LINE_MAX, linesOf, TooLong } from '../../text-lines.ts';
import { language, say } from '../../ui/say.ts';
import { flagStore } from '../flag-access.ts';
import { readList } from '../intake/list.ts';
import { addPosts } from '../intake/list-store.ts';
import { attempt, tell, tellBad } from '../notice.ts';
import { restorePack } from '../packs/actions.ts';
import { hashNewFrames } from '../queue/frame-hashing.ts';
import { addFrameHashes, addKnown } from '../queue/hash-store.ts';
import { settings } from '../settings.ts';
import { megabytes } from './megabytes.ts';
import { createProgress } from './progress.ts';
import { allFlags, badRows, readUse } from './storage.ts';

/** Twice what a backup with every frame and twenty thousand flags takes. */
const FILE_MAX = 1024 * 1024 * 1024;

const count = (value: number): string => new Intl.NumberFormat(language()).format(value);

/** Puts own packs back, one by one; what no longer goes with the model is named. */
async function restorePacks(packs: readonly unknown[]): Promise<BadRow[]> {
  const bad: BadRow[] = [];
  for (const [index, pack] of packs.entries()) {
    const why = await restorePack(pack);
    if (why !== null) bad.push({ ...badRow(index + 1, 'bad-pack', why), file: 'packs' });
  }
  return bad;
}

interface RestoredRest {
  readonly flags: number;
  /** Flags on which another decision stands here. */
  readonly conflicts: number;
  readonly seals: number;
  readonly hasNewKey: boolean;
  readonly bad: readonly BadRow[];
}

async function restoreSeals({ seals }: Backup): Promise<number> {
  let restored = 0;
  for (const seal of seals) restored += Number(await restoreSeal({ ...seal, restoredAt: Date.now() }));
  return restored;
}

/** All of the first line. */
async function restoreRest(backup: Backup): Promise<RestoredRest> {
  const { flags, conflicts } = mergeFlags(await allFlags(), backup.flags);
  await flagStore.putAll(flags);
  tellFlagsChanged([]);
  settings.value = await updateSettings(() => backup.settings);
  await addKnown(backup.knownHashes);
  await addFrameHashes(backup.frameHashes);
  for (const report of backup.reports) await restoreReport(report);
  await restoreOwnerProfile(backup.profile);
  await addPosts(backup.intake);
  await readList();
  return {
    flags: flags.length,
    conflicts: conflicts.length,
    seals: await restoreSeals(backup),
    hasNewKey: await followKey(backup.evidenceKey),
    bad: await restorePacks(backup.packs),
  };
}

type Counts = Record<Restored | 'records', number>;

interface RestoredLines {
  readonly counts: Readonly<Counts>;
  readonly bad: readonly BadRow[];
}

/** Puts back what follows the first line, as far as there is room. */
class LineRestorer {
  readonly counts: Counts = { restored: 0, known: 0, 'no-room': 0, records: 0 };
  readonly bad: BadRow[] = [];
  #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  async take(line: BackupLine, row: number): Promise<void> {
    if (line.kind === 'bad') this.bad.push(badRow(row, line.fault, line.detail));
    else if (line.kind === 'record') this.counts.records += Number(await restoreRecord(line.record));
    else {
      const outcome = await restoreFrame(line.frame, this.#room);
      this.counts[outcome] += 1;
      if (outcome === 'restored') this.#room -= sizeOf(line.frame);
    }
  }
}

async function restoreLines(lines: AsyncIterable<string>, onBytes: (bytes: number) => void): Promise<RestoredLines> {
  const restorer = new LineRestorer(KEPT_BYTES_MAX - (await heldBytes()));
  // The first line is everything else.
  let row = 1;
  let bytes = 0;
  try {
    for await (const line of lines) {
      row += 1;
      bytes += line.length;
      await restorer.take(readLine(line, Date.now()), row);
      onBytes(bytes);
    }
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    restorer.bad.push(badRow(row + 1, 'long-line', megabytes(LINE_MAX)));
  }
  return restorer;
}

interface Opened {
  readonly read: ReadBackup;
  /** What follows the first line. */
  readonly lines: AsyncIterable<string>;
}

/** Reads the first line; where somebody laid its JSON out over many lines, the whole file is that line. */
async function open(file: File): Promise<Opened> {
  const lines = linesOf(file);
  const { value } = await lines.next().catch((error: unknown) => {
    if (error instanceof TooLong) return { value: undefined };
    throw error;
  });
  const read = readBackup(typeof value === 'string' ? value : '');
  // Nobody lays out more by hand, and a film that was dropped by mistake is not read whole.
  if (read.kind !== 'not-json' || file.size > LINE_MAX) return { read, lines };
  await lines.return(undefined);
  return { read: readBackup(await file.text()), lines };
}

function restoredText(rest: RestoredRest, { counts }: RestoredLines, bad: number): string {
  const { restored, known, 'no-room': noRoom, records } = counts;
  return [
    say('desk_restored', count(rest.flags), count(rest.conflicts), count(bad)),
    restored + known + noRoom === 0 ? '' : say('desk_restored_frames', count(restored), count(known), count(noRoom)),
    records + rest.seals === 0 ? '' : say('desk_restored_evidence', count(records), count(rest.seals)),
    rest.hasNewKey ? say('desk_restored_key') : '',
  ]
    .filter((text) => text !== '')
    .join(' ');
}

const REFUSALS = { 'not-json': 'not_ours', 'not-ours': 'not_ours', newer: 'newer' } as const;

async function restore(file: File): Promise<void> {
  if (file.size > FILE_MAX) {
    tellBad(say('desk_restore_too_large', megabytes(file.size), megabytes(FILE_MAX)));
    return;
  }
  tell(say('desk_pack_working'));
  const { read, lines } = await open(file);
  if (read.kind !== 'read') {
    tellBad(say(`desk_restore_${REFUSALS[read.kind]}`));
    return;
  }
  const rest = await restoreRest(read.backup);
  const restored = await restoreLines(lines, createProgress('desk_restore_progress', file.size));
  badRows.value = [...read.bad, ...rest.bad, ...restored.bad];
  tell(restoredText(rest, restored, badRows.value.length));
  await hashNewFrames();
  await readUse();
}

/** Adds a backup to what is here. Nothing is displaced; what cannot be read is named. */
export const restoreFile = (file: File): void => attempt(() => restore(file));

import { signal } from '@preact/signals';
import { type Backup, backupFile } from '../../../src/backup-file.ts';
import { heldBytes } from '../../frame-store.ts';
import { language, say } from '../../ui/say.ts';
import { datedName, download } from '../download.ts';
import { tell, tellBad } from '../notice.ts';
import { everythingElse, frameLines, type Lines, recordLines } from './backup-parts.ts';
import { createProgress } from './progress.ts';

/** Whether kept frames go into a backup: they are most of its size. */
export const hasFrames = signal(true);

/** Base64 has four letters for three bytes. */
const TEXT_A_BYTE = 4 / 3;
const NONE: Lines = { blobs: [], damaged: [] };

const count = (value: number): string => new Intl.NumberFormat(language()).format(value);

async function chosenFrames(): Promise<Lines> {
  if (!hasFrames.value) return NONE;
  return frameLines(createProgress('desk_backup_progress', (await heldBytes()) * TEXT_A_BYTE));
}

/** A browser that has no room for what a page holds as blobs says so only when one of them is read. @throws DOMException */
async function assertReadable(file: Blob): Promise<void> {
  await file
    .slice(-1)
    .arrayBuffer()
    .catch((cause: unknown) => {
      throw new DOMException(`The backup could not be written: ${String(cause)}`, 'QuotaExceededError');
    });
}

interface Saved {
  readonly backup: Backup;
  readonly frames: number;
  readonly records: number;
  /** How many things are damaged, and went into the file as they lie here. */
  readonly damaged: number;
}

const unsavedIn = ({ seals }: Backup): number => seals.filter(({ state }) => state === 'sealed').length;

/** What is in the file, and what a person might take to be in it and is not. */
function savedText({ backup, frames, records, damaged }: Saved): string {
  const { flags, seals } = backup;
  const unsaved = unsavedIn(backup);
  return [
    say('desk_backup_saved', count(flags.length), count(frames)),
    records + seals.length === 0 ? '' : say('desk_backup_evidence', count(records), count(seals.length)),
    unsaved === 0 ? '' : say('desk_backup_unsaved', count(unsaved)),
    damaged === 0 ? '' : say('desk_backup_damaged', count(damaged)),
  ]
    .filter((text) => text !== '')
    .join(' ');
}

/**
 * Hands all that is stored here to the person as one file. Damage is told, and copied into it as it lies here. Answers
 * how many sealed bundles lie here alone, since they were never saved and are in no backup.
 */
export async function saveBackup(): Promise<number> {
  tell(say('desk_pack_working'));
  const { backup, damaged } = await everythingElse();
  const records = await recordLines();
  const frames = await chosenFrames();
  const bad = [...damaged, ...records.damaged, ...frames.damaged];
  const parts = [backupFile(backup, Date.now()), ...records.blobs, ...frames.blobs, ...bad];
  const file = new Blob(parts, { type: 'application/jsonl' });
  await assertReadable(file);
  download(datedName('backup', 'jsonl'), file, 'application/jsonl');
  const counts = { frames: frames.blobs.length, records: records.blobs.length, damaged: bad.length };
  const text = savedText({ backup, ...counts });
  if (bad.length === 0) tell(text);
  else tellBad(text);
  return unsavedIn(backup);
}

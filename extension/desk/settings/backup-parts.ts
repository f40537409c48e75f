import * as v from 'valibot';
import type { Backup } from '../../../src/backup-file.ts';
import { damagedLine, frameLine, recordLine } from '../../../src/backup-lines.ts';
import { flagSchema } from '../../../src/flag-file.ts';
import { publicKeyHere } from '../../evidence-key.ts';
import { DATABASE_NAME } from '../../flag-database.ts';
import { readAllPacks } from '../../own-packs.ts';
import { readOwnerProfile } from '../../owner-profile-store.ts';
import { rawCopyOf } from '../../rescue.ts';
import { readSettings } from '../../settings-store.ts';
import { everyFrame, everyRecord, everyReport, everySeal, type Stored } from '../../stored-evidence.ts';
import { storeTrouble } from '../flag-access.ts';
import { readPosts } from '../intake/list-store.ts';
import { damagedKnown, frameHashes, knownHashes, readHashes } from '../queue/hash-store.ts';
import { allFlags } from './storage.ts';

/** Lines that hold what is damaged, as it lies there. */
export type Damaged = string[];

/** What is whole in a store; what is not joins the damaged. */
async function wholeOf<T>(stored: AsyncIterable<Stored<T>>, damaged: Damaged): Promise<T[]> {
  const whole: T[] = [];
  for await (const one of stored) {
    if (one.kind === 'whole') whole.push(one.value);
    else damaged.push(damagedLine(one.store, one.record));
  }
  return whole;
}

/** Records of flags that cannot be read: the store leaves them out of its answers, and says so. */
async function damagedFlags(): Promise<Damaged> {
  if (storeTrouble.value !== 'damaged') return [];
  const { stores } = await rawCopyOf(DATABASE_NAME);
  const holder = v.object({ flag: flagSchema });
  return (stores.flags ?? []).filter((record) => !v.is(holder, record)).map((record) => damagedLine('flags', record));
}

/** Everything of the first line, and what is damaged among it. */
export async function everythingElse(): Promise<{ backup: Backup; damaged: Damaged }> {
  await readHashes();
  const damaged: Damaged = [];
  const { packs, damaged: badPacks } = await readAllPacks();
  const { posts, damaged: badPosts } = await readPosts();
  const seals = await wholeOf(everySeal(), damaged);
  const backup: Backup = {
    settings: await readSettings(),
    flags: [...(await allFlags()).values()],
    evidenceKey: await publicKeyHere(),
    packs: packs.map(({ file }) => file),
    knownHashes: knownHashes.value,
    frameHashes: frameHashes.value,
    reports: await wholeOf(everyReport(), damaged),
    seals: seals.filter(({ state }) => state !== 'sealing'),
    profile: await readOwnerProfile(),
    intake: posts,
  };
  damaged.push(...badPacks.map(({ record }) => damagedLine('packs', record)));
  damaged.push(...badPosts.map((record) => damagedLine('intake', record)));
  damaged.push(...damagedKnown.value.map((record) => damagedLine('knownHashes', record)));
  // Reading the flags is what tells that some are damaged.
  damaged.push(...(await damagedFlags()));
  return { backup, damaged };
}

/** Lines of one kind as blobs, which a browser keeps out of the page's memory: all of them may be hundreds of megabytes. */
export interface Lines {
  readonly blobs: Blob[];
  readonly damaged: Damaged;
}

async function linesOf<T>(
  stored: AsyncIterable<Stored<T>>,
  lineOf: (value: T) => string,
  onBytes: (bytes: number) => void,
): Promise<Lines> {
  const blobs: Blob[] = [];
  const damaged: Damaged = [];
  let bytes = 0;
  for await (const one of stored) {
    if (one.kind === 'damaged') damaged.push(damagedLine(one.store, one.record));
    else {
      const blob = new Blob([lineOf(one.value)]);
      blobs.push(blob);
      bytes += blob.size;
      onBytes(bytes);
    }
  }
  return { blobs, damaged };
}

/** `onBytes` hears how many bytes of lines there are by now. */
export const frameLines = (onBytes: (bytes: number) => void): Promise<Lines> =>
  linesOf(everyFrame(), frameLine, onBytes);
export const recordLines = (): Promise<Lines> => linesOf(everyRecord(), recordLine, () => undefined);

import * as v from 'valibot';
import { KEPT_A_VIDEO, levelOf } from '../src/evidence/keep.ts';
import { type KeptFrame, keptFrameSchema } from '../src/evidence/kept-frame.ts';
import { type EvidenceDatabase, evidenceDatabase, type FrameRecord } from './evidence-database.ts';

/** Room for kept frames in all: some 150 videos at two frames of 720p. */
export const KEPT_BYTES_MAX = 256 * 1024 * 1024;

export const sizeOf = ({ still, input, marks }: KeptFrame): number =>
  (still?.length ?? 0) + input.length + marks.reduce((sum, png) => sum + png.length, 0);
const scoreOf = ({ reading }: KeptFrame): number => reading.matches[0]?.score ?? 0;

function recordOf(frame: KeptFrame): FrameRecord {
  const worth = levelOf(frame.reading) === 'flag' ? 1 : 0;
  return { key: frame.key, worth, takenAt: frame.takenAt, bytes: sizeOf(frame), frame };
}

function frameOf(record: FrameRecord): KeptFrame | null {
  const parsed = v.safeParse(keptFrameSchema, record.frame);
  return parsed.success ? parsed.output : null;
}

const surestFirst = (a: KeptFrame, b: KeptFrame): number =>
  Number(levelOf(b.reading) === 'flag') - Number(levelOf(a.reading) === 'flag') || scoreOf(b) - scoreOf(a);

/** Gives up the least worth and oldest until `room` bytes fit into `max`. */
async function makeRoom(database: EvidenceDatabase, room: number, max: number): Promise<void> {
  const { store, done } = database.transaction('frames', 'readwrite');
  const held: { id: number; bytes: number }[] = [];
  for (let at = await store.index('worth').openKeyCursor(); at !== null; at = await at.continue())
    held.push({ id: at.primaryKey, bytes: at.key[2] });
  let sum = held.reduce((total, one) => total + one.bytes, 0);
  for (const one of held) {
    if (sum + room <= max) break;
    await store.delete(one.id);
    sum -= one.bytes;
  }
  await done;
}

/** Stores the frame, and lets go of the video's least sure one when it now has more than two. */
async function put(database: EvidenceDatabase, frame: KeptFrame): Promise<void> {
  const { store, done } = database.transaction('frames', 'readwrite');
  await store.add(recordOf(frame));
  const records = await store.index('key').getAll(frame.key);
  const ranked = records
    .map((record) => ({ record, frame: frameOf(record) }))
    .sort((a, b) => (a.frame === null ? 1 : b.frame === null ? -1 : surestFirst(a.frame, b.frame)));
  for (const { record } of ranked.slice(KEPT_A_VIDEO)) if (record.id !== undefined) await store.delete(record.id);
  await done;
}

/** Keeps a frame, all of them within `bytesMax`. Rejects when the disk has no room even after half of what is held was given up. */
export async function keepFrame(frame: KeptFrame, bytesMax: number): Promise<void> {
  const database = await evidenceDatabase();
  await makeRoom(database, sizeOf(frame), bytesMax);
  try {
    await put(database, frame);
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'QuotaExceededError') throw error;
    await makeRoom(database, bytesMax / 2, bytesMax);
    await put(database, frame);
  }
}

/** Frames kept of a post, the surest first. */
export async function keptFrames(key: string): Promise<KeptFrame[]> {
  const records = await (await evidenceDatabase()).getAllFromIndex('frames', 'key', key);
  return records
    .map(frameOf)
    .filter((frame) => frame !== null)
    .sort(surestFirst);
}

/** Keys of the posts of which frames are kept. */
export async function keysWithFrames(): Promise<string[]> {
  const keys: string[] = [];
  const index = (await evidenceDatabase()).transaction('frames').store.index('key');
  for (let at = await index.openKeyCursor(null, 'nextunique'); at !== null; at = await at.continue()) keys.push(at.key);
  return keys;
}

/** Bytes of all kept frames, without reading one picture. */
export async function heldBytes(): Promise<number> {
  let sum = 0;
  const walk = (await evidenceDatabase()).transaction('frames').store.index('worth');
  for (let at = await walk.openKeyCursor(); at !== null; at = await at.continue()) sum += at.key[2];
  return sum;
}

/** `known`: it is here, or its video has as many frames as may be kept. */
export type Restored = 'restored' | 'known' | 'no-room';

const isSame = (a: KeptFrame | null, b: KeptFrame): boolean =>
  a !== null && a.takenAt === b.takenAt && a.input.length === b.input.length;

/** Puts a frame of a backup back, where there is room for it; nothing is given up for it. */
export async function restoreFrame(frame: KeptFrame, room: number): Promise<Restored> {
  if (sizeOf(frame) > room) return 'no-room';
  const { store, done } = (await evidenceDatabase()).transaction('frames', 'readwrite');
  const records = await store.index('key').getAll(frame.key);
  const isKnown = records.length >= KEPT_A_VIDEO || records.some((record) => isSame(frameOf(record), frame));
  try {
    if (!isKnown) await store.add(recordOf(frame));
    await done;
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'QuotaExceededError') throw error;
    return 'no-room';
  }
  return isKnown ? 'known' : 'restored';
}

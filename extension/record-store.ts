import * as v from 'valibot';
import { type KeptRecord, keptRecordSchema } from '../src/evidence/kept-record.ts';
import { plainAddress } from '../src/plain-address.ts';
import type { Provenance } from '../src/provenance/read-provenance.ts';
import { sha256 } from '../src/sha256.ts';
import { addIfNew, evidenceDatabase } from './evidence-database.ts';

/** The media file of a post whose record was read. */
export interface ReadMedia {
  /** keyOf(post). */
  readonly key: string;
  readonly file: Blob;
  /** Where it was fetched from, or empty for a file of the person. */
  readonly address: string;
}

/** The signed record of a media file; null where the file has none. */
export async function recordOf(
  { key, file, address }: ReadMedia,
  { manifestStore }: Pick<Provenance, 'manifestStore'>,
): Promise<KeptRecord | null> {
  if (manifestStore === null) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  return {
    key,
    readAt: Date.now(),
    manifestStore,
    mediaAddress: plainAddress(address),
    mediaBytes: bytes.length,
    mediaSha256: await sha256(bytes),
  };
}

/** Keeps the signed record of a post's media for evidence, in place of an earlier one; nothing where the file has none. */
export async function keepRecord(media: ReadMedia, provenance: Pick<Provenance, 'manifestStore'>): Promise<void> {
  const record = await recordOf(media, provenance);
  if (record === null) return;
  await (await evidenceDatabase()).put('records', record);
}

/** Puts a record of a backup back; answers whether it did. What is kept here already stays. */
export const restoreRecord = (record: KeptRecord): Promise<boolean> => addIfNew('records', record.key, record);

/** The record kept of a post's media, or null. */
export async function keptRecord(key: string): Promise<KeptRecord | null> {
  const parsed = v.safeParse(keptRecordSchema, await (await evidenceDatabase()).get('records', key));
  return parsed.success ? parsed.output : null;
}

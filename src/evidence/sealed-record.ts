import type { ManifestFacts } from '../provenance/manifest.ts';
import { STORE_BYTES_MAX } from '../provenance/manifest-store.ts';
import type { Provenance } from '../provenance/read-provenance.ts';
import { canonicalJson } from './canonical.ts';
import type { KeptRecord } from './kept-record.ts';
import type { Files } from './zip.ts';

export const RECORD_FILE = 'provenance/manifest-store.c2pa';
const MEDIA_FILE = 'provenance/media.json';

/** The record of the media file itself, and which file that was. */
export function filesOfRecord(record: KeptRecord | null): [string, Uint8Array<ArrayBuffer>][] {
  if (record === null) return [];
  const { manifestStore, readAt, mediaAddress, mediaBytes, mediaSha256 } = record;
  const media = {
    address: mediaAddress,
    bytes: mediaBytes,
    readAt: new Date(readAt).toISOString(),
    sha256: mediaSha256,
  };
  return [
    [RECORD_FILE, manifestStore],
    [MEDIA_FILE, canonicalJson(media)],
  ];
}

/** What a sealed record says when it is read anew; `unreadable` where it is none, null where none was sealed. */
export type SealedRecord = ManifestFacts | 'unreadable' | null;

/** Reads the record in a bundle whose files were checked before. Its signature is checked again, its file is not there to be. */
export async function readSealedRecord(
  files: Files,
  read: (store: Uint8Array<ArrayBuffer>) => Promise<Pick<Provenance, 'manifest'>>,
): Promise<SealedRecord> {
  const store = files.get(RECORD_FILE);
  if (store === undefined) return null;
  const manifest = store.length > STORE_BYTES_MAX ? null : (await read(store)).manifest;
  return manifest ?? 'unreadable';
}

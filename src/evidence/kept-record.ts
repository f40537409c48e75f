import * as v from 'valibot';

/** The signed record that a media file carries of its own origin, byte for byte, and the file it was read from. */
export interface KeptRecord {
  /** keyOf(post). */
  readonly key: string;
  /** Milliseconds since 1970 by the local clock. */
  readonly readAt: number;
  /** A C2PA manifest store in JUMBF. */
  readonly manifestStore: Uint8Array<ArrayBuffer>;
  /** Where the media was fetched from, without query; empty for a file of the person. */
  readonly mediaAddress: string;
  readonly mediaBytes: number;
  readonly mediaSha256: string;
  /** When it was put back from a backup file; absent where it never left this device. */
  readonly restoredAt?: number;
}

export const keptRecordSchema: v.GenericSchema<unknown, KeptRecord> = v.object({
  key: v.string(),
  readAt: v.pipe(v.number(), v.finite()),
  manifestStore: v.custom<KeptRecord['manifestStore']>((value) => value instanceof Uint8Array),
  mediaAddress: v.string(),
  mediaBytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  mediaSha256: v.string(),
  restoredAt: v.exactOptional(v.pipe(v.number(), v.finite())),
});

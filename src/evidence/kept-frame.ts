import * as v from 'valibot';
import type { Reading } from '../match.ts';
import { readingSchema } from '../protocol.ts';

/** A frame kept for evidence: what the video showed, what the model was given, and what it said. */
export interface KeptFrame {
  /** keyOf(post). */
  readonly key: string;
  /** Milliseconds since 1970 by the local clock, when it was kept. */
  readonly takenAt: number;
  /** Size of the video as shown, in pixels. */
  readonly videoWidth: number;
  readonly videoHeight: number;
  /** PNG of the still-open frame at the size of the video; null when it could not be had. */
  readonly still: Uint8Array<ArrayBuffer> | null;
  /** PNG of the very picture that the model was given. */
  readonly input: Uint8Array<ArrayBuffer>;
  readonly reading: Reading;
  /** PNGs of the marks in the reading, cut out of the still, in its order; empty where there is no still or no mark. */
  readonly marks: readonly Uint8Array<ArrayBuffer>[];
  /** When it was put back from a backup file; absent where it never left this device. */
  readonly restoredAt?: number;
}

const bytes = v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array);
const side = v.pipe(v.number(), v.integer(), v.minValue(0));
const time = v.pipe(v.number(), v.finite());

export const keptFrameSchema: v.GenericSchema<unknown, KeptFrame> = v.object({
  key: v.string(),
  takenAt: time,
  videoWidth: side,
  videoHeight: side,
  still: v.nullable(bytes),
  input: bytes,
  reading: readingSchema,
  marks: v.optional(v.array(bytes), []),
  restoredAt: v.exactOptional(time),
});

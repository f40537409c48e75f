import { isBlank } from './blank.ts';
import type { Frame } from './frame.ts';
import { addReading, addUnreadable, type Look } from './look.ts';
import type { MarkReader } from './marks/read-marks.ts';
import type { Reading } from './match.ts';
import type { Recogniser } from './recognise.ts';

/** What reads frames, of the feed, of files on the desk and in `scan` alike. */
export interface FrameReaders {
  readonly recogniser: Recogniser;
  /** Null where the reader of marks is not installed. */
  readonly marks: MarkReader | null;
}

/** What was read in a frame. `blank`: there is nothing in it to recognise, but there may be marks. */
export type FrameRead =
  | { readonly kind: 'reading'; readonly reading: Reading }
  | { readonly kind: 'blank'; readonly marks: Reading['marks'] };

/** Reads marks and characters of one frame. @throws for a network that failed. */
export async function readFrame(frame: Frame, { recogniser, marks }: FrameReaders): Promise<FrameRead> {
  const seen = await marks?.read(frame);
  if (isBlank(frame)) return { kind: 'blank', marks: seen };
  return { kind: 'reading', reading: { ...(await recogniser.read(frame)), marks: seen } };
}

/** The look with what was read at `time`, in seconds into the video. */
export const addRead = (look: Look, read: FrameRead, time: number): Look =>
  read.kind === 'reading' ? addReading(look, read.reading) : addUnreadable(look, 'blank', { time, marks: read.marks });

import type { KeptFrame } from '../../src/evidence/kept-frame.ts';
import { markName } from '../../src/marks/mark-signs.ts';
import type { Reading } from '../../src/match.ts';
import { placeInPart } from '../../src/parts.ts';
import { keptFrames } from '../frame-store.ts';
import type { ShownFrame, ShownMark } from './frame-figure.tsx';

/** Marks that were read in a frame, by the names people know. */
export const shownMarks = (marks: Reading['marks']): ShownMark[] =>
  (marks ?? []).map(({ mark, box }) => ({ name: markName(mark), box }));

async function shownOf({ still, input, reading }: KeptFrame): Promise<ShownFrame> {
  const box = reading.matches[0]?.box ?? null;
  // Where there is only what the model was given, that may be a part of the frame.
  const isPart = still === null && reading.part !== undefined;
  const blob = new Blob([still ?? input], { type: 'image/png' });
  const { width, height } = await createImageBitmap(blob);
  return {
    url: URL.createObjectURL(blob),
    width,
    height,
    time: reading.time,
    box: box !== null && isPart ? placeInPart(box, reading.part) : box,
    marks: isPart ? [] : shownMarks(reading.marks),
    isInputOnly: still === null,
  };
}

/** Kept frames of a post to show, the surest first. One that is damaged is left out; the others are evidence all the same. */
export async function readShownFrames(key: string): Promise<ShownFrame[]> {
  const read = await Promise.allSettled((await keptFrames(key)).map(shownOf));
  return read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

/** Lets go of the pictures once they are no longer shown. */
export function revokeShown(shown: readonly ShownFrame[] | null): void {
  for (const { url } of shown ?? []) URL.revokeObjectURL(url);
}

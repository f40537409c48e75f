import type { Frame } from './frame.ts';
import type { Box, Match, Reading } from './match.ts';
import { cropRgb, type PixelBox, type Size } from './resize.ts';

/** Parts of a frame that are looked at by themselves: a small figure is larger there. Opposite corners follow each other. */
export const PARTS = ['top-left', 'bottom-right', 'top-right', 'bottom-left'] as const;
export type Part = (typeof PARTS)[number];

/** Share of both sides that a part has. Parts overlap, so that a figure of a fifth of the frame is whole in one of them. */
const SHARE = 0.6;

export function boxOfPart(part: Part): Box {
  const x = part.endsWith('left') ? 0 : 1 - SHARE;
  const y = part.startsWith('top') ? 0 : 1 - SHARE;
  return { x, y, width: SHARE, height: SHARE };
}

/** Where a part lies among the pixels of a frame, in whole ones. */
export function pixelsOfPart(frame: Size, part: Part): PixelBox {
  const box = boxOfPart(part);
  const [width, height] = [Math.ceil(box.width * frame.width), Math.ceil(box.height * frame.height)];
  return { left: box.x > 0 ? frame.width - width : 0, top: box.y > 0 ? frame.height - height : 0, width, height };
}

/** The pixels of one part, or the frame itself where none is asked for. */
export const pictureOfPart = (
  frame: Pick<Frame, 'width' | 'height' | 'pixels' | 'part'>,
): Pick<Frame, 'width' | 'height' | 'pixels'> =>
  frame.part === undefined ? frame : cropRgb(frame, pixelsOfPart(frame, frame.part));

/** A place in a part as a place in the whole frame. */
function placeInFrame(place: Box, part: Part): Box {
  const { x, y, width, height } = boxOfPart(part);
  return {
    x: x + place.x * width,
    y: y + place.y * height,
    width: place.width * width,
    height: place.height * height,
  };
}

/** A place in the whole frame as a place in a part of it. */
export function placeInPart(place: Box, part: Part): Box {
  const { x, y, width, height } = boxOfPart(part);
  return {
    x: (place.x - x) / width,
    y: (place.y - y) / height,
    width: place.width / width,
    height: place.height / height,
  };
}

/**
 * Matches of a part as those of its frame. Styles are told from whole frames alone, and more looks must not mean more
 * mistakes: what is only `unsure` does not count.
 */
export const matchesInFrame = (matches: readonly Match[], part: Part): Match[] =>
  matches.flatMap((match) =>
    match.level === 'flag' && match.box !== null ? [{ ...match, box: placeInFrame(match.box, part) }] : [],
  );

type Looked = Pick<Reading, 'part' | 'matches'>;

const hasFound = (reading: Looked | undefined): boolean => reading !== undefined && reading.matches.length > 0;

/** The parts, or the whole frame, in the order in which they are looked at. */
type Turns = readonly (Part | undefined)[];

/** What to look at after these readings: where something was just found once more, else the next in turn. */
function nextOf(turns: Turns, readings: readonly Looked[]): Part | undefined {
  const [before, last] = [readings.at(-2), readings.at(-1)];
  const wasConfirmed = hasFound(before) && before?.part === last?.part;
  if (hasFound(last) && !wasConfirmed) return last?.part;
  return turns[readings.length % turns.length];
}

/** For a video that plays, where each read has its cost: the whole frame first, and again after two parts. */
const TURNS: Turns = [undefined, PARTS[0], PARTS[1], undefined, PARTS[2], PARTS[3]];

export const nextLook = (readings: readonly Looked[]): Part | undefined => nextOf(TURNS, readings);

/** For a file, of which every moment is read whole: the part of this moment that is read besides. */
export const nextPart = (readings: readonly Looked[]): Part | undefined =>
  nextOf(
    PARTS,
    readings.filter(({ part }) => part !== undefined),
  );

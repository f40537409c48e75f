import type { Frame } from '../frame.ts';
import type { Box } from '../match.ts';

type Picture = Pick<Frame, 'width' | 'height' | 'pixels'>;

/** Levels by which a pixel of a bar may differ from its colour: codecs leave that much dirt. */
const SAME = 14;
/** So much of each line of a bar is of its colour: a word in a bar ends it, and so does the picture. */
const SAME_SHARE = 0.985;
/** Thinner bars move no mark out of its place. */
const THIN_SHARE = 0.03;
/** Bars take at most this share on each side; beyond it the picture is a sliver. */
const BAR_SHARE_MAX = 0.4;

export const WHOLE: Box = { x: 0, y: 0, width: 1, height: 1 };

/** Pixels of one row or column, from `start` on in steps. */
interface Line {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

function isOf(pixels: Picture['pixels'], { start, step, count }: Line, colour: number): boolean {
  let same = 0;
  for (let i = 0, at = start; i < count; i++, at += step) {
    const isSame =
      Math.abs((pixels[at] ?? 0) - (pixels[colour] ?? 0)) <= SAME &&
      Math.abs((pixels[at + 1] ?? 0) - (pixels[colour + 1] ?? 0)) <= SAME &&
      Math.abs((pixels[at + 2] ?? 0) - (pixels[colour + 2] ?? 0)) <= SAME;
    if (isSame) same++;
  }
  return same >= count * SAME_SHARE;
}

/** How many lines from one edge on are of the colour of the first pixel there; 0 where they do not end: that is no bar. */
function barOf(pixels: Picture['pixels'], lines: number, lineAt: (line: number) => Line): number {
  const most = Math.floor(lines * BAR_SHARE_MAX);
  const colour = lineAt(0).start;
  let bar = 0;
  while (bar < most && isOf(pixels, lineAt(bar), colour)) bar++;
  return bar === most ? 0 : bar;
}

/** Bars at both ends, as shares of that side; a dark floor alone is part of the picture, and so are ends of two colours. */
function barsOf(pixels: Picture['pixels'], side: number, lineAt: (line: number) => Line): readonly [number, number] {
  const lastLine = lineAt(side - 1);
  const isOneColour = isOf(pixels, { start: lastLine.start, step: 0, count: 1 }, lineAt(0).start);
  const first = isOneColour ? barOf(pixels, side, lineAt) : 0;
  const last = first < side * THIN_SHARE ? 0 : barOf(pixels, side, (i) => lineAt(side - 1 - i));
  return last < side * THIN_SHARE ? [0, 0] : [first / side, last / side];
}

/**
 * The picture within a frame that has bars of one colour above and below it, or on both sides: reposts put tall videos into
 * wide frames and the other way round, and a mark stands where it did in the picture. The whole frame where there are none.
 */
export function pictureArea({ width, height, pixels }: Picture): Box {
  const row = (y: number): Line => ({ start: y * width * 3, step: 3, count: width });
  const column = (x: number): Line => ({ start: x * 3, step: width * 3, count: height });
  const [top, bottom] = barsOf(pixels, height, row);
  const [left, right] = barsOf(pixels, width, column);
  return { x: left, y: top, width: 1 - left - right, height: 1 - top - bottom };
}

/** A part of a frame as a frame of its own. */
export function croppedTo<T extends Picture>(frame: T, area: Box): T {
  const left = Math.round(area.x * frame.width);
  const top = Math.round(area.y * frame.height);
  const width = Math.round((area.x + area.width) * frame.width) - left;
  const height = Math.round((area.y + area.height) * frame.height) - top;
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * frame.width + left) * 3;
    pixels.set(frame.pixels.subarray(from, from + width * 3), y * width * 3);
  }
  return { ...frame, width, height, pixels };
}

/** A box of the picture within the frame, as one of the frame. */
export const boxIn = (area: Box, box: Box): Box => ({
  x: area.x + box.x * area.width,
  y: area.y + box.y * area.height,
  width: box.width * area.width,
  height: box.height * area.height,
});

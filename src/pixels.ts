import type { Size } from './resize.ts';

/** Formats of `VideoFrame.copyTo` that are read; others go through a canvas. */
export const RAW_FORMATS = ['I420', 'NV12', 'RGBA', 'RGBX', 'BGRA', 'BGRX'] as const;
export type RawFormat = (typeof RAW_FORMATS)[number];
export const COLOUR_MATRICES = ['bt601', 'bt709', 'bt2020'] as const;
export type ColourMatrix = (typeof COLOUR_MATRICES)[number];
export const ROTATIONS = [0, 90, 180, 270] as const;
export type Rotation = (typeof ROTATIONS)[number];

export interface Rect extends Size {
  readonly x: number;
  readonly y: number;
}

/** A buffer as `VideoFrame.copyTo` fills it: coded pixels, not rotated, rows padded to a stride. */
export interface RawPixels {
  readonly format: RawFormat;
  readonly data: Uint8Array;
  /** One per plane, as `copyTo` returns them. */
  readonly layout: readonly { readonly offset: number; readonly stride: number }[];
  /** The part of the buffer that is shown, in luma pixels. */
  readonly visible: Rect;
  /** Clockwise turn that makes the picture upright. */
  readonly rotation: Rotation;
  readonly matrix: ColourMatrix;
  readonly isFullRange: boolean;
  /** Size as shown: upright and with square pixels. */
  readonly display: Size;
}

/** An RGB picture, upright, 3 bytes a pixel. */
export interface SmallPicture extends Size {
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/** Below this height video without a stated matrix is taken for standard definition, as browsers do. */
const HD_HEIGHT = 720;

/** Matrix from `VideoColorSpace.matrix`, guessed by the height where the video does not say. */
export function matrixOf(name: string | null | undefined, height: number): ColourMatrix {
  if (name === 'bt709') return 'bt709';
  if (name === 'bt470bg' || name === 'smpte170m') return 'bt601';
  if (name === 'bt2020-ncl') return 'bt2020';
  return height >= HD_HEIGHT ? 'bt709' : 'bt601';
}

/** Share of red and of blue in luma. */
export const LUMA_SHARES: Record<ColourMatrix, readonly [number, number]> = {
  bt601: [0.299, 0.114],
  bt709: [0.2126, 0.0722],
  bt2020: [0.2627, 0.0593],
};

/** One channel inside a buffer: `step` bytes from sample to sample. */
interface Plane {
  readonly data: Uint8Array;
  readonly offset: number;
  readonly stride: number;
  readonly step: number;
  readonly rect: Rect;
}

/** Samples read per axis for one target pixel at most: finer averaging costs time and shows nothing at this size. */
const MAX_TAPS = 4;

/** Positions along one axis to average for each target sample, MAX_TAPS each, and how many are used. */
function taps(start: number, from: number, to: number): { readonly at: Int32Array; readonly count: number } {
  const count = Math.max(1, Math.min(MAX_TAPS, Math.round(from / to)));
  const at = new Int32Array(to * count);
  for (let i = 0; i < to * count; i++)
    at[i] = start + Math.min(from - 1, Math.floor(((i + 0.5) * from) / (to * count)));
  return { at, count };
}

/** One line of a plane, added up at so many places for each target sample. */
interface Line {
  readonly data: Uint8Array;
  readonly start: number;
  readonly places: Int32Array;
}

/** Written out, as what follows: a frame of 1080p has two million of these additions, while the page waits. */
function addFours(sums: Int32Array, { data, start, places }: Line): void {
  for (let x = 0, tap = 0; x < sums.length; x++, tap += 4) {
    const left = (data[start + (places[tap] ?? 0)] ?? 0) + (data[start + (places[tap + 1] ?? 0)] ?? 0);
    const right = (data[start + (places[tap + 2] ?? 0)] ?? 0) + (data[start + (places[tap + 3] ?? 0)] ?? 0);
    sums[x] = (sums[x] ?? 0) + left + right;
  }
}

function addThrees(sums: Int32Array, { data, start, places }: Line): void {
  for (let x = 0, tap = 0; x < sums.length; x++, tap += 3) {
    const left = (data[start + (places[tap] ?? 0)] ?? 0) + (data[start + (places[tap + 1] ?? 0)] ?? 0);
    sums[x] = (sums[x] ?? 0) + left + (data[start + (places[tap + 2] ?? 0)] ?? 0);
  }
}

function addAny(sums: Int32Array, { data, start, places }: Line): void {
  const count = places.length / sums.length;
  for (let x = 0, tap = 0; x < sums.length; x++) {
    let sum = sums[x] ?? 0;
    for (let column = 0; column < count; column++, tap++) sum += data[start + (places[tap] ?? 0)] ?? 0;
    sums[x] = sum;
  }
}

const adderFor = (count: number) => (count === 4 ? addFours : count === 3 ? addThrees : addAny);

/** Box average of a plane straight to the target size. */
function shrink(plane: Plane, to: Size): Uint8Array {
  const { data, offset, stride, step, rect } = plane;
  const columns = taps(rect.x, rect.width, to.width);
  const rows = taps(rect.y, rect.height, to.height);
  const places = columns.at.map((x) => x * step);
  const share = 1 / (columns.count * rows.count);
  const out = new Uint8Array(to.width * to.height);
  const sums = new Int32Array(to.width);
  const add = adderFor(columns.count);
  for (let y = 0; y < to.height; y++) {
    sums.fill(0);
    for (let row = 0; row < rows.count; row++) {
      add(sums, { data, start: offset + (rows.at[y * rows.count + row] ?? 0) * stride, places });
    }
    for (let x = 0; x < to.width; x++) out[y * to.width + x] = (sums[x] ?? 0) * share + 0.5;
  }
  return out;
}

/** Three planes to one channel each: red, green, blue or luma and the two chromas. */
function planesOf({ format, data, layout, visible }: RawPixels): readonly [Plane, Plane, Plane] {
  const at = (index: number) => layout[index] ?? { offset: 0, stride: 0 };
  const half: Rect = {
    x: visible.x >> 1,
    y: visible.y >> 1,
    width: Math.max(1, (visible.width + 1) >> 1),
    height: Math.max(1, (visible.height + 1) >> 1),
  };
  const plane = (index: number, shift: number, step: number, rect: Rect): Plane => ({
    data,
    offset: at(index).offset + shift,
    stride: at(index).stride,
    step,
    rect,
  });
  if (format === 'I420') return [plane(0, 0, 1, visible), plane(1, 0, 1, half), plane(2, 0, 1, half)];
  if (format === 'NV12') return [plane(0, 0, 1, visible), plane(1, 0, 2, half), plane(1, 1, 2, half)];
  const [red, blue] = format.startsWith('B') ? [2, 0] : [0, 2];
  return [plane(0, red, 4, visible), plane(0, 1, 4, visible), plane(0, blue, 4, visible)];
}

const isYuv = (format: RawFormat): boolean => format === 'I420' || format === 'NV12';

/** One channel of the result from three others: a factor for each, and a constant. */
type Blend = readonly [number, number, number, number];
/** What gives red, green and blue (not clamped). */
type ColourMap = readonly [Blend, Blend, Blend];

const AS_IT_IS: ColourMap = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
];

/** Turns luma and two chromas into red, green and blue. */
function yuvToRgb(matrix: ColourMatrix, isFullRange: boolean): ColourMap {
  const [red, blue] = LUMA_SHARES[matrix];
  const green = 1 - red - blue;
  const [black, luma, chroma] = isFullRange ? [0, 1, 1] : [16, 255 / 219, 255 / 224];
  const [cb, cr] = [chroma * 2 * (1 - blue), chroma * 2 * (1 - red)];
  const blend = (u: number, v: number): Blend => [luma, u, v, -luma * black - (u + v) * 128];
  return [blend(0, cr), blend((-cb * blue) / green, (-cr * red) / green), blend(cb, 0)];
}

type Channels = readonly [Uint8Array, Uint8Array, Uint8Array];

/** Where the pixels of a coded picture go in the upright one: the first, and the way to the next in its row and its column. */
interface Places {
  readonly size: Size;
  readonly start: number;
  readonly right: number;
  readonly down: number;
}

function uprightPlaces(rotation: Rotation, size: Size): Places {
  const { width, height } = size;
  if (rotation === 90) return { size, start: height - 1, right: height, down: -1 };
  if (rotation === 180) return { size, start: height * width - 1, right: -1, down: -width };
  if (rotation === 270) return { size, start: (width - 1) * height, right: -height, down: 1 };
  return { size, start: 0, right: 1, down: width };
}

/** Size with the same shape and at most `longSide` pixels along the longer side; never larger than the source. */
export function fitInside({ width, height }: Size, longSide: number): Size {
  const scale = Math.min(1, longSide / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Mixes three channels of the coded size into upright RGB. Written flat: a whole frame has millions of pixels. */
function mix([a, b, c]: Channels, [red, green, blue]: ColourMap, places: Places): Uint8Array<ArrayBuffer> {
  const [ra, rb, rc, r0] = red;
  const [ga, gb, gc, g0] = green;
  const [ba, bb, bc, b0] = blue;
  const { size, start, right, down } = places;
  const pixels = new Uint8ClampedArray(size.width * size.height * 3);
  for (let y = 0, i = 0; y < size.height; y++) {
    for (let x = 0, to = (start + y * down) * 3; x < size.width; x++, i++, to += right * 3) {
      const [first, second, third] = [a[i] ?? 0, b[i] ?? 0, c[i] ?? 0];
      pixels[to] = ra * first + rb * second + rc * third + r0;
      pixels[to + 1] = ga * first + gb * second + gc * third + g0;
      pixels[to + 2] = ba * first + bb * second + bc * third + b0;
    }
  }
  return new Uint8Array(pixels.buffer);
}

/** Coded pixels of a video frame as a small, upright RGB picture, in one pass over at most 4 x 4 samples a pixel. */
export function toSmallPicture(raw: RawPixels, longSide: number): SmallPicture {
  const upright = fitInside(raw.display, longSide);
  const isTurned = raw.rotation === 90 || raw.rotation === 270;
  const coded = isTurned ? { width: upright.height, height: upright.width } : upright;
  const [first, second, third] = planesOf(raw);
  const channels: Channels = [shrink(first, coded), shrink(second, coded), shrink(third, coded)];
  const map = isYuv(raw.format) ? yuvToRgb(raw.matrix, raw.isFullRange) : AS_IT_IS;
  return { ...upright, pixels: mix(channels, map, uprightPlaces(raw.rotation, coded)) };
}

/** Coded pixels of a video frame as an upright RGB picture of the size that is shown. */
export const wholePicture = (raw: RawPixels): SmallPicture => toSmallPicture(raw, Number.POSITIVE_INFINITY);

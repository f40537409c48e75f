import { type ColourMatrix, LUMA_SHARES, type RawPixels } from './pixels.ts';
import type { Size } from './resize.ts';

/** Pixels that a browser drew: 4 bytes each, red first, row by row. */
export interface DrawnPixels extends Size {
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** Luma and the two chromas of coded video in limited range: factors for red, green and blue. */
function factorsOf(matrix: ColourMatrix) {
  const [red, blue] = LUMA_SHARES[matrix];
  const green = 1 - red - blue;
  const [luma, chroma] = [219 / 255, 224 / 255];
  const [u, v] = [chroma / (2 * (1 - blue)), chroma / (2 * (1 - red))];
  return {
    y: [luma * red, luma * green, luma * blue],
    // Blue less luma, and red less luma; a quarter each, for they are taken from sums of four pixels.
    u: [-u * red, -u * green, u * (1 - blue)].map((factor) => factor / 4),
    v: [v * (1 - red), -v * green, -v * blue].map((factor) => factor / 4),
  } as const;
}

/** A last odd column or row stands in for the one that is missing. */
const beside = (at: number, length: number): number => Math.min(at + 1, length - 1);

/**
 * Drawn pixels of a video as the planes it was coded in, one chroma sample for four pixels. A browser that hands out no
 * planes has made RGB of them, and each pixel has the chroma of its neighbours: taken back to planes, such a frame goes
 * through the very code that frames of other browsers go through, and gets the same scores. `display` as in `RawPixels`.
 */
export function codedPixels({ width, height, data }: DrawnPixels, matrix: ColourMatrix, display: Size): RawPixels {
  const [across, down] = [(width + 1) >> 1, (height + 1) >> 1];
  const [luma, chroma] = [width * height, across * down];
  const planes = new Uint8ClampedArray(luma + 2 * chroma);
  const { y: toY, u: toU, v: toV } = factorsOf(matrix);
  const [yr = 0, yg = 0, yb = 0] = toY;
  const [ur = 0, ug = 0, ub = 0] = toU;
  const [vr = 0, vg = 0, vb = 0] = toV;
  for (let i = 0, at = 0; i < luma; i++, at += 4)
    planes[i] = yr * (data[at] ?? 0) + yg * (data[at + 1] ?? 0) + yb * (data[at + 2] ?? 0) + 16;
  for (let y = 0, to = luma; y < down; y++) {
    const [upper, lower] = [2 * y * width * 4, beside(2 * y, height) * width * 4];
    for (let x = 0; x < across; x++, to++) {
      const [left, right] = [2 * x * 4, beside(2 * x, width) * 4];
      const sum = (channel: number): number =>
        (data[upper + left + channel] ?? 0) +
        (data[upper + right + channel] ?? 0) +
        (data[lower + left + channel] ?? 0) +
        (data[lower + right + channel] ?? 0);
      const [red, green, blue] = [sum(0), sum(1), sum(2)];
      planes[to] = ur * red + ug * green + ub * blue + 128;
      planes[to + chroma] = vr * red + vg * green + vb * blue + 128;
    }
  }
  return {
    format: 'I420',
    data: new Uint8Array(planes.buffer),
    layout: [
      { offset: 0, stride: width },
      { offset: luma, stride: across },
      { offset: luma + chroma, stride: across },
    ],
    visible: { x: 0, y: 0, width, height },
    rotation: 0,
    matrix,
    isFullRange: false,
    display,
  };
}

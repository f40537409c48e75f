import { type ColourMatrix, LUMA_SHARES, type RawPixels } from './pixels.ts';
import type { Size } from './resize.ts';

/** Pixels that a browser drew: 4 bytes each, red first, row by row. */
export interface DrawnPixels extends Size {
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** Factors of 2 ** 16 for red, green and blue: of luma, and of the two chromas from sums of four pixels. */
function factorsOf(matrix: ColourMatrix) {
  const [red, blue] = LUMA_SHARES[matrix];
  const green = 1 - red - blue;
  const whole = (...factors: readonly number[]): Int32Array =>
    Int32Array.from(factors, (factor) => Math.round(factor * 2 ** 16));
  const [luma, chroma] = [219 / 255, 224 / 255];
  const [u, v] = [chroma / (8 * (1 - blue)), chroma / (8 * (1 - red))];
  return {
    y: whole(luma * red, luma * green, luma * blue),
    u: whole(-u * red, -u * green, u * (1 - blue)),
    v: whole(v * (1 - red), -v * green, -v * blue),
  };
}

/** Black and no colour of limited range, and what rounds a number of 2 ** 16. */
const [BLACK, GREY, HALF] = [16 << 16, 128 << 16, 1 << 15];

/** Writes one plane of luma. Written flat, as what follows: a whole frame has millions of samples. */
function writeLuma(planes: Uint8Array, data: DrawnPixels['data'], factors: Int32Array, count: number): void {
  const [red = 0, green = 0, blue = 0] = factors;
  for (let i = 0, at = 0; i < count; i++, at += 4) {
    const sum = red * (data[at] ?? 0) + green * (data[at + 1] ?? 0) + blue * (data[at + 2] ?? 0);
    planes[i] = (sum + BLACK + HALF) >> 16;
  }
}

/** Writes one plane of chroma; where a side is odd, its last column or row stands in for the one that is missing. */
function writeChroma(plane: Uint8Array, { width, height, data }: DrawnPixels, factors: Int32Array): void {
  const [red = 0, green = 0, blue = 0] = factors;
  for (let y = 0, to = 0; y < height; y += 2) {
    const line = y * width * 4;
    const below = y + 1 < height ? width * 4 : 0;
    for (let x = 0; x < width; x += 2, to++) {
      const a = line + x * 4;
      const b = x + 1 < width ? a + 4 : a;
      const c = a + below;
      const d = b + below;
      const sum =
        red * ((data[a] ?? 0) + (data[b] ?? 0) + (data[c] ?? 0) + (data[d] ?? 0)) +
        green * ((data[a + 1] ?? 0) + (data[b + 1] ?? 0) + (data[c + 1] ?? 0) + (data[d + 1] ?? 0)) +
        blue * ((data[a + 2] ?? 0) + (data[b + 2] ?? 0) + (data[c + 2] ?? 0) + (data[d + 2] ?? 0));
      plane[to] = (sum + GREY + HALF) >> 16;
    }
  }
}

/**
 * Drawn pixels of a video as the planes it was coded in, one chroma sample for four pixels. A browser that hands out no
 * planes has made RGB of them, and each pixel has the chroma of its neighbours: taken back to planes, such a frame goes
 * through the very code that frames of other browsers go through, and gets the same scores. `display` as in `RawPixels`.
 */
export function codedPixels(drawn: DrawnPixels, matrix: ColourMatrix, display: Size): RawPixels {
  const { width, height } = drawn;
  const [across, down] = [(width + 1) >> 1, (height + 1) >> 1];
  const [luma, chroma] = [width * height, across * down];
  const planes = new Uint8Array(luma + 2 * chroma);
  const factors = factorsOf(matrix);
  writeLuma(planes, drawn.data, factors.y, luma);
  writeChroma(planes.subarray(luma, luma + chroma), drawn, factors.u);
  writeChroma(planes.subarray(luma + chroma), drawn, factors.v);
  return {
    format: 'I420',
    data: planes,
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

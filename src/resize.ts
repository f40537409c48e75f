export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A part of a picture, in whole pixels. */
export interface PixelBox extends Size {
  readonly left: number;
  readonly top: number;
}

/** An RGB picture, 3 bytes a pixel, row by row. */
interface Rgb extends Size {
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/** Which source samples make one target sample, and how much of each. */
interface Axis {
  readonly starts: Int32Array;
  readonly taps: number;
  /** taps weights for each target sample. */
  readonly weights: Float32Array;
}

/** Every target sample is the mean of the source interval it covers. */
function areaAxis(from: number, to: number): Axis {
  const scale = from / to;
  const taps = Math.ceil(scale) + 1;
  const starts = new Int32Array(to);
  const weights = new Float32Array(to * taps);
  for (let i = 0; i < to; i++) {
    const left = i * scale;
    const right = Math.min(from, left + scale);
    const start = Math.min(Math.floor(left), from - 1);
    starts[i] = start;
    for (let tap = 0; tap < taps; tap++) {
      const overlap = Math.min(right, start + tap + 1) - Math.max(left, start + tap);
      weights[i * taps + tap] = Math.max(0, overlap) / scale;
    }
  }
  return { starts, taps, weights };
}

/** Pixel centres line up, edges repeat: what other libraries call bilinear without corner alignment. */
function linearAxis(from: number, to: number): Axis {
  const starts = new Int32Array(to);
  const weights = new Float32Array(to * 2);
  for (let i = 0; i < to; i++) {
    const centre = Math.min(Math.max(((i + 0.5) * from) / to - 0.5, 0), from - 1);
    const start = Math.min(Math.floor(centre), Math.max(0, from - 2));
    starts[i] = start;
    weights[i * 2] = 1 - (centre - start);
    weights[i * 2 + 1] = centre - start;
  }
  return { starts, taps: 2, weights };
}

const axisOf = (from: number, to: number): Axis => (to < from ? areaAxis(from, to) : linearAxis(from, to));

function resizeRows(source: Float32Array | Uint8Array, from: Size, axis: Axis): Float32Array {
  const width = axis.starts.length;
  const out = new Float32Array(width * from.height * 3);
  for (let y = 0; y < from.height; y++) {
    for (let x = 0; x < width; x++) {
      const start = axis.starts[x] ?? 0;
      const end = Math.min(axis.taps, from.width - start);
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let tap = 0, at = (y * from.width + start) * 3; tap < end; tap++, at += 3) {
        const weight = axis.weights[x * axis.taps + tap] ?? 0;
        red += weight * (source[at] ?? 0);
        green += weight * (source[at + 1] ?? 0);
        blue += weight * (source[at + 2] ?? 0);
      }
      const to = (y * width + x) * 3;
      out[to] = red;
      out[to + 1] = green;
      out[to + 2] = blue;
    }
  }
  return out;
}

function resizeColumns(source: Float32Array, from: Size, axis: Axis): Uint8Array<ArrayBuffer> {
  const height = axis.starts.length;
  const line = from.width * 3;
  const out = new Uint8Array(height * line);
  const sum = new Float32Array(line);
  for (let y = 0; y < height; y++) {
    sum.fill(0.5);
    const start = axis.starts[y] ?? 0;
    for (let tap = 0; tap < Math.min(axis.taps, from.height - start); tap++) {
      const weight = axis.weights[y * axis.taps + tap] ?? 0;
      const at = (start + tap) * line;
      for (let i = 0; weight > 0 && i < line; i++) sum[i] = (sum[i] ?? 0) + weight * (source[at + i] ?? 0);
    }
    for (let i = 0; i < line; i++) out[y * line + i] = Math.min(255, sum[i] ?? 0);
  }
  return out;
}

/**
 * RGB bytes stretched to another size: the mean of the covered area along an axis that shrinks, bilinear along one that
 * grows, rounded to bytes. The recogniser is trained on pictures resized this way.
 */
export function resizeRgb(pixels: Uint8Array<ArrayBuffer>, from: Size, to: Size): Uint8Array<ArrayBuffer> {
  if (from.width === to.width && from.height === to.height) return pixels;
  const rows = resizeRows(pixels, from, axisOf(from.width, to.width));
  return resizeColumns(rows, { width: to.width, height: from.height }, axisOf(from.height, to.height));
}

/** The pixels inside a box. */
export function cropRgb(picture: Rgb, { left, top, width, height }: PixelBox): Rgb {
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * picture.width + left) * 3;
    pixels.set(picture.pixels.subarray(from, from + width * 3), y * width * 3);
  }
  return { width, height, pixels };
}

/** Left and right exchanged. */
export function mirrorRgb({ width, height, pixels }: Rgb): Rgb {
  const mirrored = new Uint8Array(pixels.length);
  for (let y = 0, to = 0; y < height; y++) {
    for (let from = ((y + 1) * width - 1) * 3; from >= y * width * 3; from -= 3, to += 3) {
      mirrored[to] = pixels[from] ?? 0;
      mirrored[to + 1] = pixels[from + 1] ?? 0;
      mirrored[to + 2] = pixels[from + 2] ?? 0;
    }
  }
  return { width, height, pixels: mirrored };
}

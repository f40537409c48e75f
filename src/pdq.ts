/**
 * PDQ, a perceptual hash of pictures: two pictures of the same scene have hashes that differ in few of their 256 bits.
 * Follows the algorithm published by Meta with ThreatExchange ("The TMK+PDQF video-hashing algorithm and the PDQ image-hashing
 * algorithm", 2019): luma, two passes of a box filter, 64 x 64 samples, the low 16 x 16 of their DCT, bits above the median.
 */
export interface PdqHash {
  /** 64 hexadecimal digits, the highest bit first. */
  readonly hex: string;
  /** 0..100: how much there is to tell one picture from another. */
  readonly quality: number;
}

/** Two hashes no farther apart than this show the same: the published threshold. */
export const PDQ_NEAR = 31;
/** Below this quality a hash says too little: the published threshold. */
export const PDQ_QUALITY_MIN = 50;

const SAMPLES = 64;
const KEPT = 16;
const PASSES = 2;

interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

function lumaOf(width: number, height: number, rgba: Uint8ClampedArray): Plane {
  const values = new Float32Array(width * height);
  for (let i = 0, at = 0; i < values.length; i++, at += 4)
    values[i] = 0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0);
  return { width, height, values };
}

/** Width of the box filter that leaves 64 samples: 7 for 800 pixels. */
const windowOf = (side: number): number => Math.ceil(side / (2 * SAMPLES));

interface Line {
  readonly start: number;
  readonly step: number;
  readonly length: number;
}

/** Mean over a window around each value of one line; at the edges over what is there. */
function blurLine(from: Float32Array, to: Float32Array, { start, step, length }: Line, window: number): void {
  const before = Math.floor((window + 2) / 2) - 1;
  let sum = 0;
  let count = 0;
  for (let write = -before; write < length; write++) {
    const enters = write + before;
    const leaves = enters - window;
    if (enters < length) {
      sum += from[start + enters * step] ?? 0;
      count += 1;
    }
    if (leaves >= 0) {
      sum -= from[start + leaves * step] ?? 0;
      count -= 1;
    }
    if (write >= 0) to[start + write * step] = sum / Math.max(1, count);
  }
}

function blurred({ width, height, values }: Plane): Plane {
  const [first, second] = [values.slice(), new Float32Array(values.length)];
  for (let pass = 0; pass < PASSES; pass++) {
    for (let y = 0; y < height; y++)
      blurLine(first, second, { start: y * width, step: 1, length: width }, windowOf(width));
    for (let x = 0; x < width; x++)
      blurLine(second, first, { start: x, step: width, length: height }, windowOf(height));
  }
  return { width, height, values: first };
}

function sampled({ width, height, values }: Plane): Float32Array {
  const out = new Float32Array(SAMPLES * SAMPLES);
  for (let y = 0; y < SAMPLES; y++) {
    const row = Math.floor(((y + 0.5) * height) / SAMPLES) * width;
    for (let x = 0; x < SAMPLES; x++)
      out[y * SAMPLES + x] = values[row + Math.floor(((x + 0.5) * width) / SAMPLES)] ?? 0;
  }
  return out;
}

/** Sum of the steps between neighbouring samples, scaled so that a busy picture has 100. */
function qualityOf(samples: Float32Array): number {
  let sum = 0;
  for (let y = 0; y < SAMPLES; y++) {
    for (let x = 0; x < SAMPLES; x++) {
      const at = y * SAMPLES + x;
      const value = samples[at] ?? 0;
      if (y + 1 < SAMPLES) sum += Math.abs(Math.trunc(((value - (samples[at + SAMPLES] ?? 0)) * 100) / 255));
      if (x + 1 < SAMPLES) sum += Math.abs(Math.trunc(((value - (samples[at + 1] ?? 0)) * 100) / 255));
    }
  }
  return Math.min(100, Math.trunc(sum / 90));
}

/** Rows 1 to 16 of the DCT matrix of 64; the mean, row 0, is left out. */
const DCT = Float32Array.from({ length: KEPT * SAMPLES }, (_, i) => {
  const [row, column] = [Math.floor(i / SAMPLES) + 1, i % SAMPLES];
  return Math.sqrt(2 / SAMPLES) * Math.cos((Math.PI / 2 / SAMPLES) * row * (2 * column + 1));
});

function transformed(samples: Float32Array): Float32Array {
  const half = new Float32Array(KEPT * SAMPLES);
  for (let i = 0; i < KEPT; i++) {
    for (let j = 0; j < SAMPLES; j++) {
      let sum = 0;
      for (let k = 0; k < SAMPLES; k++) sum += (DCT[i * SAMPLES + k] ?? 0) * (samples[k * SAMPLES + j] ?? 0);
      half[i * SAMPLES + j] = sum;
    }
  }
  return Float32Array.from({ length: KEPT * KEPT }, (_, at) => {
    const [i, j] = [Math.floor(at / KEPT), at % KEPT];
    let sum = 0;
    for (let k = 0; k < SAMPLES; k++) sum += (half[i * SAMPLES + k] ?? 0) * (DCT[j * SAMPLES + k] ?? 0);
    return sum;
  });
}

function hexOf(values: Float32Array): string {
  // The lower of the two middle values, as in the published code.
  const median = Float32Array.from(values).sort()[values.length / 2 - 1] ?? 0;
  let hex = '';
  for (let at = values.length - 4; at >= 0; at -= 4) {
    let digit = 0;
    for (let bit = 3; bit >= 0; bit--) digit = digit * 2 + Number((values[at + bit] ?? 0) > median);
    hex += digit.toString(16);
  }
  return hex;
}

/** The hash of an RGBA picture of any size. */
export function pdqOf(width: number, height: number, rgba: Uint8ClampedArray): PdqHash {
  const samples = sampled(blurred(lumaOf(width, height, rgba)));
  return { hex: hexOf(transformed(samples)), quality: qualityOf(samples) };
}

export const isPdq = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** Eight words of 32 bits, for fast comparing. */
export const wordsOf = (hex: string): Uint32Array =>
  Uint32Array.from({ length: 8 }, (_, i) => Number.parseInt(hex.slice(i * 8, i * 8 + 8), 16));

function bitsIn(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** How many of the 256 bits differ. */
export function pdqDistance(a: Uint32Array, b: Uint32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += bitsIn(((a[i] ?? 0) ^ (b[i] ?? 0)) >>> 0);
  return sum;
}

import type { Frame } from './frame.ts';
import { isTextOnly } from './text-only.ts';

type Picture = Pick<Frame, 'width' | 'height' | 'pixels'>;

/** Luma this near to the commonest one counts as the same: codecs leave that much dirt on a black frame. */
const SAME_LUMA = 12;
/** A frame is one colour when no more than this share of it differs: smaller than any figure worth judging. */
const DIFFERENT_SHARE = 0.004;
/** Neighbouring blocks of real pictures go together more than this (0.39 and up in 2,261 of them); static is at 0. */
const NOISE_CORRELATION = 0.2;
/** Side of the blocks compared for noise; wide enough that smearing by a codec or a resize does not reach across. */
const BLOCK = 4;
/** Least spread between blocks, in luma, for a frame to be called noise. */
const NOISE_SPREAD = 1.5;

function lumaOf({ pixels }: Picture): Uint8Array {
  const luma = new Uint8Array(pixels.length / 3);
  for (let i = 0, at = 0; i < luma.length; i++, at += 3) {
    luma[i] = (77 * (pixels[at] ?? 0) + 150 * (pixels[at + 1] ?? 0) + 29 * (pixels[at + 2] ?? 0)) >> 8;
  }
  return luma;
}

/** True when all but a few pixels are near one value of luma or of a colour difference. */
function isFlat(values: Uint8Array): boolean {
  const counts = new Uint32Array(256);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  let near = 0;
  let most = 0;
  for (let value = 0; value < 256 + 2 * SAME_LUMA; value++) {
    near += (counts[value] ?? 0) - (counts[value - 2 * SAME_LUMA - 1] ?? 0);
    most = Math.max(most, near);
  }
  return most >= values.length * (1 - DIFFERENT_SHARE);
}

/** A red shape on a blue ground may have one luma; its colour differences tell it apart. */
function isOneColour(picture: Picture, luma: Uint8Array): boolean {
  const difference = (channel: number): Uint8Array =>
    luma.map((value, i) => (((picture.pixels[i * 3 + channel] ?? 0) - value) >> 1) + 128);
  return isFlat(luma) && isFlat(difference(0)) && isFlat(difference(2));
}

function blockMeans(luma: Uint8Array, { width, height }: Picture): { columns: number; means: Float32Array } {
  const columns = Math.floor(width / BLOCK);
  const means = new Float32Array(columns * Math.floor(height / BLOCK));
  for (let i = 0; i < means.length; i++) {
    const start = Math.floor(i / columns) * BLOCK * width + (i % columns) * BLOCK;
    let sum = 0;
    for (let y = 0; y < BLOCK; y++) for (let x = 0; x < BLOCK; x++) sum += luma[start + y * width + x] ?? 0;
    means[i] = sum / (BLOCK * BLOCK);
  }
  return { columns, means };
}

/** Correlation between neighbouring blocks, 1 for smooth pictures, about 0 for static; 1 where nothing varies. */
function blockCorrelation(picture: Picture, luma: Uint8Array): number {
  const { columns, means } = blockMeans(luma, picture);
  const mean = means.reduce((sum, value) => sum + value, 0) / Math.max(1, means.length);
  const variance = means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, means.length);
  if (variance < NOISE_SPREAD ** 2) return 1;
  let product = 0;
  let pairs = 0;
  const add = (a: number, b: number): void => {
    product += ((means[a] ?? 0) - mean) * ((means[b] ?? 0) - mean);
    pairs++;
  };
  for (let i = 0; i < means.length; i++) {
    if ((i + 1) % columns !== 0) add(i, i + 1);
    if (i + columns < means.length) add(i, i + columns);
  }
  return pairs === 0 ? 1 : product / pairs / variance;
}

/** True when there is nothing to judge: black, one colour, noise, or words alone. */
export function isBlank(picture: Picture): boolean {
  const luma = lumaOf(picture);
  return isOneColour(picture, luma) || blockCorrelation(picture, luma) < NOISE_CORRELATION || isTextOnly(picture);
}

import { describe, expect, it } from 'vitest';
import { flattenOnGrey, modelPicture, modelSize, tensorOf } from '../src/prepare.ts';
import { resizeRgb } from '../src/resize.ts';

const RULE = { multiple: 16, pixels: 36864, minSide: 64 };
const greys = (...values: number[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(values.flatMap((value) => [value, value, value]));
const reds = (pixels: Uint8Array): number[] => [...pixels].filter((_, i) => i % 3 === 0);

describe('modelSize', () => {
  it.each([
    [1920, 1080, 256, 144],
    [1080, 1920, 144, 256],
    [500, 500, 192, 192],
    [640, 480, 224, 160],
    [480, 640, 160, 224],
    [158, 224, 160, 224],
    [3000, 100, 1056, 64],
  ])('%d x %d becomes %d x %d', (width, height, toWidth, toHeight) => {
    expect(modelSize({ width, height }, RULE)).toEqual({ width: toWidth, height: toHeight });
  });
});

describe('resizeRgb', () => {
  it.each([
    ['half the width is the mean of pairs', [0, 100, 200, 250], 4, 2, [50, 225]],
    ['three to two weighs the shared pixel by its halves', [0, 90, 240], 3, 2, [30, 190]],
    ['double the width is bilinear between pixel centres', [0, 100], 2, 4, [0, 25, 75, 100]],
    ['the same size stays as it is', [7, 8, 9], 3, 3, [7, 8, 9]],
  ])('%s', (_, values, from, to, expected) => {
    const across = resizeRgb(greys(...values), { width: from, height: 1 }, { width: to, height: 1 });
    expect(reds(across)).toEqual(expected);
    const down = resizeRgb(greys(...values), { width: 1, height: from }, { width: 1, height: to });
    expect(reds(down)).toEqual(expected);
  });

  it('keeps one colour one colour at any size', () => {
    const pixels = new Uint8Array(37 * 23 * 3).fill(201);
    const out = resizeRgb(pixels, { width: 37, height: 23 }, { width: 48, height: 16 });
    expect(new Set(out)).toEqual(new Set([201]));
  });
});

describe('tensorOf', () => {
  it('lays the channels out one after the other, 0 to 1', () => {
    const tensor = tensorOf({ width: 2, height: 1, pixels: Uint8Array.from([255, 0, 51, 0, 255, 102]) });
    expect([...tensor].map((value) => Math.round(value * 10) / 10)).toEqual([1, 0, 0, 1, 0.2, 0.4]);
  });

  it('fits the picture made for the model', () => {
    const frame = { width: 320, height: 180, pixels: new Uint8Array(320 * 180 * 3) };
    expect(tensorOf(modelPicture(frame, RULE)).length).toBe(3 * 256 * 144);
  });
});

describe('flattenOnGrey', () => {
  it.each([
    ['opaque stays', [10, 20, 30, 255], [10, 20, 30]],
    ['clear is mid grey', [10, 20, 30, 0], [128, 128, 128]],
    ['half is between', [0, 255, 128, 128], [64, 192, 128]],
  ])('%s', (_, rgba, rgb) => {
    expect([...flattenOnGrey(Uint8Array.from(rgba))]).toEqual(rgb);
  });
});

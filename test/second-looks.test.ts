import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrtRecogniser } from '../src/ort-recogniser.ts';
import type { InputRule, ModelPicture } from '../src/prepare.ts';
import type { EntryScore } from '../src/read-embedding.ts';
import { firstLook, scoreOfLooks, secondLooks } from '../src/second-looks.ts';
import { tinyRecogniser } from './evidence.ts';
import { type Patch, paintedFrame } from './painted.ts';

const RULE: InputRule = { multiple: 16, pixels: 34560, firstPixels: 15360, minSide: 64 };

/** A picture in which every pixel says where it is. */
function placesOf(width: number, height: number): ModelPicture {
  const pixels = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) pixels.set([i % width, Math.floor(i / width), 7], i * 3);
  return { width, height, pixels };
}

const pixelAt = ({ width, pixels }: ModelPicture, x: number, y: number): number[] => [
  ...pixels.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
];

const scored = (...scores: readonly number[]): EntryScore[] =>
  scores.map((score, i) => ({ id: `entry-${i}`, score, box: () => null }));

describe('the first look', () => {
  it('shows all of the picture in fewer pixels', () => {
    const first = firstLook(placesOf(240, 144), RULE);
    expect([first.width, first.height]).toEqual([160, 96]);
    expect(pixelAt(first, 0, 0)[2]).toBe(7);
    expect(pixelAt(first, 159, 95)[0]).toBeGreaterThan(235);
  });

  it('shows the picture itself where no smaller one is asked for', () => {
    const picture = placesOf(256, 144);
    expect(firstLook(picture, { multiple: 16, pixels: 36864, minSide: 64 })).toBe(picture);
  });
});

describe('second looks', () => {
  const looks = secondLooks(placesOf(240, 144), RULE);

  it('show the middle, half a cell smaller on every side, as it is and mirrored', () => {
    expect(looks.map(({ width, height }) => [width, height])).toEqual([
      [224, 128],
      [224, 128],
    ]);
    const [plain = placesOf(1, 1), mirrored = plain] = looks;
    expect(pixelAt(plain, 0, 0)).toEqual([8, 8, 7]);
    expect(pixelAt(plain, 223, 127)).toEqual([231, 135, 7]);
    expect(pixelAt(mirrored, 0, 0)).toEqual([231, 8, 7]);
    expect(pixelAt(mirrored, 223, 127)).toEqual([8, 135, 7]);
  });

  it('leave a side that would grow shorter than the model takes', () => {
    const [plain = placesOf(1, 1)] = secondLooks(placesOf(240, 64), RULE);
    expect([plain.width, plain.height]).toEqual([224, 64]);
    expect(pixelAt(plain, 0, 0)).toEqual([8, 0, 7]);
  });
});

describe('scores of looks', () => {
  const never = (): never => {
    throw new Error('looked again');
  };

  it('are those of the first where it saw nothing, which then is the only one', async () => {
    const first = scored(0.01, 0.24);
    expect(await scoreOfLooks(first, [0.5, 0.5], never)).toBe(first);
  });

  it('are never those of one look where that alone would match', async () => {
    const [, second] = await scoreOfLooks(scored(0.01, 0.12), [0.5, 0.1], async () => [scored(0.01, 0.01)]);
    expect(second?.score).toBeLessThan(0.1);
  });

  it('are the mean of log-odds, entry by entry, in which the first counts three times', async () => {
    const again = async () => [scored(0.5, 0.5), scored(0.5, 0.2)];
    const [first, second] = await scoreOfLooks(scored(0.8, 0.5), [0.5, 0.5], again);
    expect(first?.score).toBeCloseTo(1 / (1 + 4 ** (-3 / 5)), 10);
    expect(second?.score).toBeCloseTo(1 / (1 + 4 ** (1 / 5)), 10);
  });

  it('keep the places of the first look', async () => {
    const box = { x: 0, y: 0, width: 1, height: 1 };
    const first = [{ id: 'a', score: 0.5, box: () => box }];
    expect((await scoreOfLooks(first, [0.5], async () => [scored(0.5)]))[0]?.box()).toBe(box);
  });
});

describe('the recogniser', () => {
  let recogniser: OrtRecogniser;
  beforeAll(async () => {
    recogniser = await tinyRecogniser();
  });
  afterAll(() => recogniser?.dispose());

  const scoreOf = async (patches: readonly Patch[]): Promise<number> => {
    const frame = paintedFrame({ width: 256, height: 144, ground: [0, 0, 255], patches });
    return (await recogniser.score(frame)).find(({ id }) => id === 'ruby')?.score ?? 0;
  };
  const square = (x: number, y: number): Patch => ({ colour: [255, 0, 0], at: [x, y, 32, 32] });

  it('is surer of what it sees at every look than of what happens to fill cells of the first', async () => {
    const onlyOnce = await scoreOf([square(64, 64)]);
    const always = await scoreOf([{ colour: [255, 0, 0], at: [56, 56, 48, 48] }]);
    expect(onlyOnce).toBeGreaterThan(0.25);
    expect(always).toBeGreaterThan(onlyOnce + 0.05);
  });

  it('says the same of a model input as of the frame that it was made of', async () => {
    const frame = paintedFrame({ width: 256, height: 144, ground: [0, 0, 255], patches: [square(64, 64)] });
    const read = await recogniser.read(frame);
    const again = await recogniser.readInput({ width: 256, height: 144, pixels: frame.pixels }, frame.time);
    expect(again).toEqual(read);
  });
});

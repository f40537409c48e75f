import { describe, expect, it } from 'vitest';
import { bankOf, boxAround, entryMaps, logitsOf, peakOf, scoreOf, softmaxOverRows } from '../src/score.ts';

const near = (values: Iterable<number>, digits = 4): number[] =>
  [...values].map((value) => Number(value.toFixed(digits)));

describe('logitsOf', () => {
  const entry = { bias: 1, prototypes: Float32Array.from([1, 0, 0, 1]) };
  const contrast = { bias: -2, prototypes: Float32Array.from([-1, 0]) };
  const bank = bankOf([entry], [contrast], { scale: { scale: 10, temperature: 1 }, dimensions: 2 });

  it('takes the nearest prototype of each, scaled, with the bias', () => {
    // Three places: (1,0), (0,1), (-0.6,0.8), laid out dimension by dimension.
    const vectors = Float32Array.from([1, 0, -0.6, 0, 1, 0.8]);
    expect(near(logitsOf(vectors, bank))).toEqual([11, 11, 9, -12, -2, 4]);
  });

  it('shares one softmax between entries and contrasts', () => {
    const [map] = entryMaps(Float32Array.from([-0.6, 0.8]), bank);
    expect(near(map ?? [])).toEqual(near([Math.exp(9) / (Math.exp(9) + Math.exp(4))]));
  });
});

describe('softmaxOverRows', () => {
  it('adds up to one at every place, also for large logits', () => {
    const out = softmaxOverRows(Float32Array.from([900, 0, 800, 1]), 2);
    expect(near(out)).toEqual(near([1, 1 / (1 + Math.E), 0, Math.E / (1 + Math.E)]));
  });
});

describe('scoreOf', () => {
  it.each([
    [0.5, 1, 0.5],
    [0.5, 4, 0.5],
    [0.9, 1, 0.9],
    [0.9, 2, 0.75],
    [0.1, 2, 0.25],
    [1, 1, 0.999999],
    [0, 1, 0.000001],
  ])('of posterior %d at temperature %d is %d', (posterior, temperature, score) => {
    expect(scoreOf(posterior, temperature)).toBeCloseTo(score, 6);
  });
});

describe('peakOf', () => {
  it.each([
    ['the best 2 x 2 window', [0, 0, 0, 0, 0.8, 0.4, 0, 0.6, 0.2], 3, 3, 2, 0.5, 4],
    ['one odd cell counts a quarter', [0, 0, 0, 0, 1, 0, 0, 0, 0], 3, 3, 2, 0.25, 4],
    ['a window of one', [0.1, 0.9, 0.3, 0.2], 2, 2, 1, 0.9, 1],
    ['a single row shrinks the window', [0.2, 0.4, 0.8], 3, 1, 2, 0.6, 2],
    ['a single cell', [0.7], 1, 1, 2, 0.7, 0],
  ])('finds %s', (_, map, width, height, window, raw, cell) => {
    const peak = peakOf(Float32Array.from(map), { width, height }, window);
    expect(peak.raw).toBeCloseTo(raw, 5);
    expect(peak.cell).toBe(cell);
  });
});

describe('boxAround', () => {
  it.each([
    ['the cells joined to the peak', [0, 0, 0, 0, 0, 0.9, 0.5, 0, 0, 0.5, 0, 0], 4, 3, 5, [0.25, 1 / 3, 0.5, 2 / 3]],
    ['not those below half of it', [0.4, 0.9, 0.4, 0.4], 4, 1, 1, [0.25, 0, 0.25, 1]],
    ['not those that touch by a corner only', [0.9, 0, 0, 0.9], 2, 2, 0, [0, 0, 0.5, 0.5]],
    ['everything where all is alike', [0.6, 0.6, 0.6, 0.6], 2, 2, 0, [0, 0, 1, 1]],
  ])('holds %s', (_, map, width, height, peak, [x, y, wide, high]) => {
    const box = boxAround(Float32Array.from(map), { width, height }, peak);
    expect(box.x).toBeCloseTo(x ?? -1);
    expect(box.y).toBeCloseTo(y ?? -1);
    expect(box.width).toBeCloseTo(wide ?? -1);
    expect(box.height).toBeCloseTo(high ?? -1);
  });

  it('does not run over the edge into the next row', () => {
    const box = boxAround(Float32Array.from([0, 0, 0.9, 0.9, 0, 0]), { width: 3, height: 2 }, 2);
    expect(box.width).toBeCloseTo(1 / 3);
    expect(box.height).toBeCloseTo(1 / 2);
  });
});

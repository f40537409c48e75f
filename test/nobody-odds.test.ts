import { describe, expect, it } from 'vitest';
import { meanOdds } from '../src/pack-build/embedded-views.ts';
import { type Nobody, pictureOdds, placeOdds } from '../src/pack-build/nobody.ts';

/** Two pictures of two looks of two windows of one cell. */
const NOBODY: Nobody = {
  view: {
    grid: { width: 8, height: 1 },
    cells: { dimensions: 1, rows: new Float32Array(8) },
    rivals: new Float32Array(8),
    known: new Float32Array(8),
    cover: new Float32Array(8),
  },
  cellsInWindow: 1,
  windowsInLook: 2,
  looks: 2,
};
const MARGINS = Float32Array.from([0, 3, -6, -3, 1, -1, 2, 5]);
const rounded = (odds: readonly number[]): number[] => odds.map((value) => Math.round(value * 1000) / 1000);

describe('log-odds of pictures of nobody', () => {
  it('are those of each place of the first look, which counts three times, with the best of the second, which counts twice', () => {
    expect(placeOdds(NOBODY, MARGINS, 0).map(rounded)).toEqual([
      [-1.2, 0.6],
      [2.6, 1.4],
    ]);
  });

  it('are of the best place of a picture, and higher by the bias', () => {
    expect(rounded(pictureOdds(NOBODY, MARGINS, 0))).toEqual([0.6, 2.6]);
    expect(rounded(pictureOdds(NOBODY, MARGINS, 0.5))).toEqual([1.1, 3.1]);
  });

  it('are those of the one look where there is one', () => {
    expect(meanOdds([1.5])).toBe(1.5);
    expect(rounded(pictureOdds({ ...NOBODY, windowsInLook: 4, looks: 1 }, MARGINS, 0))).toEqual([3, 5]);
  });
});

import { describe, expect, it } from 'vitest';
import json from '../models/marks.json' with { type: 'json' };
import { addUnreadable, startLook, verdictOf } from '../src/look.ts';
import { parseMarksDescription } from '../src/marks/description.ts';
import { findMarks } from '../src/marks/find-marks.ts';
import { markSigns } from '../src/marks/mark-signs.ts';
import { planTiles, sweepPlaces, tilesOf } from '../src/marks/tiles.ts';
import type { Box } from '../src/match.ts';

const DESCRIPTION = parseMarksDescription(json);
const { input, output } = DESCRIPTION;

describe('where marks are looked for', () => {
  it.each([
    [180, 320],
    [320, 180],
    [240, 240],
    [64, 64],
    [1024, 64],
  ])('all tiles lie within a frame of %i x %i', (width, height) => {
    const plan = planTiles({ width, height, time: 3.2 }, input);
    expect(plan.places).toHaveLength(input.tilesPerRead);
    for (const { x, y } of plan.places) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(x + input.width).toBeLessThanOrEqual(plan.width);
      expect(y + input.height).toBeLessThanOrEqual(plan.height);
    }
  });

  it('the wandering tile covers the whole frame as the video goes on', () => {
    const size = { width: 240, height: 427 };
    const seen = new Set<string>();
    for (const { x, y } of sweepPlaces(size, input)) {
      for (let dy = 0; dy < input.height; dy++)
        for (let dx = 0; dx < input.width; dx++) seen.add(`${x + dx},${y + dy}`);
    }
    expect(seen.size).toBe(size.width * size.height);
  });

  it('takes the pixels of each tile, one colour after the other', () => {
    const pixels = new Uint8Array(240 * 427 * 3).fill(51);
    const frame = { width: 240, height: 427, pixels, time: 0, videoWidth: 240, videoHeight: 427 };
    const tensor = tilesOf(frame, planTiles(frame, input), input);
    expect(tensor).toHaveLength(input.tilesPerRead * 3 * input.width * input.height);
    expect(tensor.every((value) => Math.abs(value - 0.2) < 1e-6)).toBe(true);
  });
});

/** What the network would say of a mark in the middle of one tile, 54 x 18 pixels large. */
function cellsWith(tile: number, mark: string, score: number): Float32Array {
  const columns = input.width / output.stride;
  const area = columns * (input.height / output.stride);
  const cells = new Float32Array(input.tilesPerRead * (output.classes.length + 4) * area);
  const middle = Math.floor(area / 2);
  const at = (channel: number): number => (tile * (output.classes.length + 4) + channel) * area + middle;
  cells[at(output.classes.indexOf(mark))] = score;
  const reach = [27, 9, 27, 9];
  for (const [side, far] of reach.entries()) cells[at(output.classes.length + side)] = far / output.stride;
  return cells;
}

describe('marks in the answer of the network', () => {
  const plan = planTiles({ width: 180, height: 320, time: 0 }, input);

  it('has the box of what was found, in fractions of the frame', () => {
    const [seen] = findMarks(cellsWith(0, 'sora2', 0.9), DESCRIPTION, plan);
    expect(seen).toMatchObject({ mark: 'sora2', score: expect.closeTo(0.9) });
    expect(seen?.box.width).toBeCloseTo(54 / plan.width);
    expect(seen?.box.height).toBeCloseTo(18 / plan.height);
  });

  it.each([
    ['a score that is too low', 0, 'sora2', 0.3],
    ['a diamond at the top, where it never stands', 0, 'gemini', 0.99],
    ['a Kling mark in the middle of the right side', 1, 'kling', 0.99],
  ])('passes over %s', (_, tile, mark, score) => {
    expect(findMarks(cellsWith(tile, mark, score), DESCRIPTION, plan)).toEqual([]);
  });
});

const TOP: Box = { x: 0.05, y: 0.09, width: 0.21, height: 0.04 };
const RIGHT: Box = { x: 0.74, y: 0.48, width: 0.21, height: 0.04 };
const CORNER: Box = { x: 0.77, y: 0.96, width: 0.2, height: 0.03 };
const at = (time: number, mark: string, box: Box, score = 0.9) => ({ time, marks: [{ mark, score, box }] });

describe('what marks over several reads add up to', () => {
  it.each([
    ['one read is a hint', [at(1, 'sora2', TOP)], 'weak'],
    ['two reads of one moment are one', [at(1, 'sora2', TOP), at(1.2, 'sora2', TOP)], 'weak'],
    ['two reads apart are sure', [at(1, 'sora2', TOP), at(2, 'sora2', TOP)], 'strong'],
    ['a jump is sure even when faint', [at(1, 'sora2', TOP, 0.7), at(4, 'sora2', RIGHT, 0.7)], 'strong'],
    ['faint and never elsewhere is a hint', [at(1, 'sora2', TOP, 0.7), at(2, 'sora2', TOP, 0.7)], 'weak'],
    [
      'a Sora mark that never jumps was put there',
      [at(0, 'sora2', TOP), at(3, 'sora2', TOP), at(7, 'sora2', TOP)],
      'weak',
    ],
    ['Kling stays where it is', [at(0, 'kling', CORNER), at(7, 'kling', CORNER)], 'strong'],
    ['Kling at two places is none of it', [at(0, 'kling', CORNER), at(7, 'kling', TOP)], 'weak'],
    ['what was measured too little is a hint', [at(0, 'jimeng', CORNER), at(7, 'jimeng', CORNER)], 'weak'],
  ])('%s', (_, readings, strength) => {
    const [sign] = markSigns(readings);
    expect(sign).toMatchObject({ kind: 'mark', strength });
    expect(sign?.notes).toContain('can-be-faked');
    expect(sign?.box).toBeDefined();
  });

  it('is nothing without marks', () => {
    expect(
      markSigns([
        { time: 0, marks: [] },
        { time: 1, marks: undefined },
      ]),
    ).toEqual([]);
  });
});

describe('a mark in a frame with nothing else to judge', () => {
  const seen = (time: number) => ({ time, marks: [{ mark: 'kling', score: 0.9, box: CORNER }] });

  it('is a sign, and the video is unreadable all the same', () => {
    const once = addUnreadable(startLook([], []), 'blank', seen(0));
    const twice = addUnreadable(once, 'blank', seen(1));
    expect(verdictOf(once)).toMatchObject({ kind: 'unknown', unreadable: 'blank', signs: [{ strength: 'weak' }] });
    expect(verdictOf(twice)).toMatchObject({ kind: 'ai-only', unreadable: 'blank', framesRead: 0 });
    expect(verdictOf(addUnreadable(startLook([], []), 'blank'))).toMatchObject({ kind: 'unknown', signs: [] });
  });
});

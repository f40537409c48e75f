import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Box, Match } from '../src/match.ts';
import type { OrtRecogniser } from '../src/ort-recogniser.ts';
import {
  boxOfPart,
  matchesInFrame,
  nextLook,
  nextPart,
  PARTS,
  type Part,
  pictureOfPart,
  placeInPart,
} from '../src/parts.ts';
import { tinyRecogniser } from './evidence.ts';
import { paintedFrame } from './painted.ts';

const RED = [255, 0, 0] as const;
const WHITE = [255, 255, 255] as const;
const RUBY: Match = { entry: 'ruby', score: 0.9, level: 'flag', box: { x: 0, y: 0.5, width: 0.5, height: 0.5 } };

describe('a part of a frame', () => {
  const corners = { 'top-left': [0, 0], 'top-right': [310, 0], 'bottom-left': [0, 170], 'bottom-right': [310, 170] };
  it.each(PARTS)('%s has the pixels of its corner and no other', (part) => {
    const [x = 0, y = 0] = corners[part];
    const patch = { colour: RED, at: [x, y, 10, 10] as const };
    const frame = paintedFrame({ width: 320, height: 180, ground: WHITE, patches: [patch] });
    const { width, height, pixels } = pictureOfPart({ ...frame, part });
    expect([width, height, pixels.length]).toEqual([192, 108, 192 * 108 * 3]);
    const isRed = (px: number, py: number) => pixels[(py * width + px) * 3 + 1] === 0;
    expect([isRed(x && 191, y && 107), isRed(96, 54)]).toEqual([true, false]);
    const others = PARTS.filter((other) => other !== part).map((other) => pictureOfPart({ ...frame, part: other }));
    expect(others.some((other) => other.pixels.some((value) => value === 0))).toBe(false);
  });

  it('is the frame itself where none is asked for', () => {
    const frame = paintedFrame({ width: 64, height: 64, ground: WHITE });
    expect(pictureOfPart(frame)).toBe(frame);
  });

  it('covers the frame together with the others, so that no place is never looked at', () => {
    const isIn = ({ x, y, width, height }: Box, px: number, py: number) =>
      px >= x && px <= x + width && py >= y && py <= y + height;
    for (const px of [0, 0.25, 0.5, 0.75, 1]) {
      for (const py of [0, 0.25, 0.5, 0.75, 1]) {
        expect(PARTS.some((part) => isIn(boxOfPart(part), px, py))).toBe(true);
      }
    }
  });

  it('gives places of the whole frame, and neither styles nor what is only unsure', () => {
    const style: Match = { ...RUBY, entry: 'style-moss', box: null };
    const found = matchesInFrame([RUBY, style, { ...RUBY, level: 'unsure' }], 'bottom-right');
    expect(found).toEqual([{ ...RUBY, box: { x: 0.4, y: 0.7, width: 0.3, height: 0.3 } }]);
    const back = placeInPart(found[0]!.box!, 'bottom-right');
    for (const side of ['x', 'y', 'width', 'height'] as const) expect(back[side]).toBeCloseTo(RUBY.box![side], 9);
  });
});

describe('what is looked at next', () => {
  const readings = (...looks: readonly (readonly [Part | undefined, ...Match[]])[]) =>
    looks.map(([part, ...matches]) => ({ part, matches }));
  const NONE = undefined;

  it('is the whole frame first, and every part within six reads', () => {
    const looks: (readonly [Part | undefined])[] = [];
    for (let i = 0; i < 7; i++) looks.push([nextLook(readings(...looks))]);
    const order = looks.map(([part]) => part);
    expect([order[0], order[3], order[6]]).toEqual([NONE, NONE, NONE]);
    expect(new Set(order)).toEqual(new Set([NONE, ...PARTS]));
  });

  it('is where something was just found, once more', () => {
    expect(nextLook(readings([NONE], ['top-left', RUBY]))).toBe('top-left');
    expect(nextLook(readings([NONE, RUBY]))).toBe(NONE);
  });

  it('goes on in turn once that was confirmed, and when it was not', () => {
    expect(nextLook(readings([NONE], ['top-left', RUBY], ['top-left', RUBY]))).toBe(NONE);
    expect(nextLook(readings([NONE], ['top-left', RUBY], ['top-left']))).toBe(NONE);
  });

  it('is for a file the next part, whatever was read of whole frames', () => {
    expect(nextPart([])).toBe(PARTS[0]);
    expect(nextPart(readings([NONE, RUBY], [PARTS[0]], [NONE]))).toBe(PARTS[1]);
    expect(nextPart(readings([NONE], [PARTS[0]], [NONE], [PARTS[1], RUBY], [NONE]))).toBe(PARTS[1]);
  });
});

describe('a closer look', () => {
  let recogniser: OrtRecogniser;
  beforeAll(async () => {
    recogniser = await tinyRecogniser();
  });
  afterAll(() => recogniser.dispose());

  it('finds what is too small in the whole frame, at its place there', async () => {
    const patch = { colour: RED, at: [258, 130, 29, 29] as const };
    const frame = paintedFrame({ width: 320, height: 180, ground: [0, 0, 255], patches: [patch] }, 2);
    const flagged = ({ matches }: { matches: readonly Match[] }) => matches.filter(({ level }) => level === 'flag');
    expect(flagged(await recogniser.read(frame))).toEqual([]);
    const closer = await recogniser.read({ ...frame, part: 'bottom-right' });
    expect(closer).toMatchObject({ time: 2, part: 'bottom-right', matches: [{ entry: 'ruby' }] });
    const { x, y, width, height } = closer.matches[0]!.box!;
    expect(Math.abs(x + width / 2 - 272 / 320)).toBeLessThan(0.04);
    expect(Math.abs(y + height / 2 - 144 / 180)).toBeLessThan(0.06);
    expect((await recogniser.read({ ...frame, part: 'top-left' })).matches).toEqual([]);
  });

  it('says nothing of a style', async () => {
    const frame = paintedFrame({ width: 320, height: 320, ground: [0, 255, 0] });
    expect((await recogniser.read({ ...frame, part: 'top-left' })).matches).toEqual([]);
  });
});

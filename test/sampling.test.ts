import { describe, expect, it } from 'vitest';
import {
  afterFailure,
  afterGlance,
  afterRead,
  type Histogram,
  histogramDistance,
  histogramOf,
  type Moment,
  NO_SAMPLES,
  type Samples,
  SCENE_DISTANCE,
  wantsGlance,
  wantsRead,
} from '../src/sampling.ts';

function picture(width: number, height: number, valueAt: (x: number, y: number) => number) {
  const pixels = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) pixels.fill(valueAt(i % width, Math.floor(i / width)), i * 3, i * 3 + 3);
  return { width, height, pixels };
}

const DARK = histogramOf(picture(40, 40, () => 10));
const moment = (now: number, videoTime: number, isPromising = false): Moment => ({ now, videoTime, isPromising });
const readAt = (now: number, videoTime: number, before: Samples = NO_SAMPLES): Samples =>
  afterRead(before, moment(now, videoTime), DARK);
const reads = (count: number): Samples =>
  Array.from({ length: count }).reduce<Samples>((s) => readAt(0, 0, s), NO_SAMPLES);

describe('brightness histograms', () => {
  it('sum to one', () => {
    const histogram = histogramOf(picture(320, 180, (x, y) => (x * y) % 256));
    expect(histogram.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
  });

  it.each<[string, Histogram, Histogram, boolean]>([
    ['the same picture', DARK, DARK, false],
    ['dark to bright', DARK, histogramOf(picture(40, 40, () => 240)), true],
    [
      'a figure of a fifth of the picture appears',
      DARK,
      histogramOf(picture(40, 40, (x) => (x < 8 ? 200 : 10))),
      false,
    ],
    ['half of the picture changes', DARK, histogramOf(picture(40, 40, (x) => (x < 20 ? 200 : 10))), true],
    [
      'the picture moves by a few pixels',
      histogramOf(picture(64, 64, (x) => x * 4)),
      histogramOf(picture(64, 64, (x) => ((x + 5) % 64) * 4)),
      false,
    ],
  ])('%s: another scene %#', (_name, a, b, isOther) => {
    expect(histogramDistance(a, b) >= SCENE_DISTANCE).toBe(isOther);
  });
});

describe('when a frame is taken', () => {
  it.each<[string, Samples, Moment, boolean]>([
    ['at once for a video never read', NO_SAMPLES, moment(5, 0), true],
    ['not the same moment again, however long it lasts', readAt(0, 3), moment(60_000, 3.2), false],
    ['not before a glance is due', afterGlance(readAt(0, 0), 500), moment(600, 0.6), false],
    ['for a glance between two reads', readAt(0, 0), moment(600, 0.6), true],
    ['after the video looped', readAt(0, 5), moment(2000, 0.1), true],
    ['not right after a failure', afterFailure(NO_SAMPLES, 0), moment(900, 0), false],
    ['a second after a failure, even of the same moment', afterFailure(NO_SAMPLES, 0), moment(1000, 0), true],
    [
      'later after three failures',
      [1, 2, 3].reduce<Samples>((samples) => afterFailure(samples, 0), NO_SAMPLES),
      moment(3900, 9),
      false,
    ],
    [
      'sixteen seconds later at most, however often it failed',
      Array.from({ length: 30 }).reduce<Samples>((samples) => afterFailure(samples, 0), NO_SAMPLES),
      moment(16_000, 9),
      true,
    ],
  ])('%s', (_name, samples, now, expected) => {
    expect(wantsGlance(samples, now)).toBe(expected);
  });
});

describe('when a frame is read', () => {
  const BRIGHT = histogramOf(picture(40, 40, () => 240));
  it.each<[string, Samples, Moment, Histogram, boolean]>([
    ['the first one', NO_SAMPLES, moment(0, 0), DARK, true],
    ['not after half a second of the same scene', readAt(0, 0), moment(600, 0.6), DARK, false],
    ['after a second', readAt(0, 0), moment(1000, 1), DARK, true],
    ['as soon as the scene changed', readAt(0, 0), moment(600, 0.6), BRIGHT, true],
    ['soon after something was recognised', readAt(0, 0), moment(560, 0.56, true), DARK, true],
    ['more rarely after six reads', reads(6), moment(1500, 1.5), DARK, false],
    ['every four seconds in the end', reads(7), moment(3900, 3.9), DARK, false],
    ['every four seconds in the end', reads(7), moment(4000, 4), DARK, true],
  ])('%s', (_name, samples, now, histogram, expected) => {
    expect(wantsRead(samples, now, histogram)).toBe(expected);
  });

  it('forgets failures once a frame was read', () => {
    const samples = afterRead(afterFailure(NO_SAMPLES, 0), moment(1000, 1), DARK);
    expect(wantsRead(samples, moment(2000, 2), DARK)).toBe(true);
  });
});

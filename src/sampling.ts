import type { Frame } from './frame.ts';
import { READS_APART_SECONDS } from './look.ts';

/** Share of pixels in each band of brightness. Sums to 1. */
export type Histogram = readonly number[];

const BANDS = 16;
/** Pixels counted per frame: enough for shares of 1 %, cheap enough for every glance. */
const PIXELS_COUNTED = 1024;

/** Brightness of a frame, from a thin grid of its pixels. */
export function histogramOf({ width, height, pixels }: Pick<Frame, 'width' | 'height' | 'pixels'>): Histogram {
  const counts = new Array<number>(BANDS).fill(0);
  const area = width * height;
  const count = Math.min(area, PIXELS_COUNTED);
  for (let i = 0; i < count; i++) {
    const at = Math.floor((i * area) / count) * 3;
    const luma = 0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0);
    const band = Math.min(BANDS - 1, Math.floor((luma * BANDS) / 256));
    counts[band] = (counts[band] ?? 0) + 1 / count;
  }
  return counts;
}

/** 0 for alike, 1 for nothing in common. */
export const histogramDistance = (a: Histogram, b: Histogram): number =>
  a.reduce((sum, share, band) => sum + Math.abs(share - (b[band] ?? 0)), 0) / 2;

/** From this distance on it is another scene: pans and zooms stay well below, cuts are mostly above. */
export const SCENE_DISTANCE = 0.35;

/** A glance is a frame taken only to see whether the scene changed. */
export const GLANCE_EVERY_MS = 400;

/** Wait between reads for time alone: short until every part was looked at, longer as each read tells less. */
const WAITS_MS: readonly number[] = [0, 800, 800, 800, 800, 800, 1600];
const LONGEST_WAIT_MS = 4000;
/** Wait after a read that found something, which only a second read makes certain. */
const CONFIRM_WAIT_MS = 550;
/** Wait after a frame that could not be read, doubled with each further one. */
const RETRY_WAIT_MS = 1000;
const RETRY_WAIT_MAX_MS = 16_000;

/** What was taken of one post so far. Times `At` in ms of one steady clock, `videoTime` in seconds of the video. */
export interface Samples {
  readonly reads: number;
  readonly failuresInARow: number;
  readonly triedAt: number | null;
  readonly readVideoTime: number | null;
  readonly glancedAt: number | null;
  readonly histogram: Histogram | null;
}

export const NO_SAMPLES: Samples = {
  reads: 0,
  failuresInARow: 0,
  triedAt: null,
  readVideoTime: null,
  glancedAt: null,
  histogram: null,
};

/** The moment a decision is taken for. */
export interface Moment {
  readonly now: number;
  readonly videoTime: number;
  /** Something was recognised, and a second read would make it certain. */
  readonly isPromising: boolean;
}

function waitOf(samples: Samples, isPromising: boolean): number {
  if (samples.failuresInARow > 0) {
    return Math.min(RETRY_WAIT_MAX_MS, RETRY_WAIT_MS * 2 ** (samples.failuresInARow - 1));
  }
  return isPromising ? CONFIRM_WAIT_MS : (WAITS_MS[samples.reads] ?? LONGEST_WAIT_MS);
}

const isTimeFor = (samples: Samples, moment: Moment): boolean =>
  samples.triedAt === null || moment.now - samples.triedAt >= waitOf(samples, moment.isPromising);

/** Two reads of nearly the same moment would be one read twice; a loop or a seek back counts as another moment. */
const isAnotherMoment = (samples: Samples, videoTime: number): boolean =>
  samples.readVideoTime === null || Math.abs(videoTime - samples.readVideoTime) >= READS_APART_SECONDS;

/** Whether to take a frame at all. */
export function wantsGlance(samples: Samples, moment: Moment): boolean {
  if (samples.failuresInARow > 0) return isTimeFor(samples, moment);
  if (!isAnotherMoment(samples, moment.videoTime)) return false;
  if (isTimeFor(samples, moment)) return true;
  return samples.glancedAt === null || moment.now - samples.glancedAt >= GLANCE_EVERY_MS;
}

/** Whether the frame just taken goes to the engine: its time has come, or it shows another scene. */
export function wantsRead(samples: Samples, moment: Moment, histogram: Histogram): boolean {
  if (isTimeFor(samples, moment)) return true;
  return samples.histogram !== null && histogramDistance(samples.histogram, histogram) >= SCENE_DISTANCE;
}

export const afterGlance = (samples: Samples, now: number): Samples => ({ ...samples, glancedAt: now });

export const afterRead = (samples: Samples, { now, videoTime }: Moment, histogram: Histogram): Samples => ({
  reads: samples.reads + 1,
  failuresInARow: 0,
  triedAt: now,
  readVideoTime: videoTime,
  glancedAt: now,
  histogram,
});

/** A frame that could not be taken or read: try again, later each time. */
export const afterFailure = (samples: Samples, now: number): Samples => ({
  ...samples,
  failuresInARow: samples.failuresInARow + 1,
  triedAt: now,
});

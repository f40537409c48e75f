/** Reads of one video file at most: enough to find what comes and goes, few enough for thousands of files. */
export const READS_MAX = 12;

/** So many moments, each in the middle of an equal part. */
export const evenMoments = (count: number, durationSeconds: number): number[] =>
  Array.from({ length: count }, (_, i) => ((i + 0.5) * durationSeconds) / count);

/** Moments of a video file to look at, about one a second; a second of video gives two reads. */
export const momentsOf = (durationSeconds: number): number[] =>
  evenMoments(
    Math.min(READS_MAX, Math.max(durationSeconds >= 1 ? 2 : 1, Math.round(durationSeconds))),
    durationSeconds,
  );

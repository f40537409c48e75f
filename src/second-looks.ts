import type { InputRule, ModelPicture } from './prepare.ts';
import type { EntryScore } from './read-embedding.ts';

/**
 * What scores less at the first look is not looked at again: a posterior of one in ten at the usual temperature. One in five of
 * the negatives scores more.
 */
const LOOK_AGAIN = 0.25;

/** The rows and columns given, mirrored if asked for. */
function cut(
  { width, pixels }: ModelPicture,
  { x, y, columns, rows }: { x: number; y: number; columns: number; rows: number },
  isMirrored: boolean,
): ModelPicture {
  const cutOut = new Uint8Array(columns * rows * 3);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const from = ((y + row) * width + x + (isMirrored ? columns - 1 - column : column)) * 3;
      cutOut.set(pixels.subarray(from, from + 3), (row * columns + column) * 3);
    }
  }
  return { width: columns, height: rows, pixels: cutOut };
}

/**
 * The middle of a model input, without half a cell on every side, as it is and mirrored: its cells lie between those of the
 * first look, and no pixel is computed anew, so that whoever has the input has these too. A side that would grow too short stays.
 */
export function secondLooks(picture: ModelPicture, { multiple, minSide }: InputRule): readonly ModelPicture[] {
  const trimOf = (side: number): number => (side - multiple >= minSide ? multiple / 2 : 0);
  const [x, y] = [trimOf(picture.width), trimOf(picture.height)];
  const middle = { x, y, columns: picture.width - 2 * x, rows: picture.height - 2 * y };
  return [cut(picture, middle, false), cut(picture, middle, true)];
}

/** Whether the first look saw enough of some entry for a second one. */
const isWorthLookingAgain = (scores: readonly EntryScore[], unsure: readonly number[]): boolean =>
  scores.some(({ score }, i) => score >= Math.min(LOOK_AGAIN, unsure[i] ?? LOOK_AGAIN));

const logOdds = (score: number): number => Math.log(score / (1 - score));

/** The mean of all looks in log-odds, entry by entry; places are those of the first look. */
function meanOfLooks(first: readonly EntryScore[], again: readonly (readonly EntryScore[])[]): EntryScore[] {
  return first.map((entry, i) => {
    const all = [entry, ...again.flatMap((scores) => scores[i] ?? [])];
    const mean = all.reduce((sum, { score }) => sum + logOdds(score), 0) / all.length;
    return { ...entry, score: 1 / (1 + Math.exp(-mean)) };
  });
}

/**
 * Scores of a first look, or the mean of those with what second looks say, which are taken only where the first saw something.
 * `unsure` holds the lower threshold of each entry, in pack order.
 */
export async function scoreOfLooks(
  first: readonly EntryScore[],
  unsure: readonly number[],
  lookAgain: () => Promise<readonly (readonly EntryScore[])[]>,
): Promise<readonly EntryScore[]> {
  return isWorthLookingAgain(first, unsure) ? meanOfLooks(first, await lookAgain()) : first;
}

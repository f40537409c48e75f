import type { JoinedPacks } from './join-packs.ts';
import { type InputRule, type ModelPicture, modelSize } from './prepare.ts';
import { type Embedding, type EntryScore, scoreEntries } from './read-embedding.ts';
import { cropRgb, mirrorRgb, type PixelBox, resizeRgb, type Size } from './resize.ts';

/**
 * What scores less at the first look is not looked at again: a posterior of one in ten at the usual temperature. One in five of
 * the negatives scores more.
 */
const LOOK_AGAIN = 0.25;

/** What the first look shows: the picture made small enough to be cheap. */
export function firstLook(picture: ModelPicture, rule: InputRule): ModelPicture {
  if (rule.firstPixels === undefined) return picture;
  const size = modelSize(picture, { ...rule, pixels: rule.firstPixels });
  return { ...size, pixels: resizeRgb(picture.pixels, picture, size) };
}

/** What second looks show of a picture: all but half a cell on every side that stays long enough. */
export function middleOf({ width, height }: Size, { multiple, minSide }: InputRule): PixelBox {
  const trimOf = (side: number): number => (side - multiple >= minSide ? multiple / 2 : 0);
  const [left, top] = [trimOf(width), trimOf(height)];
  return { left, top, width: width - 2 * left, height: height - 2 * top };
}

/** The middle of the picture as it is and mirrored: finer than the first look, and its cells lie elsewhere. */
export function secondLooks(picture: ModelPicture, rule: InputRule): readonly ModelPicture[] {
  const middle = cropRgb(picture, middleOf(picture, rule));
  return [middle, mirrorRgb(middle)];
}

/** Whether the first look saw enough of some entry for a second one. */
const isWorthLookingAgain = (scores: readonly EntryScore[], unsure: readonly number[]): boolean =>
  scores.some(({ score }, i) => score >= Math.min(LOOK_AGAIN, unsure[i] ?? LOOK_AGAIN));

/** What the first look counts, in second ones: looks at two sizes say more together than as many at one. */
export const FIRST_WEIGHT = 3;

const logOdds = (score: number): number => Math.log(score / (1 - score));

/** The weighted mean of all looks in log-odds, entry by entry; places are those of the first look. */
function meanOfLooks(first: readonly EntryScore[], again: readonly (readonly EntryScore[])[]): EntryScore[] {
  return first.map((entry, i) => {
    const others = again.flatMap((scores) => scores[i] ?? []);
    const sum = others.reduce((total, { score }) => total + logOdds(score), FIRST_WEIGHT * logOdds(entry.score));
    const mean = sum / (FIRST_WEIGHT + others.length);
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

export const unsureOf = ({ entries }: JoinedPacks): number[] => entries.map(({ thresholds }) => thresholds.unsure);

/** Scores of all entries, in pack order, out of what the network says at the first look and at the second ones. */
export async function scoreLooks(
  [first, ...again]: readonly Embedding[],
  packs: JoinedPacks,
): Promise<readonly EntryScore[]> {
  if (first === undefined) return [];
  const lookAgain = async () => again.map((look) => scoreEntries(look, packs));
  return scoreOfLooks(scoreEntries(first, packs), unsureOf(packs), lookAgain);
}

import type { Thresholds } from '../pack.ts';
import { type Candidate, candidateOf, margins, objectCells, oddsOf, type Space } from './candidate.ts';
import type { EmbeddedView } from './embedded-views.ts';

/** One picture with all its views. */
export interface Example {
  readonly views: readonly EmbeddedView[];
  readonly isCutOut: boolean;
}

/** What the entry is set against. */
export interface Negatives {
  /** Drawn impostors and the pictures that must not match. */
  readonly views: readonly EmbeddedView[];
  /** Single cells of pictures of nobody, as one row; null where the recogniser came without. */
  readonly cells: EmbeddedView | null;
}

export interface FitSpace extends Space {
  readonly temperature: number;
}

/** What an entry is scored with. */
export interface EntryOdds {
  readonly candidate: Candidate;
  readonly bias: number;
}

export interface FittedEntry extends EntryOdds {
  readonly thresholds: Thresholds;
  /** For each picture the scores of its views by an entry made without it. */
  readonly leftOut: readonly (readonly number[])[];
  /** True when the pictures score above everything they are set against. */
  readonly isToldApart: boolean;
}

/** One matching cell in this many of pictures of nobody: a frame has about 144, and cells next to each other agree. */
const CELL_RATE = 1 / 30_000;
/** Share of the cells from which the fall of the tail is read. */
const TAIL_SHARE = 0.02;
/** The share of views that may lie below what the thresholds are set for. */
const HARD_VIEWS = 0.2;
/** Where `flag` stands between the highest negative (0) and the hard views (1): nearer to the negatives loses less. */
const FLAG_PLACE = 0.4;
const UNSURE_PLACE = 0.1;

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Log-odds that one cell in `1 / CELL_RATE` would reach, from an exponential tail: the highest of a sample is luck. */
function tailLimit(margin: Float32Array): number {
  const sorted = Array.from(margin).sort((a, b) => b - a);
  const count = Math.max(8, Math.ceil(sorted.length * TAIL_SHARE));
  const start = sorted[count] ?? sorted.at(-1) ?? 0;
  const decay = sorted.slice(0, count).reduce((sum, value) => sum + value - start, 0) / count;
  return start + decay * Math.log(count / sorted.length / CELL_RATE);
}

interface Measured {
  readonly view: EmbeddedView;
  readonly margin: Float32Array;
}

const measured = (views: readonly EmbeddedView[], candidate: Candidate, scale: number): Measured[] =>
  views.map((view) => ({ view, margin: margins(view, candidate, scale) }));

/** Every second negative makes contrasts, the others are kept to set thresholds by. */
const half = (views: readonly EmbeddedView[], which: 0 | 1): EmbeddedView[] => views.filter((_, i) => i % 2 === which);

const cellsOf = ({ views, isCutOut }: Example): Float32Array[] => views.flatMap((view) => objectCells(view, isCutOut));

/** Margins of each picture's views by a candidate that never saw the picture. */
function leaveOneOut(examples: readonly Example[], negatives: Negatives, space: FitSpace): Measured[][] {
  const cells = examples.map(cellsOf);
  const training = half(negatives.views, 0);
  return examples.map(({ views }, left) => {
    const others = cells.filter((_, i) => i !== left).flat();
    return measured(views, candidateOf(others, training, space), space.scale);
  });
}

interface Odds {
  /** Above this nothing that is not the entry should come. */
  readonly limit: number;
  readonly hardViews: number;
}

/** Bias that puts even odds in the middle between the negatives and the hard views. */
function bestBias(oddsAt: (bias: number) => Odds): number {
  const biases = Array.from({ length: 121 }, (_, i) => (i - 60) / 4);
  const off = (bias: number): number => Math.abs(oddsAt(bias).limit + oddsAt(bias).hardViews);
  return biases.reduce((best, bias) => (off(bias) < off(best) ? bias : best), 0);
}

const scoreAt = (odds: number, temperature: number): number => 1 / (1 + Math.exp(-odds / temperature));
const rounded = (score: number): number => Math.ceil(Math.min(score, 0.99999) * 1e5) / 1e5;

/** Scores that views get from an entry: of each the best window. */
export const viewScores = (views: readonly EmbeddedView[], entry: EntryOdds, space: FitSpace): number[] =>
  measured(views, entry.candidate, space.scale).map(({ view, margin }) =>
    scoreAt(oddsOf(view, margin, { bias: entry.bias, window: space.window }), space.temperature),
  );

/** Scores of single cells, each for itself. */
export const cellScores = (cells: EmbeddedView, entry: EntryOdds, space: FitSpace): number[] =>
  Array.from(margins(cells, entry.candidate, space.scale), (margin) => scoreAt(margin + entry.bias, space.temperature));

/** Makes an entry from examples and sets its bias and thresholds by leaving each picture out in turn. */
export function fitEntry(examples: readonly Example[], negatives: Negatives, space: FitSpace): FittedEntry {
  const candidate = candidateOf(examples.flatMap(cellsOf), half(negatives.views, 0), space);
  const left = leaveOneOut(examples, negatives, space);
  const against = measured(half(negatives.views, 1), candidate, space.scale);
  const tail =
    negatives.cells === null ? Number.NEGATIVE_INFINITY : tailLimit(margins(negatives.cells, candidate, space.scale));
  const odds = ({ view, margin }: Measured, bias: number): number =>
    oddsOf(view, margin, { bias, window: space.window });
  const oddsAt = (bias: number): Odds => {
    const hard = left
      .flat()
      .map((one) => odds(one, bias))
      .sort((a, b) => a - b);
    return {
      limit: Math.max(tail + bias, ...against.map((one) => odds(one, bias))),
      hardViews: quantile(hard, HARD_VIEWS),
    };
  };
  const bias = bestBias(oddsAt);
  const { limit, hardViews } = oddsAt(bias);
  const gap = Math.max(0, hardViews - limit);
  const at = (place: number): number => rounded(scoreAt(limit + place * gap, space.temperature));
  return {
    candidate,
    bias,
    thresholds: { unsure: at(UNSURE_PLACE), flag: at(FLAG_PLACE) },
    leftOut: left.map((views) => views.map((one) => scoreAt(odds(one, bias), space.temperature))),
    isToldApart: hardViews > limit,
  };
}

import type { Thresholds } from '../pack.ts';
import { type Candidate, candidateOf, margins, objectCells, oddsOf, type Space } from './candidate.ts';
import { rowOf } from './clusters.ts';
import type { EmbeddedView } from './embedded-views.ts';
import { type Refined, refine } from './refine.ts';

/** One picture with all its views. */
export interface Example {
  readonly views: readonly EmbeddedView[];
  readonly isCutOut: boolean;
}

/** What the entry is set against. */
export interface Negatives {
  /** Drawn impostors and pictures that must not match, each with its views. */
  readonly views: readonly (readonly EmbeddedView[])[];
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

/**
 * One matching cell in this many of pictures of nobody: a frame has about 60, and cells next to each other agree. Tails
 * are longer than the exponential one that is fitted, so far less is asked for than one frame in 200 would need.
 */
const CELL_RATE = 1 / 60_000;
/** Share of the cells from which the fall of the tail is read. */
const TAIL_SHARE = 0.02;
/** The share of views that may lie below what the thresholds are set for. */
const HARD_VIEWS = 0.2;
/** Where thresholds stand between the highest negative (0) and the hard views (1). A sample's highest is not the world's. */
const FLAG_PLACE = 0.5;
const UNSURE_PLACE = 0.3;
/** Log-odds above the highest negative that are kept clear where the two overlap. */
const LEAST_ROOM = 0.4;
/** Each picture and each negative is judged by a candidate made of the other parts. */
const PARTS = 3;

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** What one matching cell makes of a window: cells next to each other agree, and the mean takes the rest in. */
const TAIL_PLACES = 3;

/** Odds of a window in which some cells have these odds and the others none. */
function windowOdds(odds: number, window: number): number {
  const mean = Math.min(1, TAIL_PLACES / window ** 2) / (1 + Math.exp(-odds));
  return Math.log(mean / (1 - mean));
}

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

const cellsOf = ({ views, isCutOut }: Example): Float32Array[] => views.flatMap((view) => objectCells(view, isCutOut));

/** Some rows of a view of single cells. */
function someCells(view: EmbeddedView, isTaken: (i: number) => boolean): EmbeddedView {
  const taken = Array.from(view.rivals, (_, i) => i).filter(isTaken);
  const rows = Float32Array.from(taken.flatMap((i) => [...rowOf(view.cells, i)]));
  const pick = (values: Float32Array): Float32Array => Float32Array.from(taken, (i) => values[i] ?? 0);
  const { dimensions } = view.cells;
  return {
    grid: { width: taken.length, height: 1 },
    cells: { dimensions, rows },
    rivals: pick(view.rivals),
    known: pick(view.known),
    cover: pick(view.cover),
  };
}

/** Those that `isTaken` takes by their place. */
function some(examples: readonly Example[], negatives: Negatives, isTaken: (i: number) => boolean) {
  return {
    examples: examples.filter((_, i) => isTaken(i)),
    negatives: {
      views: negatives.views.filter((_, i) => isTaken(i)),
      cells: negatives.cells === null ? null : someCells(negatives.cells, isTaken),
    },
  };
}

function learn(examples: readonly Example[], negatives: Negatives, space: FitSpace): Refined {
  const others = negatives.views.flat();
  const start = candidateOf(examples.flatMap(cellsOf), others, space);
  return refine(start, { entry: examples.flatMap(({ views }) => views), others, cells: negatives.cells }, space);
}

const biased = (margin: Float32Array, bias: number): Float32Array => margin.map((value) => value + bias);

/** Margins of everything by candidates that were made without it. */
interface LeftOut {
  /** By picture, in the order of the examples. */
  readonly entry: readonly (readonly Measured[])[];
  readonly others: readonly Measured[];
  readonly cells: Float32Array;
}

function leaveOut(examples: readonly Example[], negatives: Negatives, space: FitSpace): LeftOut {
  const entry: Measured[][] = [];
  const others: Measured[] = [];
  const cells: number[] = [];
  for (let part = 0; part < PARTS; part++) {
    const rest = some(examples, negatives, (i) => i % PARTS !== part);
    const candidate = learn(rest.examples, rest.negatives, space);
    const marginOf = (view: EmbeddedView): Float32Array =>
      biased(margins(view, candidate, space.scale), candidate.bias);
    const measured = (view: EmbeddedView): Measured => ({ view, margin: marginOf(view) });
    const own = some(examples, negatives, (i) => i % PARTS === part);
    for (const [i, { views }] of own.examples.entries()) entry[part + i * PARTS] = views.map(measured);
    others.push(...own.negatives.views.flat().map(measured));
    if (own.negatives.cells !== null) cells.push(...marginOf(own.negatives.cells));
  }
  return { entry, others, cells: Float32Array.from(cells) };
}

interface Odds {
  /** Above this nothing that is not the entry should come. */
  readonly limit: number;
  readonly hardViews: number;
}

/** What to add to the bias to put even odds in the middle between the negatives and the hard views. */
function bestShift(oddsAt: (shift: number) => Odds): number {
  const shifts = Array.from({ length: 121 }, (_, i) => (i - 60) / 4);
  const off = (shift: number): number => Math.abs(oddsAt(shift).limit + oddsAt(shift).hardViews);
  return shifts.reduce((best, shift) => (off(shift) < off(best) ? shift : best), 0);
}

const scoreAt = (odds: number, temperature: number): number => 1 / (1 + Math.exp(-odds / temperature));
const rounded = (score: number): number => Math.ceil(Math.min(score, 0.99999) * 1e5) / 1e5;

/** Scores that views get from an entry: of each the best window. */
export const viewScores = (views: readonly EmbeddedView[], entry: EntryOdds, space: FitSpace): number[] =>
  views.map((view) => {
    const margin = margins(view, entry.candidate, space.scale);
    return scoreAt(oddsOf(view, margin, { bias: entry.bias, window: space.window }), space.temperature);
  });

/** Scores of single cells, each for itself. */
export const cellScores = (cells: EmbeddedView, entry: EntryOdds, space: FitSpace): number[] =>
  Array.from(margins(cells, entry.candidate, space.scale), (margin) => scoreAt(margin + entry.bias, space.temperature));

/** Makes an entry from examples; thresholds come from what was left out while a candidate was made. */
export function fitEntry(examples: readonly Example[], negatives: Negatives, space: FitSpace): FittedEntry {
  const left = leaveOut(examples, negatives, space);
  const tail = left.cells.length === 0 ? Number.NEGATIVE_INFINITY : tailLimit(left.cells);
  const odds = ({ view, margin }: Measured, bias: number): number =>
    oddsOf(view, margin, { bias, window: space.window });
  const oddsAt = (shift: number): Odds => {
    const hard = left.entry.flat().map((one) => odds(one, shift));
    return {
      limit: Math.max(windowOdds(tail + shift, space.window), ...left.others.map((one) => odds(one, shift))),
      hardViews: quantile(
        hard.sort((a, b) => a - b),
        HARD_VIEWS,
      ),
    };
  };
  const shift = bestShift(oddsAt);
  const { limit, hardViews } = oddsAt(shift);
  const room = (place: number): number => Math.max(LEAST_ROOM, place * (hardViews - limit));
  const at = (place: number): number => rounded(scoreAt(limit + room(place), space.temperature));
  const { prototypes, contrasts, bias } = learn(examples, negatives, space);
  return {
    candidate: { prototypes, contrasts },
    bias: bias + shift,
    thresholds: { unsure: at(UNSURE_PLACE), flag: at(FLAG_PLACE) },
    leftOut: left.entry.map((views) => views.map((one) => scoreAt(odds(one, shift), space.temperature))),
    isToldApart: hardViews > limit,
  };
}

import type { Thresholds } from '../pack.ts';
import { type Candidate, candidateOf, margins, objectCells, oddsOf, type Space } from './candidate.ts';
import { type EmbeddedView, type LookedView, meanOdds } from './embedded-views.ts';
import { type Nobody, pictureOdds, placeOdds, somePictures } from './nobody.ts';
import { type Refined, refine } from './refine.ts';

/** One picture with all its views. */
export interface Example {
  readonly views: readonly LookedView[];
  readonly isCutOut: boolean;
}

/** What the entry is set against. */
export interface Negatives {
  /** Drawn impostors and pictures that must not match, each with its views. */
  readonly views: readonly (readonly LookedView[])[];
  /** Null where the recogniser came without. */
  readonly nobody: Nobody | null;
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
 * One picture of nobody in so many may reach a threshold. What an entry of one's own adds shall stay below the one in 200
 * that the shipped ones may have together, also of other sources.
 */
const NOBODY_RATES = { unsure: 1 / 200, flag: 1 / 400 } as const;
/** The same of things drawn to be taken for the entry. They are far nearer to it than anything that comes by chance. */
const LOOK_ALIKE_RATES = { unsure: 1 / 20, flag: 1 / 30 } as const;
/** Share of what must not match from which the fall of its tail is read. */
const TAIL_SHARE = 0.02;
/** From fewer than these a fall cannot be read. */
const TAIL_LEAST = 8;
/** The share of views that may lie below what the thresholds are set for: a video is read several times. */
const HARD_VIEWS = 1 / 3;
/** Where there is room between the limits and the hard views, thresholds go this far towards these. */
const ROOM_TAKEN = { unsure: 0.5, flag: 0.6 } as const;
/** Each picture and each negative is judged by a candidate made of the other parts. */
const PARTS = 3;

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Log-odds that a share of `rate` would reach, from an exponential tail: the highest of a sample is luck. */
export function tailLimit(odds: readonly number[], rate: number): number {
  if (odds.length === 0) return Number.NEGATIVE_INFINITY;
  const sorted = [...odds].sort((a, b) => b - a);
  const count = Math.min(sorted.length, Math.max(TAIL_LEAST, Math.ceil(sorted.length * TAIL_SHARE)));
  const start = sorted[count] ?? sorted.at(-1) ?? 0;
  const fall = sorted.slice(0, count).reduce((sum, value) => sum + value - start, 0) / count;
  return start + fall * Math.log(count / sorted.length / rate);
}

/** A look at a view and its margins by a candidate that was made without it. */
interface MeasuredLook {
  readonly look: EmbeddedView;
  readonly margin: Float32Array;
}
type Measured = readonly MeasuredLook[];

/** Of every view one look is learnt from, in turn: both would teach nearly the same in twice the time. */
const learntFrom = (views: readonly LookedView[]): EmbeddedView[] =>
  views.flatMap((looks, i) => looks[i % looks.length] ?? []);

const cellsOf = ({ views, isCutOut }: Example): Float32Array[] =>
  learntFrom(views).flatMap((look) => objectCells(look, isCutOut));

/** Those that `isTaken` takes by their place. */
function some(examples: readonly Example[], negatives: Negatives, isTaken: (i: number) => boolean) {
  return {
    examples: examples.filter((_, i) => isTaken(i)),
    negatives: {
      views: negatives.views.filter((_, i) => isTaken(i)),
      nobody: negatives.nobody === null ? null : somePictures(negatives.nobody, isTaken),
    },
  };
}

function learn(examples: readonly Example[], negatives: Negatives, space: FitSpace): Refined {
  const others = learntFrom(negatives.views.flat());
  const start = candidateOf(examples.flatMap(cellsOf), others, space);
  return refine(
    start,
    { entry: examples.flatMap(({ views }) => learntFrom(views)), others, nobody: negatives.nobody },
    space,
  );
}

const biased = (margin: Float32Array, bias: number): Float32Array => margin.map((value) => value + bias);

/** Margins of everything by candidates that were made without it. */
interface LeftOut {
  /** By picture, in the order of the examples. */
  readonly entry: readonly (readonly Measured[])[];
  /** By thing. */
  readonly others: readonly (readonly Measured[])[];
  readonly nobody: readonly { readonly nobody: Nobody; readonly margin: Float32Array }[];
}

function leaveOut(examples: readonly Example[], negatives: Negatives, space: FitSpace): LeftOut {
  const entry: Measured[][] = [];
  const others: Measured[][] = [];
  const nobody: { nobody: Nobody; margin: Float32Array }[] = [];
  for (let part = 0; part < PARTS; part++) {
    const rest = some(examples, negatives, (i) => i % PARTS !== part);
    const candidate = learn(rest.examples, rest.negatives, space);
    const marginOf = (view: EmbeddedView): Float32Array =>
      biased(margins(view, candidate, space.scale), candidate.bias);
    const measured = (looks: LookedView): Measured => looks.map((look) => ({ look, margin: marginOf(look) }));
    const own = some(examples, negatives, (i) => i % PARTS === part);
    for (const [i, { views }] of own.examples.entries()) entry[part + i * PARTS] = views.map(measured);
    others.push(...own.negatives.views.map((views) => views.map(measured)));
    const { nobody: few } = own.negatives;
    if (few !== null) nobody.push({ nobody: few, margin: marginOf(few.view) });
  }
  return { entry, others, nobody };
}

/** Log-odds of a view, as a frame is scored at its looks. */
const oddsOfLooks = (looks: Measured, rule: { bias: number; window: number }): number =>
  meanOdds(looks.map(({ look, margin }) => oddsOf(look, margin, rule)));

interface Odds {
  /** What few of those reach that are not the entry. */
  readonly limits: Readonly<Record<keyof typeof NOBODY_RATES, number>>;
  readonly hardViews: number;
}

/** Odds of everything, with so much added to the bias. */
function oddsAt(left: LeftOut, shift: number, window: number): Odds {
  const odds = (looks: Measured): number => oddsOfLooks(looks, { bias: shift, window });
  const hard = left.entry
    .flat()
    .map(odds)
    .sort((a, b) => a - b);
  const others = left.others.map((views) => Math.max(...views.map(odds)));
  const pictures = left.nobody.flatMap(({ nobody, margin }) => pictureOdds(nobody, margin, shift));
  const limit = (level: keyof typeof NOBODY_RATES): number => {
    const most = Math.max(tailLimit(pictures, NOBODY_RATES[level]), tailLimit(others, LOOK_ALIKE_RATES[level]));
    // Where nothing is at hand to set it against, even odds are all that can be asked for.
    return Number.isFinite(most) ? most : 0;
  };
  return {
    limits: { unsure: limit('unsure'), flag: limit('flag') },
    hardViews: quantile(hard, HARD_VIEWS),
  };
}

/** What to add to the bias to put even odds in the middle between the negatives and the hard views. */
function bestShift(oddsWith: (shift: number) => Odds): number {
  const shifts = Array.from({ length: 61 }, (_, i) => (i - 30) / 2);
  const off = ({ limits, hardViews }: Odds): number => Math.abs(limits.flag + hardViews);
  const offs = shifts.map((shift) => off(oddsWith(shift)));
  return shifts[offs.indexOf(Math.min(...offs))] ?? 0;
}

const scoreAt = (odds: number, temperature: number): number => 1 / (1 + Math.exp(-odds / temperature));
const rounded = (score: number): number => Math.ceil(Math.min(score, 0.99999) * 1e5) / 1e5;

/** Scores that views get from an entry. */
export const viewScores = (views: readonly LookedView[], entry: EntryOdds, space: FitSpace): number[] =>
  views.map((looks) => {
    const measured = looks.map((look) => ({ look, margin: margins(look, entry.candidate, space.scale) }));
    return scoreAt(oddsOfLooks(measured, { bias: entry.bias, window: space.window }), space.temperature);
  });

/** Scores of places in pictures of nobody, each for itself. */
export const nobodyScores = (nobody: Nobody, { candidate, bias }: EntryOdds, space: FitSpace): number[] =>
  placeOdds(nobody, margins(nobody.view, candidate, space.scale), bias)
    .flat()
    .map((odds) => scoreAt(odds, space.temperature));

/** Makes an entry from examples; thresholds come from what was left out while a candidate was made. */
export function fitEntry(examples: readonly Example[], negatives: Negatives, space: FitSpace): FittedEntry {
  const { window, temperature } = space;
  const left = leaveOut(examples, negatives, space);
  const shift = bestShift((tried) => oddsAt(left, tried, window));
  const { limits, hardViews } = oddsAt(left, shift, window);
  const at = (level: keyof typeof NOBODY_RATES): number => {
    const limit = limits[level];
    return rounded(scoreAt(limit + ROOM_TAKEN[level] * Math.max(0, hardViews - limit), temperature));
  };
  const { prototypes, contrasts, bias } = learn(examples, negatives, space);
  const scored = (looks: Measured): number => scoreAt(oddsOfLooks(looks, { bias: shift, window }), temperature);
  return {
    candidate: { prototypes, contrasts },
    bias: bias + shift,
    thresholds: { unsure: at('unsure'), flag: at('flag') },
    leftOut: left.entry.map((views) => views.map(scored)),
    isToldApart: hardViews > limits.flag,
  };
}

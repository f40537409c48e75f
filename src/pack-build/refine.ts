import type { Size } from '../resize.ts';
import { type Candidate, margins, type Space } from './candidate.ts';
import { nearest, rowOf } from './clusters.ts';
import type { EmbeddedView } from './embedded-views.ts';
import { type Nobody, windowsOfNobody } from './nobody.ts';
import { type Learnt, learnt, stepper, toUnit } from './steps.ts';

/** A candidate together with the bias it was learnt with. */
export interface Refined extends Candidate {
  readonly bias: number;
}

export interface Lessons {
  readonly entry: readonly EmbeddedView[];
  readonly others: readonly EmbeddedView[];
  /** Null where there are none. */
  readonly nobody: Nobody | null;
}

const STEPS = 90;
const RATE = 0.02;
/** What decides the scores moves while prototypes move, so it is looked for again after this many steps. */
const STEPS_BETWEEN = 15;
/** Windows of a view that may become its best one before it is looked through again. */
const WINDOWS_KEPT = 4;
/** Windows of nobody that come nearest are learnt from. */
const NOBODY_KEPT = 256;
/** Log-odds that are asked for on the right side; more is not rewarded much. */
const ROOM = 2;
/** Far below even odds, where most of what is no entry should lie. */
const FIRST_BIAS = -2.5;

/** Places of a view that are judged together: the windows that may be its best. */
interface Bag {
  readonly view: EmbeddedView;
  /** Every cell of the windows once. */
  readonly cells: readonly number[];
  /** Places in `cells`. */
  readonly windows: readonly (readonly number[])[];
  /** 1 for the entry, -1 for others. */
  readonly side: 1 | -1;
  /** Each side counts as much as the other. */
  readonly weight: number;
}

interface Model {
  readonly prototypes: readonly Learnt[];
  readonly contrasts: readonly Learnt[];
  readonly bias: Learnt;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const valuesOf = (all: readonly Learnt[]): Float32Array[] => all.map(({ value }) => value);

function windowsOf({ width, height }: Size, side: number): number[][] {
  const [across, down] = [Math.min(side, width), Math.min(side, height)];
  const windows: number[][] = [];
  for (let y = 0; y + down <= height; y++) {
    for (let x = 0; x + across <= width; x++) {
      windows.push(
        Array.from({ length: across * down }, (_, i) => (y + Math.floor(i / across)) * width + x + (i % across)),
      );
    }
  }
  return windows;
}

/** The windows of each view, and those of nobody, that score highest now. */
function bagsOf({ entry, others, nobody }: Lessons, model: Model, { scale, window }: Space): Bag[] {
  const candidate = { prototypes: valuesOf(model.prototypes), contrasts: valuesOf(model.contrasts) };
  const bias = model.bias.value[0] ?? 0;
  const best = (view: EmbeddedView, among: readonly number[][], count: number): number[][] => {
    const posterior = margins(view, candidate, scale).map((margin) => sigmoid(margin + bias));
    const height = (places: readonly number[]): number =>
      places.reduce((sum, place) => sum + (posterior[place] ?? 0), 0);
    const ranked = among.map((places) => ({ places, height: height(places) }));
    return ranked
      .sort((a, b) => b.height - a.height)
      .slice(0, count)
      .map(({ places }) => places);
  };
  const bag = (view: EmbeddedView, found: readonly (readonly number[])[], rest: Pick<Bag, 'side' | 'weight'>): Bag => {
    const all = [...new Set(found.flat())];
    return { view, cells: all, windows: found.map((one) => one.map((cell) => all.indexOf(cell))), ...rest };
  };
  const bags = (views: readonly EmbeddedView[], side: 1 | -1): Bag[] =>
    views.map((view) =>
      bag(view, best(view, windowsOf(view.grid, window), WINDOWS_KEPT), { side, weight: 1 / views.length }),
    );
  const hard = nobody === null ? [] : best(nobody.view, windowsOfNobody(nobody), NOBODY_KEPT);
  const weight = 1 / NOBODY_KEPT;
  const ofNobody = nobody === null ? [] : hard.map((one) => bag(nobody.view, [one], { side: -1, weight }));
  return [...bags(entry, 1), ...bags(others, -1), ...ofNobody];
}

interface Place {
  readonly row: Float32Array;
  readonly own: number;
  readonly against: number;
  /** How much the contrasts weigh among all that speaks against the entry here. */
  readonly share: number;
  readonly posterior: number;
}

/** The vectors of a model, listed once for all places. */
interface Listed {
  readonly prototypes: readonly Float32Array[];
  readonly contrasts: readonly Float32Array[];
}

function placeOf(bag: Bag, at: number, model: Model, listed: Listed, scale: number): Place {
  const { view } = bag;
  const cell = bag.cells[at] ?? 0;
  const row = rowOf(view.cells, cell);
  const own = nearest(row, listed.prototypes);
  const against = nearest(row, listed.contrasts);
  const [rival, contrast] = [view.rivals[cell] ?? 0, model.contrasts.length > 0 ? scale * against.cosine : -1e9];
  const most = Math.max(rival, contrast);
  const all = most + Math.log(Math.exp(rival - most) + Math.exp(contrast - most));
  const margin = scale * own.cosine - all + (model.bias.value[0] ?? 0);
  return { row, own: own.index, against: against.index, share: Math.exp(contrast - all), posterior: sigmoid(margin) };
}

const meanOf = (places: readonly Place[]): number =>
  Math.min(1 - 1e-6, Math.max(1e-6, places.reduce((sum, { posterior }) => sum + posterior, 0) / places.length));

function add(to: Learnt | undefined, row: Float32Array, factor: number): void {
  for (let d = 0; to !== undefined && d < row.length; d++)
    to.gradient[d] = (to.gradient[d] ?? 0) + factor * (row[d] ?? 0);
}

/** Adds the gradient of a bag's loss, softplus(ROOM - side * odds of its best window). */
function learnFrom(bag: Bag, model: Model, listed: Listed, scale: number): void {
  const { windows, side, weight } = bag;
  const all = bag.cells.map((_, at) => placeOf(bag, at, model, listed, scale));
  let best: readonly Place[] = [];
  for (const one of windows) {
    const places = one.flatMap((at) => all[at] ?? []);
    if (best.length === 0 || meanOf(places) > meanOf(best)) best = places;
  }
  const mean = meanOf(best);
  const odds = Math.log(mean / (1 - mean));
  const slope = -side * sigmoid(ROOM - side * odds) * weight;
  for (const { row, own, against, share, posterior } of best) {
    const factor = (slope * posterior * (1 - posterior)) / (best.length * mean * (1 - mean));
    add(model.prototypes[own], row, factor * scale);
    add(model.contrasts[against], row, -factor * scale * share);
    model.bias.gradient[0] = (model.bias.gradient[0] ?? 0) + factor;
  }
}

/**
 * Moves prototypes and contrasts so that the best window of each view of the entry scores high and those of all others
 * low. Means of cells say what an entry looks like; this says what tells it from the rest.
 */
export function refine(start: Candidate, lessons: Lessons, space: Space): Refined {
  const model: Model = {
    prototypes: start.prototypes.map(learnt),
    contrasts: start.contrasts.map(learnt),
    bias: learnt([FIRST_BIAS]),
  };
  const vectors = [...model.prototypes, ...model.contrasts];
  const step = stepper([...vectors, model.bias], RATE);
  const listed = { prototypes: valuesOf(model.prototypes), contrasts: valuesOf(model.contrasts) };
  let bags: Bag[] = [];
  for (let i = 0; i < STEPS; i++) {
    if (i % STEPS_BETWEEN === 0) bags = bagsOf(lessons, model, space);
    for (const bag of bags) learnFrom(bag, model, listed, space.scale);
    step();
    for (const { value } of vectors) toUnit(value);
  }
  return {
    prototypes: valuesOf(model.prototypes),
    contrasts: valuesOf(model.contrasts),
    bias: model.bias.value[0] ?? 0,
  };
}

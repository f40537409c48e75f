import type { JoinedPacks } from '../join-packs.ts';
import { joined, rowOf } from './clusters.ts';
import { type EmbeddedView, embeddedCells, meanOdds } from './embedded-views.ts';

/** Pictures of nobody as they are shipped beside the recogniser: unit vectors times 127. */
export interface ShippedNegatives {
  readonly bytes: Int8Array;
  /** Pictures, looks at each, windows of each look, cells of each window, dimensions. */
  readonly shape: readonly [pictures: number, looks: number, windows: number, cells: number, dimensions: number];
}

/** Windows of pictures of nobody: what an entry of one's own is set against. */
export interface Nobody {
  /** Every cell in one row, window after window, look after look and picture after picture. */
  readonly view: EmbeddedView;
  readonly cellsInWindow: number;
  readonly windowsInLook: number;
  readonly looks: number;
}

const range = (start: number, count: number): number[] => Array.from({ length: count }, (_, i) => start + i);

function unitRows(bytes: Int8Array, dimensions: number): Float32Array[] {
  return range(0, Math.floor(bytes.length / dimensions)).map((i) => {
    const row = Float32Array.from(bytes.subarray(i * dimensions, (i + 1) * dimensions));
    const norm = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0)) || 1;
    return row.map((value) => value / norm);
  });
}

/** Null where there are none, or none for a recogniser of these dimensions. */
export function nobodyOf(shipped: ShippedNegatives | null, packs: JoinedPacks): Nobody | null {
  const { dimensions } = packs.cells;
  if (shipped === null || shipped.shape[4] !== dimensions) return null;
  const [, looks, windowsInLook, cellsInWindow] = shipped.shape;
  const rows = unitRows(shipped.bytes, dimensions);
  const whole = rows.length - (rows.length % (cellsInWindow * windowsInLook * looks));
  if (whole === 0) return null;
  const view = embeddedCells(joined(rows.slice(0, whole), dimensions).rows, packs);
  return { view, cellsInWindow, windowsInLook, looks };
}

/** Places in `view` of the cells of each window. */
export const windowsOfNobody = ({ view, cellsInWindow }: Nobody): number[][] =>
  range(0, view.rivals.length / cellsInWindow).map((i) => range(i * cellsInWindow, cellsInWindow));

/** Those pictures that `isTaken` takes by their place. */
export function somePictures(nobody: Nobody, isTaken: (picture: number) => boolean): Nobody {
  const cells = nobody.cellsInWindow * nobody.windowsInLook * nobody.looks;
  const { view } = nobody;
  const taken = range(0, view.rivals.length).filter((i) => isTaken(Math.floor(i / cells)));
  const pick = (values: Float32Array): Float32Array => Float32Array.from(taken, (i) => values[i] ?? 0);
  const { dimensions } = view.cells;
  const rows = taken.map((i) => rowOf(view.cells, i));
  return {
    ...nobody,
    view: {
      grid: { width: taken.length, height: 1 },
      cells: joined(rows, dimensions),
      rivals: pick(view.rivals),
      known: pick(view.known),
      cover: pick(view.cover),
    },
  };
}

const MOST = 1 - 1e-6;

/** Log-odds of each window from the margins of its cells: of the mean of their posteriors, as frames are scored. */
function windowOdds({ cellsInWindow }: Nobody, margin: Float32Array, bias: number): Float32Array {
  return Float32Array.from({ length: margin.length / cellsInWindow }, (_, window) => {
    let sum = 0;
    for (let i = window * cellsInWindow; i < (window + 1) * cellsInWindow; i++)
      sum += 1 / (1 + Math.exp(-(margin[i] ?? 0) - bias));
    const mean = Math.min(MOST, Math.max(1 - MOST, sum / cellsInWindow));
    return Math.log(mean / (1 - mean));
  });
}

/** Log-odds of each window of the first look at each picture, together with the best window of every other look at it. */
export function placeOdds(nobody: Nobody, margin: Float32Array, bias: number): number[][] {
  const { windowsInLook, looks } = nobody;
  const odds = windowOdds(nobody, margin, bias);
  const lookAt = (start: number): Float32Array => odds.subarray(start * windowsInLook, (start + 1) * windowsInLook);
  return range(0, odds.length / windowsInLook / looks).map((picture) => {
    const [first = new Float32Array(), ...others] = range(picture * looks, looks).map(lookAt);
    const best = others.map((windows) => Math.max(...windows));
    return Array.from(first, (value) => meanOdds([value, ...best]));
  });
}

/** Log-odds of each picture: of its best place. */
export const pictureOdds = (nobody: Nobody, margin: Float32Array, bias: number): number[] =>
  placeOdds(nobody, margin, bias).map((places) => Math.max(...places));

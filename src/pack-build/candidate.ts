import { peakOf } from '../score.ts';
import { clusters, countOf, joined, nearest, rowOf, type Vectors } from './clusters.ts';
import type { EmbeddedView } from './embedded-views.ts';

/** Prototypes of a new entry, and of what is nearly it but is not. */
export interface Candidate {
  readonly prototypes: readonly Float32Array[];
  readonly contrasts: readonly Float32Array[];
}

export interface Space {
  readonly scale: number;
  readonly window: number;
  readonly random: () => number;
}

/** Enough for the sides of a figure at several distances. */
const PROTOTYPES = 8;
const CONTRASTS = 16;
/** Cells drawn for clustering at most; more only take time. */
const CELLS_MAX = 2500;
/** Cells covered by the object this far are of it. */
const COVERED = 0.5;
/** Where the object is not known: this share of the cells, those least like anything that the packs know. */
const SALIENT_SHARE = 0.4;
/** A cell that an entry of the packs claims must not become a contrast: it would hide that entry. */
const CLAIMED = 0.3;
/** Cells nearest to the entry that contrasts are made from, as a share of the negative cells. */
const HARD_SHARE = 0.1;

/** Cells of the object in one view. */
export function objectCells(view: EmbeddedView, isCutOut: boolean): Float32Array[] {
  const places = Array.from(view.cover, (_, i) => i);
  if (isCutOut) return places.filter((i) => (view.cover[i] ?? 0) >= COVERED).map((i) => rowOf(view.cells, i));
  const order = places.sort((a, b) => (view.rivals[a] ?? 0) - (view.rivals[b] ?? 0));
  return order.slice(0, Math.ceil(order.length * SALIENT_SHARE)).map((i) => rowOf(view.cells, i));
}

function drawn(cells: readonly Float32Array[], random: () => number): Vectors {
  const few =
    cells.length <= CELLS_MAX
      ? cells
      : Array.from({ length: CELLS_MAX }, () => cells[Math.floor(random() * cells.length)] ?? cells[0]);
  const parts = few.filter((cell) => cell !== undefined);
  return joined(parts, parts[0]?.length ?? 1);
}

/** Log-odds of the entry against all else at each cell, before its bias. */
export function margins(view: EmbeddedView, candidate: Candidate, scale: number): Float32Array {
  return view.rivals.map((rival, i) => {
    const row = rowOf(view.cells, i);
    const own = scale * nearest(row, candidate.prototypes).cosine;
    const contrast =
      candidate.contrasts.length > 0 ? scale * nearest(row, candidate.contrasts).cosine : Number.NEGATIVE_INFINITY;
    const most = Math.max(rival, contrast);
    return own - most - Math.log(Math.exp(rival - most) + Math.exp(contrast - most));
  });
}

/** Log-odds of the best window, as the score is made of it. */
export function oddsOf(
  view: EmbeddedView,
  margin: Float32Array,
  { bias, window }: { bias: number; window: number },
): number {
  const posterior = margin.map((value) => 1 / (1 + Math.exp(-value - bias)));
  const raw = Math.min(1 - 1e-6, Math.max(1e-6, peakOf(posterior, view.grid, window).raw));
  return Math.log(raw / (1 - raw));
}

/** Negative cells that are hardest to tell from the prototypes, as contrasts of the entry. */
function contrastsFor(
  prototypes: readonly Float32Array[],
  negatives: readonly EmbeddedView[],
  space: Space,
): Float32Array[] {
  const cells = negatives.flatMap((view) => {
    const margin = margins(view, { prototypes, contrasts: [] }, space.scale);
    const free = Array.from(margin, (value, i) => ({ value, i })).filter(({ i }) => (view.known[i] ?? 0) < CLAIMED);
    return free.map(({ value, i }) => ({ value, row: rowOf(view.cells, i) }));
  });
  const hard = cells.sort((a, b) => b.value - a.value).slice(0, Math.ceil(cells.length * HARD_SHARE));
  if (hard.length === 0) return [];
  return clusters(
    drawn(
      hard.map(({ row }) => row),
      space.random,
    ),
    CONTRASTS,
    space.random,
  );
}

/** Prototypes from cells of the object, contrasts from the negatives that come nearest to them. */
export function candidateOf(
  cells: readonly Float32Array[],
  negatives: readonly EmbeddedView[],
  space: Space,
): Candidate {
  const vectors = drawn(cells, space.random);
  if (countOf(vectors) === 0) throw new Error('the pictures show no object');
  const prototypes = clusters(vectors, PROTOTYPES, space.random);
  return { prototypes, contrasts: contrastsFor(prototypes, negatives, space) };
}

import type { Frame } from '../frame.ts';
import type { JoinedPacks } from '../join-packs.ts';
import type { InputRule } from '../prepare.ts';
import type { Embedding } from '../read-embedding.ts';
import type { PixelBox, Size } from '../resize.ts';
import { entryMaps, logitsOf } from '../score.ts';
import { FIRST_WEIGHT, middleOf } from '../second-looks.ts';
import type { Vectors } from './clusters.ts';
import type { Alpha, View } from './views.ts';

/** A view as the recogniser sees it, cell by cell. */
export interface EmbeddedView {
  readonly grid: Size;
  /** One row a cell. */
  readonly cells: Vectors;
  /** Log of the summed weight of everything the packs know, at each cell: what a new entry competes with. */
  readonly rivals: Float32Array;
  /** Highest posterior of an entry of the packs at each cell. */
  readonly known: Float32Array;
  readonly cover: Float32Array;
}

/** Turns [dimensions, places] into one row a place. */
function transposed(cells: Float32Array, dimensions: number): Float32Array {
  const places = cells.length / dimensions;
  return cells.map((_, i) => cells[(i % dimensions) * places + Math.floor(i / dimensions)] ?? 0);
}

/** Log-sum-exp over the rows of [competitors, places]. */
function logSum(logits: Float32Array, places: number): Float32Array {
  return Float32Array.from({ length: places }, (_, place) => {
    let most = Number.NEGATIVE_INFINITY;
    for (let i = place; i < logits.length; i += places) most = Math.max(most, logits[i] ?? most);
    let sum = 0;
    for (let i = place; i < logits.length; i += places) sum += Math.exp((logits[i] ?? most) - most);
    return most + Math.log(sum);
  });
}

/** What the packs say of an embedding's cells. */
export function embedded({ grid, cells }: Embedding, cover: Float32Array, packs: JoinedPacks): EmbeddedView {
  const { dimensions } = packs.cells;
  const places = cells.length / dimensions;
  const maps = entryMaps(cells, packs.cells);
  return {
    grid,
    cells: { dimensions, rows: transposed(cells, dimensions) },
    rivals: logSum(logitsOf(cells, packs.cells), places),
    known: Float32Array.from({ length: places }, (_, i) => Math.max(0, ...maps.map((map) => map[i] ?? 0))),
    cover,
  };
}

/** What turns a frame into what the network says of it at its first look and at second ones, without any pack. */
export interface Embedder {
  /** The first so many looks, all where no number is given. */
  embedLooks(frame: Frame, count?: number): Promise<readonly Embedding[]>;
}

/** A view at the first look and at a second one. */
export type LookedView = readonly EmbeddedView[];

/** What looks count in a score: the second stands for its mirror image too, which says nearly the same. */
const LOOK_WEIGHTS = [FIRST_WEIGHT, 2] as const;

/** The mean of the log-odds of looks, as a frame is scored. */
export function meanOdds(odds: readonly number[]): number {
  const weightOf = (look: number): number => LOOK_WEIGHTS[look] ?? 0;
  const sum = odds.reduce((total, value, look) => total + weightOf(look) * value, 0);
  return sum / odds.reduce((total, _, look) => total + weightOf(look), 0);
}

/** How much of each cell (row by row) of a look at this box the object covers, 0..1. */
function coverOf(alpha: Alpha, { left, top, width, height }: PixelBox, grid: Size): Float32Array {
  const cover = new Float32Array(grid.width * grid.height);
  const area = (width * height * 255) / cover.length;
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * grid.height) / height) * grid.width;
    for (let x = 0; x < width; x++) {
      const cell = row + Math.floor((x * grid.width) / width);
      cover[cell] = (cover[cell] ?? 0) + (alpha.values[(top + y) * alpha.width + left + x] ?? 0) / area;
    }
  }
  return cover;
}

/** What views are embedded with. */
export interface ViewEmbedder {
  readonly recogniser: Embedder;
  readonly input: InputRule;
  readonly packs: JoinedPacks;
}

export async function embedView(
  { frame, alpha }: View,
  { recogniser, input, packs }: ViewEmbedder,
): Promise<LookedView> {
  const boxes: readonly PixelBox[] = [{ left: 0, top: 0, ...alpha }, middleOf(alpha, input)];
  const looks = await recogniser.embedLooks(frame, boxes.length);
  return looks.flatMap((look, i) => {
    const box = boxes[i];
    return box === undefined ? [] : [embedded(look, coverOf(alpha, box, look.grid), packs)];
  });
}

/** Cells of nobody's pictures that came with the recogniser, as one view of a single row. */
export function embeddedCells(rows: Float32Array, packs: JoinedPacks): EmbeddedView {
  const { dimensions } = packs.cells;
  const count = rows.length / dimensions;
  const cells = rows.map((_, i) => rows[(i % count) * dimensions + Math.floor(i / count)] ?? 0);
  const embedding = { grid: { width: count, height: 1 }, cells, scene: new Float32Array() };
  return embedded(embedding, new Float32Array(count), packs);
}

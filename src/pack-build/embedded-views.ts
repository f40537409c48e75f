import type { Frame } from '../frame.ts';
import type { JoinedPacks } from '../join-packs.ts';
import type { Embedding } from '../read-embedding.ts';
import type { Size } from '../resize.ts';
import { entryMaps, logitsOf } from '../score.ts';
import type { Vectors } from './clusters.ts';
import type { View } from './views.ts';

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

/** What turns a frame into its embedding: the network without any pack. */
export interface Embedder {
  embed(frame: Frame): Promise<Embedding>;
}

export async function embedView(view: View, recogniser: Embedder, packs: JoinedPacks): Promise<EmbeddedView> {
  return embedded(await recogniser.embed(view.frame), view.cover, packs);
}

/** Cells of nobody's pictures that came with the recogniser, as one view of a single row. */
export function embeddedCells(rows: Float32Array, packs: JoinedPacks): EmbeddedView {
  const { dimensions } = packs.cells;
  const count = rows.length / dimensions;
  const cells = rows.map((_, i) => rows[(i % count) * dimensions + Math.floor(i / count)] ?? 0);
  const embedding = { grid: { width: count, height: 1 }, cells, scene: new Float32Array() };
  return embedded(embedding, new Float32Array(count), packs);
}

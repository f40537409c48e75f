import type { Box } from './match.ts';
import type { SpaceScale } from './pack.ts';
import type { Size } from './resize.ts';

/** Something the recogniser can see: an entry, or a contrast that competes with the entries. */
export interface Competitor {
  readonly bias: number;
  /** Unit vectors, one after the other. */
  readonly prototypes: Float32Array;
}

/** All competitors of one space with their prototypes in one matrix. The first `entryCount` are entries. */
export interface Bank {
  readonly scale: SpaceScale;
  readonly dimensions: number;
  readonly biases: readonly number[];
  readonly entryCount: number;
  /** Rows of `dimensions`; `owners` says whose each row is. */
  readonly matrix: Float32Array;
  readonly owners: Int32Array;
}

export function bankOf(
  entries: readonly Competitor[],
  contrasts: readonly Competitor[],
  space: { readonly scale: SpaceScale; readonly dimensions: number },
): Bank {
  const all = [...entries, ...contrasts];
  const rows = all.map(({ prototypes }) => prototypes.length / space.dimensions);
  const matrix = new Float32Array(all.reduce((sum, { prototypes }) => sum + prototypes.length, 0));
  let at = 0;
  for (const { prototypes } of all) {
    matrix.set(prototypes, at);
    at += prototypes.length;
  }
  const owners = Int32Array.from(rows.flatMap((count, owner) => Array<number>(count).fill(owner)));
  return { ...space, biases: all.map(({ bias }) => bias), entryCount: entries.length, matrix, owners };
}

/** Rows whose cosines are computed at once: each vector is then read once for four of them, which takes half the time. */
const ROWS = 4;
type Cosines = readonly [Float32Array, Float32Array, Float32Array, Float32Array];

/** Cosines of `ROWS` rows of the bank, from the one given, with the vectors at every place. */
function fillCosines([a, b, c, d]: Cosines, vectors: Float32Array, { matrix, dimensions }: Bank, row: number): void {
  const places = a.length;
  for (const cosines of [a, b, c, d]) cosines.fill(0);
  for (let dimension = 0; dimension < dimensions; dimension++) {
    const at = row * dimensions + dimension;
    const [wa, wb] = [matrix[at] ?? 0, matrix[at + dimensions] ?? 0];
    const [wc, wd] = [matrix[at + 2 * dimensions] ?? 0, matrix[at + 3 * dimensions] ?? 0];
    for (let i = 0, from = dimension * places; i < places; i++, from++) {
      const value = vectors[from] ?? 0;
      a[i] = (a[i] ?? 0) + wa * value;
      b[i] = (b[i] ?? 0) + wb * value;
      c[i] = (c[i] ?? 0) + wc * value;
      d[i] = (d[i] ?? 0) + wd * value;
    }
  }
}

/**
 * Logits of every competitor at every place: scale * (largest cosine of its prototypes) + bias.
 * `vectors` are unit vectors laid out [dimensions, places]; the result is [competitors, places].
 */
export function logitsOf(vectors: Float32Array, bank: Bank): Float32Array {
  const places = vectors.length / bank.dimensions;
  const best = new Float32Array(bank.biases.length * places).fill(-2);
  const empty = () => new Float32Array(places);
  const four: Cosines = [empty(), empty(), empty(), empty()];
  for (let row = 0; row < bank.owners.length; row += ROWS) {
    fillCosines(four, vectors, bank, row);
    for (const [later, cosines] of four.entries()) {
      const owner = bank.owners[row + later];
      for (let i = 0; owner !== undefined && i < places; i++) {
        const to = owner * places + i;
        best[to] = Math.max(best[to] ?? 0, cosines[i] ?? 0);
      }
    }
  }
  return best.map((cosine, i) => bank.scale.scale * cosine + (bank.biases[Math.floor(i / places)] ?? 0));
}

/** Softmax over the competitors (rows) at every place (column). */
export function softmaxOverRows(logits: Float32Array, places: number): Float32Array {
  const out = new Float32Array(logits.length);
  for (let place = 0; place < places; place++) {
    let most = Number.NEGATIVE_INFINITY;
    for (let i = place; i < logits.length; i += places) most = Math.max(most, logits[i] ?? most);
    let sum = 0;
    for (let i = place; i < logits.length; i += places) {
      const value = Math.exp((logits[i] ?? most) - most);
      out[i] = value;
      sum += value;
    }
    for (let i = place; i < logits.length; i += places) out[i] = (out[i] ?? 0) / sum;
  }
  return out;
}

/** Keeps the log-odds finite. */
const LEAST = 1e-6;

/** A posterior, softened by the temperature of its space. */
export function scoreOf(posterior: number, temperature: number): number {
  const raw = Math.min(1 - LEAST, Math.max(LEAST, posterior));
  return 1 / (1 + Math.exp(-Math.log(raw / (1 - raw)) / temperature));
}

export interface Peak {
  /** Largest mean of a window. */
  readonly raw: number;
  /** Cell of the highest posterior within that window. */
  readonly cell: number;
}

/** Best window of a posterior map; the window is cut down where the grid is smaller. */
export function peakOf(map: Float32Array, grid: Size, window: number): Peak {
  const width = Math.min(window, grid.width);
  const height = Math.min(window, grid.height);
  let best: Peak = { raw: -1, cell: 0 };
  for (let y = 0; y + height <= grid.height; y++) {
    for (let x = 0; x + width <= grid.width; x++) {
      let sum = 0;
      let cell = y * grid.width + x;
      for (let dy = 0; dy < height; dy++) {
        for (let dx = 0; dx < width; dx++) {
          const at = (y + dy) * grid.width + x + dx;
          sum += map[at] ?? 0;
          if ((map[at] ?? 0) > (map[cell] ?? 0)) cell = at;
        }
      }
      const raw = sum / (width * height);
      if (raw > best.raw) best = { raw, cell };
    }
  }
  return best;
}

/** Bounding box of the cells joined to the peak (by their sides) whose posterior is at least half of the peak's. */
export function boxAround(map: Float32Array, grid: Size, peak: number): Box {
  const least = (map[peak] ?? 0) / 2;
  const seen = new Set([peak]);
  const isIn = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < grid.width && y < grid.height && (map[y * grid.width + x] ?? 0) >= least;
  // A set that grows while it is walked visits what was added.
  for (const cell of seen) {
    const x = cell % grid.width;
    const y = Math.floor(cell / grid.width);
    const beside: [number, number][] = [
      [x - 1, y],
      [x + 1, y],
      [x, y - 1],
      [x, y + 1],
    ];
    for (const [nx, ny] of beside) if (isIn(nx, ny)) seen.add(ny * grid.width + nx);
  }
  const xs = [...seen].map((cell) => cell % grid.width);
  const ys = [...seen].map((cell) => Math.floor(cell / grid.width));
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return {
    x: left / grid.width,
    y: top / grid.height,
    width: (Math.max(...xs) + 1 - left) / grid.width,
    height: (Math.max(...ys) + 1 - top) / grid.height,
  };
}

/** Posterior map of every entry of a bank, in its order; contrasts only take their share. */
export function entryMaps(vectors: Float32Array, bank: Bank): Float32Array[] {
  const places = vectors.length / bank.dimensions;
  const all = softmaxOverRows(logitsOf(vectors, bank), places);
  return Array.from({ length: bank.entryCount }, (_, i) => all.subarray(i * places, (i + 1) * places));
}

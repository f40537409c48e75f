/** Unit vectors in one array, row by row. */
export interface Vectors {
  readonly dimensions: number;
  readonly rows: Float32Array;
}

export const countOf = ({ rows, dimensions }: Vectors): number => rows.length / dimensions;
export const rowOf = ({ rows, dimensions }: Vectors, i: number): Float32Array =>
  rows.subarray(i * dimensions, (i + 1) * dimensions);

/** Four sums side by side: a processor need not wait for one addition to begin the next, and building an entry is this. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  for (let i = 0; i < a.length; i += 4) {
    first += (a[i] ?? 0) * (b[i] ?? 0);
    second += (a[i + 1] ?? 0) * (b[i + 1] ?? 0);
    third += (a[i + 2] ?? 0) * (b[i + 2] ?? 0);
    fourth += (a[i + 3] ?? 0) * (b[i + 3] ?? 0);
  }
  return first + second + third + fourth;
}

export function joined(parts: readonly Float32Array[], dimensions: number): Vectors {
  const rows = new Float32Array(parts.length * dimensions);
  for (const [i, part] of parts.entries()) rows.set(part, i * dimensions);
  return { dimensions, rows };
}

/** Index of the nearest centre, and how near. */
export function nearest(vector: Float32Array, centres: readonly Float32Array[]): { index: number; cosine: number } {
  const best = { index: 0, cosine: -2 };
  for (let index = 0; index < centres.length; index++) {
    const value = cosine(vector, centres[index] ?? vector);
    if (value <= best.cosine) continue;
    best.index = index;
    best.cosine = value;
  }
  return best;
}

/** Centres spread over the vectors: each next one is drawn with a chance that grows with its distance to the others. */
function firstCentres(vectors: Vectors, k: number, random: () => number): Float32Array[] {
  const count = countOf(vectors);
  const centres = [rowOf(vectors, Math.floor(random() * count)).slice()];
  const far = new Float32Array(count).fill(2);
  while (centres.length < k) {
    const last = centres.at(-1) ?? new Float32Array(vectors.dimensions);
    for (let i = 0; i < count; i++) far[i] = Math.min(far[i] ?? 2, Math.max(0, 1 - cosine(rowOf(vectors, i), last)));
    let left = random() * far.reduce((sum, value) => sum + value, 0);
    let drawn = 0;
    while (drawn < count - 1 && left > (far[drawn] ?? 0)) left -= far[drawn++] ?? 0;
    centres.push(rowOf(vectors, drawn).slice());
  }
  return centres;
}

function normalised(sum: Float32Array): Float32Array {
  const norm = Math.sqrt(cosine(sum, sum));
  return norm > 0 ? sum.map((value) => value / norm) : sum;
}

/** Steps after which centres hardly move. */
const ROUNDS = 12;

/** Spherical k-means: at most k unit centres; empty ones are left out. */
export function clusters(vectors: Vectors, k: number, random: () => number): Float32Array[] {
  const count = countOf(vectors);
  let centres = firstCentres(vectors, Math.min(k, count), random);
  for (let round = 0; round < ROUNDS; round++) {
    const sums = centres.map(() => new Float32Array(vectors.dimensions));
    for (let i = 0; i < count; i++) {
      const row = rowOf(vectors, i);
      const sum = sums[nearest(row, centres).index];
      for (let d = 0; sum !== undefined && d < sum.length; d++) sum[d] = (sum[d] ?? 0) + (row[d] ?? 0);
    }
    centres = sums.filter((sum) => cosine(sum, sum) > 0).map(normalised);
  }
  return centres;
}

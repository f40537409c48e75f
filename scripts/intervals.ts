export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 %. */
const Z = 1.96;

/** Wilson's 95 % interval of a share; the whole range where there is nothing to go by. */
export function wilson(hits: number, n: number): Interval {
  if (n === 0) return { low: 0, high: 1 };
  const share = hits / n;
  const middle = share + (Z * Z) / (2 * n);
  const spread = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  const by = 1 + (Z * Z) / n;
  return { low: Math.max(0, (middle - spread) / by), high: Math.min(1, (middle + spread) / by) };
}

/** Numbers in 0..1 that are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Pictures of one source: how many, and how many were matched. */
export interface SourceCount {
  readonly n: number;
  readonly hits: number;
}

/** Enough that the second digit of an interval no longer moves. */
const RESAMPLES = 2000;

/** 95 % interval of a share by drawing whole sources again and again: pictures of one source are alike. */
export function bootstrapBySource(sources: readonly SourceCount[]): Interval {
  const random = seededRandom(1);
  const shares = Array.from({ length: RESAMPLES }, () => {
    let n = 0;
    let hits = 0;
    for (let i = 0; i < sources.length; i++) {
      const drawn = sources[Math.floor(random() * sources.length)];
      n += drawn?.n ?? 0;
      hits += drawn?.hits ?? 0;
    }
    return hits / n;
  }).sort((a, b) => a - b);
  const at = (share: number): number => shares[Math.floor(share * (RESAMPLES - 1))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}

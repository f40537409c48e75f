import { seededRandom } from '../src/seeded-random.ts';
import type { Interval } from '../src/wilson.ts';

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

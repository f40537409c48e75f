/** Middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Milliseconds that each of some works takes, in turns, so that a busy moment meets them all. */
export async function timesInTurns(works: readonly (() => Promise<unknown>)[], rounds: number): Promise<number[]> {
  const times = works.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, work] of works.entries()) {
      const start = performance.now();
      await work();
      times[i]?.push(performance.now() - start);
    }
  }
  return times.map(median);
}

/** One line of the result: what was measured, and whether it keeps the budget of the design. */
export interface Measured {
  readonly what: string;
  readonly value: string;
  readonly budget: string;
  readonly isKept: boolean;
}

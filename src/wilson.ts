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

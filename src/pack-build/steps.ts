/** Numbers that are learnt, with the gradient of the loss beside them. */
export interface Learnt {
  readonly value: Float32Array;
  readonly gradient: Float32Array;
}

export const learnt = (value: ArrayLike<number>): Learnt => ({
  value: Float32Array.from(value),
  gradient: new Float32Array(value.length),
});

const MEAN_DECAY = 0.9;
const SQUARE_DECAY = 0.99;
const TINY = 1e-8;

/** Adam: each call goes one step down the gradients and clears them. */
export function stepper(all: readonly Learnt[], rate: number): () => void {
  const means = all.map(({ value }) => new Float32Array(value.length));
  const squares = all.map(({ value }) => new Float32Array(value.length));
  let steps = 0;
  return () => {
    steps++;
    const [meanGain, squareGain] = [1 / (1 - MEAN_DECAY ** steps), 1 / (1 - SQUARE_DECAY ** steps)];
    for (const [k, { value, gradient }] of all.entries()) {
      const [mean, square] = [means[k], squares[k]];
      for (let i = 0; mean !== undefined && square !== undefined && i < value.length; i++) {
        const slope = gradient[i] ?? 0;
        mean[i] = MEAN_DECAY * (mean[i] ?? 0) + (1 - MEAN_DECAY) * slope;
        square[i] = SQUARE_DECAY * (square[i] ?? 0) + (1 - SQUARE_DECAY) * slope * slope;
        const pace = Math.sqrt((square[i] ?? 0) * squareGain) + TINY;
        value[i] = (value[i] ?? 0) - (rate * (mean[i] ?? 0) * meanGain) / pace;
      }
      gradient.fill(0);
    }
  };
}

/** Puts a vector back to length one. */
export function toUnit(value: Float32Array): void {
  let square = 0;
  for (const part of value) square += part * part;
  const norm = Math.sqrt(square) || 1;
  for (let i = 0; i < value.length; i++) value[i] = (value[i] ?? 0) / norm;
}

import type { ShippedNegatives } from '../src/pack-build/nobody.ts';
import type { Embedding } from '../src/read-embedding.ts';

/** Cells of one and the same picture are this near to each other: what remains is rounding and how it was made small. */
const SAME = 0.97;

/** The largest cosine of a stored cell with any of a picture. */
function nearest(stored: Int8Array, { grid, cells }: Embedding): number {
  const places = grid.width * grid.height;
  const norm = Math.sqrt(stored.reduce((sum, value) => sum + value * value, 0)) || 1;
  let best = -1;
  for (let place = 0; place < places; place++) {
    let sum = 0;
    for (let d = 0; d < stored.length; d++) sum += (stored[d] ?? 0) * (cells[d * places + place] ?? 0);
    best = Math.max(best, sum / norm);
  }
  return best;
}

/** Shipped pictures of nobody but those that are among these, each at its looks: a character that is tried must not be set against itself. */
export function withoutCharacter(
  { bytes, shape }: ShippedNegatives,
  own: readonly (readonly Embedding[])[],
): ShippedNegatives {
  const [, ...rest] = shape;
  const [looks, windows, cells, dimensions] = rest;
  const inLook = windows * cells * dimensions;
  const size = looks * inLook;
  const isOwn = (picture: Int8Array): boolean =>
    own.some((embeddings) => {
      for (let at = 0; at < size; at += dimensions) {
        const embedding = embeddings[Math.floor(at / inLook)];
        if (embedding === undefined || nearest(picture.subarray(at, at + dimensions), embedding) < SAME) return false;
      }
      return true;
    });
  const kept: Int8Array[] = [];
  for (let at = 0; at + size <= bytes.length; at += size) {
    const picture = bytes.subarray(at, at + size);
    if (!isOwn(picture)) kept.push(picture);
  }
  const left = new Int8Array(kept.length * size);
  for (const [i, picture] of kept.entries()) left.set(picture, i * size);
  return { bytes: left, shape: [kept.length, ...rest] };
}

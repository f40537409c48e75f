import { describe, expect, it } from 'vitest';
import { pdqOf } from '../src/pdq.ts';

interface Side {
  readonly width: number;
  readonly height: number;
}

/** The next of a sequence of 32-bit numbers that any language repeats to the bit. */
const next = (state: number): number => (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;

interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly bits: number;
}

function discsOf(seed: number): Disc[] {
  let state = seed;
  const draw = (): number => {
    state = next(state);
    return state;
  };
  return Array.from({ length: 24 }, () => {
    const [x, y, radius] = [(draw() >>> 20) % 480, (draw() >>> 20) % 480, 10 + ((draw() >>> 20) % 70)];
    return { x, y, radius, bits: draw() };
  });
}

/** Discs over a ramp, by whole numbers alone: the same pixels in every program. */
function drawn({ width, height }: Side, seed: number): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  const discs = discsOf(seed);
  for (let at = 0; at < width * height; at++) {
    const [x, y] = [at % width, Math.floor(at / width)];
    for (let c = 0; c < 3; c++) {
      let value = Math.trunc((x * (3 + c) + y * (5 - c)) / 4);
      for (const disc of discs) {
        const [dx, dy] = [x - disc.x, y - disc.y];
        if (dx * dx + dy * dy < disc.radius * disc.radius)
          value = ((disc.bits >>> (8 + 4 * c)) & 255) + Math.trunc((dx + dy) / 8);
      }
      rgba[at * 4 + c] = value;
    }
  }
  return rgba;
}

/**
 * What the published C++ code of PDQ (facebook/ThreatExchange, pdq/cpp: fillFloatLumaFromRGB, then
 * pdqHash256FromFloatLuma) answers for these drawings, compiled and run once.
 */
const REFERENCE: readonly [Side, number, string, number][] = [
  [{ width: 288, height: 512 }, 1, '5b35244bcea524c996fcf0821e76cd889b2ccdb91d662ca6a79e11d3ef991a44', 100],
  [{ width: 480, height: 270 }, 2, 'c4cce658ec87eb199981c54e9d48eec6a632fa832732b1b993c6b87996469e32', 100],
  [{ width: 64, height: 64 }, 3, '01fcff0f0020ff8f00f8fc0307fee0003ffe0003fff0001fff8000ff3c00ffff', 9],
  [{ width: 130, height: 97 }, 4, '22a966e9ccdd9dd511163132e722ce6a1ced78c9e3990f317c73c1c61e0ee0f8', 13],
  [{ width: 512, height: 512 }, 5, '0d1e9cac5b4943c78bceff10f4b10174b4f9f9e166a7a46f6c34bd4e98c440a4', 100],
  [{ width: 200, height: 360 }, 6, 'e82555d2c243aead15a263568a6d349b7596cb6d3aa8b4d35b5c4b29b4d7309c', 100],
];

describe('PDQ beside the published code', () => {
  it.each(REFERENCE)('hashes a drawing of %o (seed %i) to the bit as it does', (side, seed, hex, quality) => {
    expect(pdqOf(side.width, side.height, drawn(side, seed))).toEqual({ hex, quality });
  });
});

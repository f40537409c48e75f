import { describe, expect, it } from 'vitest';
import { isBlank } from '../src/blank.ts';
import { seededRandom } from '../src/seeded-random.ts';
import { paintedFrame } from './painted.ts';
import type { Colour } from './tiny-model.ts';

const size = { width: 320, height: 180 };
const BLACK: Colour = [0, 0, 0];

function pictureOf(paint: (x: number, y: number) => Colour) {
  const pixels = new Uint8Array(size.width * size.height * 3);
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++) pixels.set(paint(x, y), (y * size.width + x) * 3);
  return { ...size, pixels };
}

function staticNoise(isColour: boolean) {
  const random = seededRandom(3);
  return pictureOf(() => {
    const grey = random() * 255;
    return isColour ? [random() * 255, random() * 255, random() * 255] : [grey, grey, grey];
  });
}

/** Static after a codec and a resize: every pixel is the mean of its neighbours. */
function smearedNoise() {
  const { pixels } = staticNoise(false);
  const at = (x: number, y: number): number =>
    pixels[(Math.min(y, size.height - 1) * size.width + Math.min(x, size.width - 1)) * 3] ?? 0;
  return pictureOf((x, y) => {
    const grey = (at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1)) / 4;
    return [grey, grey, grey];
  });
}

const random = seededRandom(9);

describe('isBlank', () => {
  it.each([
    ['black', paintedFrame({ ...size, ground: BLACK })],
    ['white', paintedFrame({ ...size, ground: [255, 255, 255] })],
    ['a plain blue', paintedFrame({ ...size, ground: [20, 40, 200] })],
    ['black with codec dirt', pictureOf(() => [random() * 9, random() * 9, random() * 9])],
    [
      'black with a speck',
      paintedFrame({ ...size, ground: BLACK, patches: [{ colour: [255, 255, 255], at: [5, 5, 10, 10] }] }),
    ],
    ['grey static', staticNoise(false)],
    ['colour static', staticNoise(true)],
    ['smeared static', smearedNoise()],
  ])('is so for %s', (_, picture) => {
    expect(isBlank(picture)).toBe(true);
  });

  it.each([
    [
      'a small figure on black',
      paintedFrame({ ...size, ground: BLACK, patches: [{ colour: [240, 220, 40], at: [100, 60, 30, 30] }] }),
    ],
    [
      'a shape of the same luma as its ground',
      paintedFrame({ ...size, ground: [200, 0, 0], patches: [{ colour: [0, 102, 0], at: [40, 40, 90, 90] }] }),
    ],
    ['a soft gradient', pictureOf((x, y) => [x / 3, y, 128])],
    [
      'a photo-like mix of scales',
      pictureOf((x, y) => {
        const grey = 128 + 60 * Math.sin(x / 23) + 40 * Math.sin(y / 11 + x / 50) + random() * 30;
        return [grey, grey, 255 - grey];
      }),
    ],
  ])('is not so for %s', (_, picture) => {
    expect(isBlank(picture)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { boxIn, croppedTo, pictureArea, WHOLE } from '../src/marks/picture-area.ts';

const SIZE = { width: 120, height: 160 };

/** A lively picture between bars of one colour, with a little dirt on them. */
function framed(bars: { top?: number; bottom?: number; left?: number; right?: number }, colour = 0) {
  const { top = 0, bottom = 0, left = 0, right = 0 } = bars;
  const pixels = new Uint8Array(SIZE.width * SIZE.height * 3);
  for (let y = 0; y < SIZE.height; y++) {
    for (let x = 0; x < SIZE.width; x++) {
      const isBar = y < top || y >= SIZE.height - bottom || x < left || x >= SIZE.width - right;
      const dirt = (x * 7 + y * 3) % 5;
      const lively = 40 + ((x * 13 + y * 29) % 200);
      pixels.fill(
        isBar ? Math.min(255, colour + dirt) : lively,
        (y * SIZE.width + x) * 3,
        (y * SIZE.width + x + 1) * 3,
      );
    }
  }
  return { ...SIZE, pixels };
}

describe('the picture within a frame', () => {
  it.each([
    ['without bars', framed({}), WHOLE],
    ['with black bars above and below', framed({ top: 32, bottom: 32 }), { x: 0, y: 0.2, width: 1, height: 0.6 }],
    ['with white bars', framed({ top: 32, bottom: 32 }, 250), { x: 0, y: 0.2, width: 1, height: 0.6 }],
    ['with bars of two widths', framed({ top: 16, bottom: 48 }), { x: 0, y: 0.1, width: 1, height: 0.6 }],
    ['with bars on both sides', framed({ left: 30, right: 30 }), { x: 0.25, y: 0, width: 0.5, height: 1 }],
    ['with a dark floor alone', framed({ bottom: 40 }), WHOLE],
    ['with hairlines', framed({ top: 2, bottom: 2 }), WHOLE],
  ])('%s', (_, frame, area) => {
    const found = pictureArea(frame);
    for (const side of ['x', 'y', 'width', 'height'] as const) expect(found[side]).toBeCloseTo(area[side]);
  });

  it('of one colour, and of one with a mark on it, is the whole frame', () => {
    const flat = { ...SIZE, pixels: new Uint8Array(SIZE.width * SIZE.height * 3) };
    expect(pictureArea(flat)).toEqual(WHOLE);
    flat.pixels.fill(200, 20 * SIZE.width * 3 + 30, 20 * SIZE.width * 3 + 90);
    expect(pictureArea(flat)).toEqual(WHOLE);
  });

  it('is cut out, and what is found in it is told in the frame', () => {
    const frame = framed({ top: 32, bottom: 32 });
    const area = pictureArea(frame);
    const cut = croppedTo(frame, area);
    expect([cut.width, cut.height, cut.pixels.length]).toEqual([120, 96, 120 * 96 * 3]);
    expect(cut.pixels[0]).toBe(frame.pixels[32 * 120 * 3]);
    const box = boxIn(area, { x: 0.5, y: 0.5, width: 0.1, height: 0.1 });
    expect(box).toEqual({ x: 0.5, y: expect.closeTo(0.5), width: 0.1, height: expect.closeTo(0.06) });
  });
});

import { describe, expect, it } from 'vitest';
import { newSheet } from '../scripts/altered/picture.ts';
import type { Frame } from '../src/frame.ts';
import { buildEntry } from '../src/pack-build/build-entry.ts';
import { tailLimit } from '../src/pack-build/fit-entry.ts';
import { asGiven, contentOrder } from '../src/pack-build/picture-order.ts';
import type { RgbaPicture } from '../src/pack-build/sheet.ts';
import { parsePack } from '../src/pack-file.ts';
import { type ModelPicture, modelPicture } from '../src/prepare.ts';
import type { Embedding } from '../src/read-embedding.ts';
import { parseDescription } from '../src/recogniser-description.ts';
import { secondLooks } from '../src/second-looks.ts';
import { seededRandom } from '../src/seeded-random.ts';
import { TINY_DESCRIPTION, TINY_DIMENSIONS, TINY_PACK } from './tiny-model.ts';

const DESCRIPTION = parseDescription({ ...TINY_DESCRIPTION, input: { ...TINY_DESCRIPTION.input, pixels: 9216 } });
const CELL = 16;

/** What the network of colours says: the mean colour of each cell. */
function embedded({ width, height, pixels }: ModelPicture): Embedding {
  const grid = { width: width / CELL, height: height / CELL };
  const places = grid.width * grid.height;
  const cells = new Float32Array(4 * places);
  for (let place = 0; place < places; place++) {
    const at = { x: (place % grid.width) * CELL, y: Math.floor(place / grid.width) * CELL };
    const vector = [0, 1, 2].map((channel) => {
      let sum = 0;
      for (let i = 0; i < CELL * CELL; i++)
        sum += pixels[((at.y + (i >> 4)) * width + at.x + (i % CELL)) * 3 + channel] ?? 0;
      return sum / (CELL * CELL * 255) - 0.5;
    });
    const norm = Math.hypot(...vector, 0.1);
    for (const [d, value] of [...vector, 0.1].entries()) cells[d * places + place] = value / norm;
  }
  return { grid, cells, scene: Float32Array.of(0, 0, 0, 1) };
}

async function embedLooks(frame: Frame, count?: number): Promise<Embedding[]> {
  const picture = modelPicture(frame, DESCRIPTION.input);
  return [picture, ...secondLooks(picture, DESCRIPTION.input)].slice(0, count).map(embedded);
}

/** An orange thing of its own shape on clear ground. */
function pictureOf(wide: number): RgbaPicture {
  const sheet = newSheet(48, 48);
  const pen = sheet.getContext('2d');
  for (const [i, colour] of ['rgb(240 140 20)', 'rgb(250 200 40)'].entries()) {
    pen.beginPath();
    pen.ellipse(24, 24 - i * 4, wide - i * 6, 20 - i * 8, 0, 0, 7);
    pen.fillStyle = colour;
    pen.fill();
  }
  return { width: 48, height: 48, rgba: new Uint8ClampedArray(pen.getImageData(0, 0, 48, 48).data) };
}

/** Pictures of nobody: at both looks two windows of four cells each, in colours that are not those of the entry. */
function negatives(pictures: number) {
  const random = seededRandom(5);
  const bytes = Int8Array.from({ length: pictures * 2 * 2 * 4 * 4 }, (_, i) =>
    i % 4 === 0 ? -20 - 60 * random() : 120 * (random() - 0.5),
  );
  return { bytes, shape: [pictures, 2, 2, 4, 4] as const };
}

const MODEL = { recogniser: { embedLooks }, description: DESCRIPTION, packs: [parsePack(TINY_PACK, TINY_DIMENSIONS)] };
const WIDTHS = [10, 13, 16, 19, 22];
const build = (widths: readonly number[]) =>
  buildEntry(MODEL, { pictures: widths.map(pictureOf), others: [], negatives: negatives(40), newSheet });

describe('an entry made of pictures', () => {
  it('is the same whatever their order, and says of each picture the same', { timeout: 60_000 }, async () => {
    const order = [3, 0, 4, 2, 1];
    const first = await build(WIDTHS);
    const second = await build(order.map((i) => WIDTHS[i] ?? 0));
    expect([second.candidate, second.bias, second.thresholds]).toEqual([first.candidate, first.bias, first.thresholds]);
    expect(second.leftOut).toEqual(order.map((i) => first.leftOut[i]));
    expect(second.unseen).toEqual(first.unseen);
  });

  it('is not found in pictures of nobody, and in those it was made from scores higher than in these', {
    timeout: 60_000,
  }, async () => {
    const { thresholds, leftOut, unseen } = await build(WIDTHS);
    const own = leftOut.flat().sort((a, b) => a - b);
    expect(own[own.length >> 1]).toBeGreaterThan(Math.max(...unseen.places));
    expect(unseen.places).toHaveLength(20);
    expect(unseen.places.filter((score) => score >= thresholds.flag)).toEqual([]);
    expect(thresholds.unsure).toBeLessThanOrEqual(thresholds.flag);
  });
});

describe('an entry with nothing to set it against', () => {
  it('has thresholds all the same', { timeout: 60_000 }, async () => {
    const whole = [10, 16, 22].map((wide) => ({
      ...pictureOf(wide),
      rgba: pictureOf(wide).rgba.map((v, i) => (i % 4 === 3 ? 255 : v + (i % 91))),
    }));
    const { thresholds, unseen } = await buildEntry(MODEL, { pictures: whole, others: [], negatives: null, newSheet });
    expect(unseen).toEqual({ impostors: [], places: [] });
    expect(thresholds.flag).toBeGreaterThan(0);
    expect(thresholds.flag).toBeLessThan(1);
  });
});

describe('the limit that a tail is given', () => {
  const exponential = Array.from({ length: 4000 }, (_, i) => -Math.log((i + 0.5) / 4000));

  it.each([
    [1 / 100, Math.log(100)],
    [1 / 800, Math.log(800)],
  ])('is where a share of %d of an exponential one lies', (rate, limit) => {
    expect(Math.abs(tailLimit(exponential, rate) - limit)).toBeLessThan(0.15);
  });

  it('hangs little on the highest of all, and not on their order', () => {
    const limit = tailLimit(exponential, 1 / 400);
    expect(tailLimit([...exponential].reverse(), 1 / 400)).toBe(limit);
    expect(tailLimit([...exponential.slice(1), 20], 1 / 400) - limit).toBeLessThan(0.5);
  });

  it('is none where there is nothing', () => {
    expect(tailLimit([], 1 / 400)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('the order of pictures', () => {
  it('is that of what they show', () => {
    const pictures = WIDTHS.map(pictureOf);
    const sorted = contentOrder(pictures).map((i) => WIDTHS[i]);
    const turned = [...pictures].reverse();
    expect(contentOrder(turned).map((i) => [...WIDTHS].reverse()[i])).toEqual(sorted);
    expect(asGiven(contentOrder(pictures), contentOrder(pictures))).toEqual([0, 1, 2, 3, 4]);
  });
});

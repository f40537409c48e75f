import type { Box } from '../../src/match.ts';
import { objectOf } from '../../src/pack-build/picture-object.ts';
import type { RgbaPicture, Sheet } from '../../src/pack-build/sheet.ts';
import type { Size } from '../../src/resize.ts';
import { newSheet, pictureOf, sheetOf } from './picture.ts';

/** Frames of a feed, upright and wide, at the size at which browsers hand them to the engine. */
const SHAPES: readonly Size[] = [
  { width: 180, height: 320 },
  { width: 320, height: 180 },
];
const TALLNESS = { least: 0.25, most: 0.5 } as const;
const SOLID = 100;
/** A figure may take this share of the width and no more, or it would be cut. */
const WIDTH_MOST = 0.95;

/** A figure put on a ground, and where. */
export interface Placed {
  readonly picture: RgbaPicture;
  readonly box: Box;
  /** Whether a place of the frame (fractions 0..1) lies on the figure itself. */
  readonly isOn: (x: number, y: number) => boolean;
}

/** The figure of a picture cut to its edges, or null where it is not told from its ground. */
export function figureOf(picture: RgbaPicture): Sheet | null {
  const { canvas, isCutOut } = objectOf(picture, newSheet);
  if (!isCutOut) return null;
  const { rgba, width, height } = pictureOf(canvas);
  const xs: number[] = [];
  const ys: number[] = [];
  for (let i = 0; i < width * height; i++) {
    if ((rgba[i * 4 + 3] ?? 0) <= SOLID) continue;
    xs.push(i % width);
    ys.push(Math.floor(i / width));
  }
  if (xs.length === 0) return null;
  const edge = (values: readonly number[], pick: (a: number, b: number) => number): number =>
    values.reduce((a, b) => pick(a, b));
  const [left, top] = [edge(xs, Math.min), edge(ys, Math.min)];
  const sheet = newSheet(edge(xs, Math.max) + 1 - left, edge(ys, Math.max) + 1 - top);
  sheet.getContext('2d').drawImage(canvas, -left, -top);
  return sheet;
}

/** The ground made to fill the frame. */
function grounded(ground: RgbaPicture, { width, height }: Size): Sheet {
  const sheet = newSheet(width, height);
  const scale = Math.max(width / ground.width, height / ground.height);
  const [wide, high] = [ground.width * scale, ground.height * scale];
  sheet.getContext('2d').drawImage(sheetOf(ground), (width - wide) / 2, (height - high) / 2, wide, high);
  return sheet;
}

/** The figure at a quarter to a half of the height of a frame, anywhere in it. */
export function placedOn(figure: Sheet, ground: RgbaPicture, random: () => number): Placed {
  const frame = SHAPES[random() < 0.5 ? 0 : 1] ?? { width: 180, height: 320 };
  const sheet = grounded(ground, frame);
  const asked = frame.height * (TALLNESS.least + (TALLNESS.most - TALLNESS.least) * random());
  const height = Math.min(asked, (WIDTH_MOST * frame.width * figure.height) / figure.width);
  const width = (height * figure.width) / figure.height;
  const [x, y] = [random() * (frame.width - width), random() * (frame.height - height)];
  const pen = sheet.getContext('2d');
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(figure, x, y, width, height);
  const box = { x: x / frame.width, y: y / frame.height, width: width / frame.width, height: height / frame.height };
  const mask = pictureOf(figure);
  const isOn = (px: number, py: number): boolean => {
    const [u, v] = [(px - box.x) / box.width, (py - box.y) / box.height];
    if (u < 0 || v < 0 || u >= 1 || v >= 1) return false;
    const at = Math.floor(v * mask.height) * mask.width + Math.floor(u * mask.width);
    return (mask.rgba[at * 4 + 3] ?? 0) > SOLID;
  };
  return { picture: pictureOf(sheet), box, isOn };
}

/** Mean step of luma from pixel to pixel: high where a ground is full of things. */
export function busynessOf({ width, height, rgba }: RgbaPicture): number {
  let sum = 0;
  for (let i = 4; i < width * height * 4; i += 4) sum += Math.abs((rgba[i + 1] ?? 0) - (rgba[i - 3] ?? 0));
  return sum / (width * height);
}

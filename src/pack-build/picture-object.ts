import type { NewSheet, RgbaPicture, Sheet } from './sheet.ts';

/** A picture as a canvas whose alpha is the object, and whether that was known. */
export interface ObjectPicture {
  readonly canvas: Sheet;
  /** False where neither alpha nor a plain ground says what the object is: then all of it may be. */
  readonly isCutOut: boolean;
}

/** Alpha up to this in a corner pixel or two is a soft edge; more see-through pixels make a cut-out. */
const SEE_THROUGH_SHARE = 0.02;
/** Farthest that a channel may be from the ground colour to belong to it. */
const GROUND_TOLERANCE = 14;
/** Share of the border that must have the ground colour for the ground to be called plain. */
const PLAIN_SHARE = 0.93;
/** An object of less or more of the picture than this is a flood fill gone wrong. */
const OBJECT_SHARE = { least: 0.04, most: 0.92 } as const;

function hasAlpha({ rgba }: RgbaPicture): boolean {
  let clear = 0;
  for (let i = 3; i < rgba.length; i += 4) clear += (rgba[i] ?? 255) < 128 ? 1 : 0;
  return clear > (rgba.length / 4) * SEE_THROUGH_SHARE;
}

function borderOf({ width, height }: RgbaPicture): number[] {
  const places: number[] = [];
  for (let x = 0; x < width; x++) places.push(x, (height - 1) * width + x);
  for (let y = 0; y < height; y++) places.push(y * width, y * width + width - 1);
  return places;
}

function isNear({ rgba }: RgbaPicture, place: number, colour: readonly number[]): boolean {
  return colour.every((value, channel) => Math.abs((rgba[place * 4 + channel] ?? 0) - value) <= GROUND_TOLERANCE);
}

/** The colour of the ground where the border is plain, else null. */
function plainGround(picture: RgbaPicture): readonly number[] | null {
  const border = borderOf(picture);
  const colour = [0, 1, 2].map((channel) => {
    const values = border.map((place) => picture.rgba[place * 4 + channel] ?? 0).sort((a, b) => a - b);
    return values[values.length >> 1] ?? 0;
  });
  const near = border.filter((place) => isNear(picture, place, colour)).length;
  return near >= border.length * PLAIN_SHARE ? colour : null;
}

/** Pixels of the ground colour that are joined to the border. */
function groundPixels(picture: RgbaPicture, colour: readonly number[]): Uint8Array {
  const { width, height } = picture;
  const ground = new Uint8Array(width * height);
  const open = borderOf(picture);
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (ground[place] === 1 || !isNear(picture, place, colour)) continue;
    ground[place] = 1;
    const x = place % width;
    if (x > 0) open.push(place - 1);
    if (x < width - 1) open.push(place + 1);
    if (place >= width) open.push(place - width);
    if (place < width * (height - 1)) open.push(place + width);
  }
  return ground;
}

function canvasOf({ width, height, rgba }: RgbaPicture, newSheet: NewSheet): Sheet {
  const canvas = newSheet(width, height);
  const pen = canvas.getContext('2d');
  const image = pen.createImageData(width, height);
  image.data.set(rgba);
  pen.putImageData(image, 0, 0);
  return canvas;
}

/** Finds the object of a picture: by its alpha, or by a plain ground around it. */
export function objectOf(picture: RgbaPicture, newSheet: NewSheet): ObjectPicture {
  if (hasAlpha(picture)) return { canvas: canvasOf(picture, newSheet), isCutOut: true };
  const whole = { canvas: canvasOf(picture, newSheet), isCutOut: false };
  const colour = plainGround(picture);
  if (colour === null) return whole;
  const ground = groundPixels(picture, colour);
  const share = 1 - ground.reduce((sum, value) => sum + value, 0) / ground.length;
  if (share < OBJECT_SHARE.least || share > OBJECT_SHARE.most) return whole;
  const rgba = picture.rgba.map((value, i) => (i % 4 === 3 && ground[i >> 2] === 1 ? 0 : value));
  return { canvas: canvasOf({ ...picture, rgba }, newSheet), isCutOut: true };
}

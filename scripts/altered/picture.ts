import { createCanvas } from '@napi-rs/canvas';
import type { RgbaPicture, Sheet } from '../../src/pack-build/sheet.ts';

/** The canvas of the commands draws what that of browsers draws; only its types differ. */
export const newSheet = (width: number, height: number): Sheet => createCanvas(width, height) as unknown as Sheet;

/** A picture on a canvas of its own size. */
export function sheetOf({ width, height, rgba }: RgbaPicture): Sheet {
  const sheet = newSheet(width, height);
  const pen = sheet.getContext('2d');
  const image = pen.createImageData(width, height);
  image.data.set(rgba);
  pen.putImageData(image, 0, 0);
  return sheet;
}

export function pictureOf(sheet: Sheet): RgbaPicture {
  const { width, height } = sheet;
  return { width, height, rgba: sheet.getContext('2d').getImageData(0, 0, width, height).data };
}

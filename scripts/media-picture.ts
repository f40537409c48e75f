import { readFile } from 'node:fs/promises';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { RgbaPicture } from '../src/pack-build/sheet.ts';

/** Decodes png, jpeg, webp, avif, bmp. Throws where the file is missing or cannot be decoded. */
export async function readPicture(path: string): Promise<RgbaPicture> {
  // Bytes, never the path: the decoder would fetch an address.
  const image = await loadImage(await readFile(path));
  const { width, height } = image;
  if (width < 1 || height < 1) throw new Error('the picture has no pixels');
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  return { width, height, rgba: context.getImageData(0, 0, width, height).data };
}

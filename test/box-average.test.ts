import { expect, it } from 'vitest';
import { type RawPixels, toSmallPicture } from '../src/pixels.ts';

const [SIDE, PADDING, GREY] = [12, 5, 128];
const greyAt = (x: number, y: number): number => (x * 37 + y * 91 + x * y * 13) % 256;

/** A frame without colour, `times` as wide and as high as the picture that is made of it. */
function greyFrame(times: number): RawPixels {
  const size = { width: SIDE * times, height: SIDE * times };
  const stride = size.width + PADDING;
  const data = new Uint8Array(stride * size.height * 2).fill(GREY);
  for (let y = 0; y < size.height; y++) for (let x = 0; x < size.width; x++) data[y * stride + x] = greyAt(x, y);
  const chroma = { offset: stride * size.height, stride: (size.width + 1) >> 1 };
  return {
    ...{ format: 'I420', data, layout: [{ offset: 0, stride }, chroma, chroma], visible: { x: 0, y: 0, ...size } },
    ...{ rotation: 0, matrix: 'bt709', isFullRange: true, display: size },
  };
}

/** Rounded mean of what one pixel of the small picture covers. */
function meanAt(x: number, y: number, times: number): number {
  let sum = 0;
  for (let i = 0; i < times ** 2; i++) sum += greyAt(x * times + (i % times), y * times + Math.floor(i / times));
  return Math.floor(sum / times ** 2 + 0.5);
}

it.each([1, 2, 3, 4])('each pixel is the mean of all that it covers, %i by as many', (times) => {
  const { pixels } = toSmallPicture(greyFrame(times), SIDE);
  const found = Array.from({ length: SIDE ** 2 }, (_, i) => pixels[i * 3]);
  expect(found).toEqual(found.map((_, i) => meanAt(i % SIDE, Math.floor(i / SIDE), times)));
});

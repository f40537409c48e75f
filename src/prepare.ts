import type { Frame } from './frame.ts';
import { pictureOfPart } from './parts.ts';
import { resizeRgb, type Size } from './resize.ts';

/** How big a picture the model wants; part of the model's description. */
export interface InputRule {
  /** Both sides are multiples of this. */
  readonly multiple: number;
  /** About this many pixels in all, whatever the shape: of the picture that is kept and that second looks show. */
  readonly pixels: number;
  /** The same at the first look; absent where that shows the picture as it is kept. */
  readonly firstPixels?: number | undefined;
  readonly minSide: number;
}

/** What every look shows or is made of: kept as bytes, so that evidence can hold the exact input as a picture. */
export interface ModelPicture extends Size {
  /** RGB, 3 bytes a pixel, row by row. */
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/** Ground that transparent pictures are shown on; no colour of it is nearer to black than to white. */
const GROUND = 128;

/** Size of the model input for a picture: its shape is kept as nearly as multiples allow. */
export function modelSize({ width, height }: Size, rule: Pick<InputRule, 'multiple' | 'pixels' | 'minSide'>): Size {
  const side = (ratio: number): number =>
    Math.max(rule.minSide, rule.multiple * Math.round(Math.sqrt(rule.pixels * ratio) / rule.multiple));
  return { width: side(width / height), height: side(height / width) };
}

/** What looks are made of: the whole of a frame, or the part that is asked for. */
export function modelPicture(
  frame: Pick<Frame, 'width' | 'height' | 'pixels' | 'part'>,
  rule: InputRule,
): ModelPicture {
  const shown = pictureOfPart(frame);
  const size = modelSize(shown, rule);
  return { ...size, pixels: resizeRgb(shown.pixels, shown, size) };
}

/** Planes of red, green and blue one after the other, 0..1: a tensor of shape [1, 3, height, width]. */
export function tensorOf({ width, height, pixels }: ModelPicture): Float32Array<ArrayBuffer> {
  const area = width * height;
  const tensor = new Float32Array(3 * area);
  for (let i = 0, at = 0; i < area; i++, at += 3) {
    tensor[i] = (pixels[at] ?? 0) / 255;
    tensor[area + i] = (pixels[at + 1] ?? 0) / 255;
    tensor[2 * area + i] = (pixels[at + 2] ?? 0) / 255;
  }
  return tensor;
}

/** RGBA (alpha not multiplied in) to RGB on mid grey. */
export function flattenOnGrey(rgba: Uint8Array | Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const area = Math.floor(rgba.length / 4);
  const rgb = new Uint8Array(area * 3);
  for (let i = 0; i < area; i++) {
    const alpha = (rgba[i * 4 + 3] ?? 0) / 255;
    for (let channel = 0; channel < 3; channel++) {
      rgb[i * 3 + channel] = (rgba[i * 4 + channel] ?? 0) * alpha + GROUND * (1 - alpha) + 0.5;
    }
  }
  return rgb;
}

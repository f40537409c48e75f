import { createCanvas } from '@napi-rs/canvas';
import type { Frame } from '../src/frame.ts';
import type { Colour } from './tiny-model.ts';

export interface Patch {
  readonly colour: Colour;
  /** Left, top, width, height in pixels. */
  readonly at: readonly [number, number, number, number];
}

interface Painted {
  readonly width: number;
  readonly height: number;
  readonly ground: Colour;
  readonly patches?: readonly Patch[];
}

const css = ([red, green, blue]: Colour): string => `rgb(${red} ${green} ${blue})`;

function canvasOf({ width, height, ground, patches = [] }: Painted) {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  for (const { colour, at } of [{ colour: ground, at: [0, 0, width, height] as const }, ...patches]) {
    pen.fillStyle = css(colour);
    pen.fillRect(...at);
  }
  return canvas;
}

/** A frame of one colour with patches of others. */
export function paintedFrame(painted: Painted, time = 0): Frame {
  const { width, height } = painted;
  const { data } = canvasOf(painted).getContext('2d').getImageData(0, 0, width, height);
  const pixels = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) pixels.set(data.subarray(i * 4, i * 4 + 3), i * 3);
  return { width, height, pixels, time, videoWidth: width, videoHeight: height };
}

export const paintedPng = (painted: Painted): Buffer => canvasOf(painted).toBuffer('image/png');

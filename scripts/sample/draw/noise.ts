import { createCanvas } from '@napi-rs/canvas';
import type { Pen } from './paint.ts';
import { between, type Random } from './random.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Value noise over a small grid, smoothed; 0..1. */
function field(random: Random, cells: number): (x: number, y: number) => number {
  const side = cells + 2;
  const values = Array.from({ length: side * side }, () => random());
  const at = (x: number, y: number): number => values[y * side + x] ?? 0;
  const ease = (t: number): number => t * t * (3 - 2 * t);
  return (x, y) => {
    const [left, top] = [Math.floor(x * cells), Math.floor(y * cells)];
    const [u, w] = [ease(x * cells - left), ease(y * cells - top)];
    const upper = at(left, top) * (1 - u) + at(left + 1, top) * u;
    const lower = at(left, top + 1) * (1 - u) + at(left + 1, top + 1) * u;
    return upper * (1 - w) + lower * w;
  };
}

/** Several fields of growing fineness, added up. */
function cloud(random: Random, octaves: readonly number[]): (x: number, y: number) => number {
  const fields = octaves.map((cells) => field(random, cells));
  const total = fields.reduce((sum, _, i) => sum + 0.5 ** i, 0);
  return (x, y) => fields.reduce((sum, one, i) => sum + one(x, y) * 0.5 ** i, 0) / total;
}

/** Small side of the picture that is then scaled up: fine enough for a blurred background. */
const SIDE = 96;

function paintField(pen: Pen, size: Size, colourAt: (x: number, y: number) => readonly [number, number, number]): void {
  const small = createCanvas(SIDE, SIDE);
  const smallPen = small.getContext('2d');
  const image = smallPen.createImageData(SIDE, SIDE);
  for (let i = 0; i < SIDE * SIDE; i++) {
    const [red, green, blue] = colourAt((i % SIDE) / SIDE, Math.floor(i / SIDE) / SIDE);
    image.data.set([red, green, blue, 255], i * 4);
  }
  smallPen.putImageData(image, 0, 0);
  pen.drawImage(small, 0, 0, size.width, size.height);
}

export function noiseScene(pen: Pen, size: Size, random: Random): void {
  const [red, green, blue] = [cloud(random, [4, 9, 20]), cloud(random, [4, 9, 20]), cloud(random, [4, 9, 20])];
  paintField(pen, size, (x, y) => [red(x, y) * 255, green(x, y) * 255, blue(x, y) * 255]);
}

/** Ground, sky and grain in muted colours, out of focus like the background of a phone video. */
export function photoScene(pen: Pen, size: Size, random: Random): void {
  const [light, warmth, grain] = [cloud(random, [2, 5, 11, 23]), cloud(random, [3, 7]), cloud(random, [30, 60])];
  const horizon = between(random, 0.35, 0.7);
  const [ground, sky] = [between(random, 70, 130), between(random, 130, 200)];
  paintField(pen, size, (x, y) => {
    const near = 1 / (1 + Math.exp((y - horizon) * 18));
    const base = (sky * near + ground * (1 - near)) * (0.55 + 0.9 * light(x, y)) + (grain(x, y) - 0.5) * 34;
    const warm = (warmth(x, y) - 0.5) * 70;
    return [base + warm, base + warm * 0.2, base - warm].map((value) => Math.max(0, Math.min(255, value))) as [
      number,
      number,
      number,
    ];
  });
}

import type { Frame } from '../frame.ts';
import { resizeRgb, type Size } from '../resize.ts';
import type { MarksDescription } from './description.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Top left corners of the tiles of one read, in the frame scaled for reading, which is of this size. */
export interface TilePlan extends Size {
  readonly places: readonly Place[];
}

/**
 * Middles of the tiles that are read each time, in fractions of the frame: top left, right of the middle, bottom left, top
 * and bottom centre (Sora 2 goes from one to the next), and the lower right corner, where most others stand.
 */
const USUAL: readonly (readonly [number, number])[] = [
  [0.157, 0.112],
  [0.8435, 0.5],
  [0.157, 0.86],
  [0.51, 0.0875],
  [0.51, 0.828],
  [1, 1],
];

/** The tile that wanders moves on this often, by the clock of the video: the engine keeps no state between frames. */
const WANDER_SECONDS = 0.5;
/** Neighbouring places of the wandering tile share this much of it, so that a mark is whole in one of them. */
const OVERLAP = 0.4;

const clamp = (value: number, most: number): number => Math.min(Math.max(0, Math.round(value)), Math.max(0, most));

function cornerAt(size: Size, tile: Size, [x, y]: readonly [number, number]): Place {
  return {
    x: clamp(x * size.width - tile.width / 2, size.width - tile.width),
    y: clamp(y * size.height - tile.height / 2, size.height - tile.height),
  };
}

/** All places of the wandering tile, row by row. */
export function sweepPlaces(size: Size, tile: Size): Place[] {
  const steps = (whole: number, part: number): number[] => {
    const count = Math.max(1, Math.ceil((whole - part) / (part * (1 - OVERLAP))) + 1);
    return Array.from({ length: count }, (_, i) =>
      count === 1 ? 0 : clamp((i * (whole - part)) / (count - 1), whole - part),
    );
  };
  return steps(size.height, tile.height).flatMap((y) => steps(size.width, tile.width).map((x) => ({ x, y })));
}

/** Size a frame is read at: its short side as the network knows it. */
function readingSize({ width, height }: Size, { shortSide, width: least }: MarksDescription['input']): Size {
  const scale = shortSide / Math.min(width, height);
  // A panorama would be of any length; beyond this it is pressed, and a mark in it not found.
  const side = (value: number): number => Math.min(Math.max(least, Math.round(value * scale)), 4 * shortSide);
  return { width: side(width), height: side(height) };
}

/** Where to look in one frame: the usual places, and one more that wanders over the frame as the video goes on. */
export function planTiles(frame: Pick<Frame, 'width' | 'height' | 'time'>, input: MarksDescription['input']): TilePlan {
  const size = readingSize(frame, input);
  const usual = USUAL.map((middle) => cornerAt(size, input, middle));
  const sweep = sweepPlaces(size, input);
  const turn = Math.floor(frame.time / WANDER_SECONDS) % sweep.length;
  const places = [...usual, ...sweep.slice(turn), ...sweep.slice(0, turn)].slice(0, input.tilesPerRead);
  return { ...size, places };
}

/** The tiles as planes of red, green and blue, 0..1: a tensor of shape [tiles, 3, height, width]. */
export function tilesOf(frame: Frame, plan: TilePlan, { width, height }: Size): Float32Array<ArrayBuffer> {
  const pixels = resizeRgb(frame.pixels, frame, plan);
  const area = width * height;
  const tensor = new Float32Array(plan.places.length * 3 * area);
  for (const [tile, place] of plan.places.entries()) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const from = ((place.y + y) * plan.width + place.x + x) * 3;
        const to = tile * 3 * area + y * width + x;
        for (let channel = 0; channel < 3; channel++) tensor[to + channel * area] = (pixels[from + channel] ?? 0) / 255;
      }
    }
  }
  return tensor;
}

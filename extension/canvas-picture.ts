import { codedPixels, type DrawnPixels } from '../src/coded-planes.ts';
import { fitInside, matrixOf, type SmallPicture, toSmallPicture } from '../src/pixels.ts';
import { flattenOnGrey } from '../src/prepare.ts';
import type { Size } from '../src/resize.ts';

type Context = CanvasRenderingContext2D;
type AnyContext = Context | OffscreenCanvasRenderingContext2D;

function createContext(): Context | null {
  const canvas = document.createElement('canvas');
  // Read back each time, so pixels had better stay in main memory.
  return canvas.getContext('2d', { willReadFrequently: true, alpha: false });
}

const PROBE_COLOURS = ['#010203', '#7f8081', '#fefdfc', '#12a4c7'] as const;
const PROBE_BYTES = [1, 2, 3, 127, 128, 129, 254, 253, 252, 0x12, 0xa4, 0xc7];

/** False where the browser puts noise into canvases against fingerprinting: such pixels would be judged wrongly. */
export function isHonest(context: AnyContext): boolean {
  context.canvas.width = PROBE_COLOURS.length;
  context.canvas.height = 1;
  PROBE_COLOURS.forEach((colour, x) => {
    context.fillStyle = colour;
    context.fillRect(x, 0, 1, 1);
  });
  const { data } = context.getImageData(0, 0, PROBE_COLOURS.length, 1);
  return PROBE_BYTES.every((byte, i) => data[Math.floor(i / 3) * 4 + (i % 3)] === byte);
}

/** Pixels of a video that are read back at most; a larger one is drawn at a half, for reading all of it takes too long. */
const READ_AREA_MAX = 1280 * 720;

function readSize(size: Size): Size {
  if (size.width * size.height <= READ_AREA_MAX) return size;
  return readSize({ width: Math.ceil(size.width / 2), height: Math.ceil(size.height / 2) });
}

/** A drawn video of this size as shown, made small as its decoded frames are. */
export const smallOfDrawn = (drawn: DrawnPixels, size: Size, longSide: number): SmallPicture =>
  toSmallPicture(codedPixels(drawn, matrixOf(null, size.height), size), longSide);

/** Pictures by way of a canvas that never enters the page. Null when the browser gives no true pixels. */
export interface CanvasReader {
  /** @throws SecurityError for pixels of another host. */
  draw(source: CanvasImageSource, size: Size, longSide: number): SmallPicture | null;
  /** The same of a video, made small as its decoded frames are. */
  drawVideo(source: CanvasImageSource, size: Size, longSide: number): SmallPicture | null;
}

export function createCanvasReader(): CanvasReader {
  let isTrusted: boolean | null = null;
  let context: Context | null = null;
  /** The probe comes with the first use, and a tainted canvas stays so: each needs a fresh one. */
  const open = (): Context | null => {
    context ??= createContext();
    if (context !== null && isTrusted === null) isTrusted = isHonest(context);
    return isTrusted === true ? context : null;
  };
  /** The source at a size, as RGBA. */
  const read = (source: CanvasImageSource, { width, height }: Size): Uint8ClampedArray | null => {
    const target = open();
    if (target === null) return null;
    target.canvas.width = width;
    target.canvas.height = height;
    try {
      target.drawImage(source, 0, 0, width, height);
      return target.getImageData(0, 0, width, height).data;
    } catch (error) {
      context = null;
      throw error;
    }
  };
  return {
    draw(source, size, longSide) {
      const small = fitInside(size, longSide);
      const data = read(source, small);
      return data && { ...small, pixels: flattenOnGrey(data) };
    },
    drawVideo(source, size, longSide) {
      const drawn = readSize(size);
      const data = read(source, drawn);
      return data && smallOfDrawn({ ...drawn, data }, size, longSide);
    },
  };
}

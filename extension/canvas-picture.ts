import { fitInside, type SmallPicture } from '../src/pixels.ts';
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

/** Pictures of a video by way of a canvas that never enters the page. */
export interface CanvasReader {
  /** Null when the browser gives no true pixels. @throws SecurityError for pixels of another host. */
  draw(source: CanvasImageSource, size: Size, longSide: number): SmallPicture | null;
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
  return {
    draw(source, size, longSide) {
      const target = open();
      if (target === null) return null;
      const { width, height } = fitInside(size, longSide);
      target.canvas.width = width;
      target.canvas.height = height;
      try {
        target.drawImage(source, 0, 0, width, height);
        return { width, height, pixels: flattenOnGrey(target.getImageData(0, 0, width, height).data) };
      } catch (error) {
        context = null;
        throw error;
      }
    },
  };
}

import { type RawStill, STILL_AREA_MAX } from '../../src/evidence/keep.ts';
import type { Size } from '../../src/resize.ts';
import { isHonest } from '../canvas-picture.ts';

/** The very frame that was read, kept open until it is known whether it is wanted for evidence. */
export interface Still {
  /** Its pixels at native size, or null when they cannot be had. Encoding them is the engine's work, not the page's. */
  readonly pixels: () => RawStill | null;
  readonly close: () => void;
}

export const NO_STILL: Still = { pixels: () => null, close: () => undefined };

type Canvas = OffscreenCanvasRenderingContext2D;

/** A canvas with the picture at native size, or null where it is too large or the browser would falsify it. */
function draw(source: CanvasImageSource, { width, height }: Size): Canvas | null {
  if (width * height > STILL_AREA_MAX || width * height === 0) return null;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null || !isHonest(context)) return null;
  canvas.width = width;
  canvas.height = height;
  context.drawImage(source, 0, 0, width, height);
  return context;
}

function read(drawn: () => Canvas | null): RawStill | null {
  try {
    const context = drawn();
    if (context === null) return null;
    const { width, height } = context.canvas;
    const { data } = context.getImageData(0, 0, width, height);
    return { width, height, rgba: new Uint8Array(data.buffer) };
  } catch (error) {
    // Pixels of another host, or no memory for them: the frame is kept as input only.
    console.debug('Lookalike could not keep a frame at native size.', error);
    return null;
  }
}

/** A still of a decoded frame, which this now owns. */
export const stillOf = (frame: VideoFrame, size: Size): Still => ({
  pixels: () => read(() => draw(frame, size)),
  close: () => frame.close(),
});

/** The video as it is now, drawn at native size, and a still of that; null where it cannot be. */
export function drawnStill(video: HTMLVideoElement, size: Size): { canvas: OffscreenCanvas; still: Still } | null {
  const context = draw(video, size);
  return context && { canvas: context.canvas, still: { pixels: () => read(() => context), close: () => undefined } };
}

import { mayBeStill } from '../../src/evidence/raw-still.ts';
import type { RawPixels } from '../../src/pixels.ts';
import type { Size } from '../../src/resize.ts';
import { isHonest } from '../canvas-picture.ts';

/**
 * The very frame that was read, at native size, as it is until the next one is taken; null when it cannot be had. What
 * is answered may be kept. Making a picture of it is the engine's work, not the page's.
 */
export type Still = () => RawPixels | null;

export const NO_STILL: Still = () => null;

/** A still of what was copied from a decoded frame into a buffer that is used again. */
export const rawStill =
  (raw: RawPixels): Still =>
  () =>
    mayBeStill(raw.display) && mayBeStill(raw.visible) ? { ...raw, data: raw.data.slice() } : null;

type Canvas = OffscreenCanvasRenderingContext2D;

/** A canvas with the picture at native size, or null where it is too large or the browser would falsify it. */
function draw(source: CanvasImageSource, size: Size): Canvas | null {
  if (!mayBeStill(size)) return null;
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null || !isHonest(context)) return null;
  Object.assign(canvas, size);
  context.drawImage(source, 0, 0, size.width, size.height);
  return context;
}

function read(context: Canvas): RawPixels | null {
  const { width, height } = context.canvas;
  try {
    const { data } = context.getImageData(0, 0, width, height);
    return {
      format: 'RGBX',
      data: new Uint8Array(data.buffer),
      layout: [{ offset: 0, stride: width * 4 }],
      visible: { x: 0, y: 0, width, height },
      display: { width, height },
      // The browser has done all that these stand for.
      rotation: 0,
      matrix: 'bt709',
      isFullRange: true,
    };
  } catch (error) {
    // Pixels of another host, or no memory for them: the frame is kept as input only.
    console.debug('Lookalike could not keep a frame at native size.', error);
    return null;
  }
}

/** The video as it is now, drawn at native size, and a still of that; null where it cannot be. */
export function drawnStill(video: HTMLVideoElement, size: Size): { canvas: OffscreenCanvas; still: Still } | null {
  const context = draw(video, size);
  return context && { canvas: context.canvas, still: () => read(context) };
}

import { mayBeStill } from '../../src/evidence/raw-still.ts';
import type { RawPixels } from '../../src/pixels.ts';
import type { Size } from '../../src/resize.ts';
import { isHonest } from '../canvas-picture.ts';
import { withinTime } from '../time-limit.ts';

/** The very frame that was read, at native size. Making a picture of it is the engine's work, not the page's. */
export interface Still {
  /** Null when it cannot be had. Once only, and before the next frame is taken. */
  take(): Promise<RawPixels | null>;
  /** Lets go of it where nobody takes it. */
  close(): void;
}

export const NO_STILL: Still = { take: async () => null, close: () => undefined };

/** `cheap`: where it costs the page little. `any`: something was recognised before, so it may cost more. */
export type StillWish = 'none' | 'cheap' | 'any';

/** A still of what was copied from a frame into a buffer that may be used again. */
export const rawStill = (raw: RawPixels): Still => ({
  take: async () => (mayBeStill(raw.display) && mayBeStill(raw.visible) ? { ...raw, data: raw.data.slice() } : null),
  close: () => undefined,
});

/** Rows read in one task: reading all of 1080p at once holds the page up for tens of milliseconds in Firefox. */
const STRIP_ROWS = 128;
/** A frame is frozen within milliseconds; one that never is must not hold up the tab. */
const FREEZE_TIMEOUT_MS = 1000;

type Strip = (top: number, rows: number) => Uint8ClampedArray;

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** The page gets its turn between any two strips. */
async function inStrips({ width, height }: Size, read: Strip): Promise<RawPixels> {
  const data = new Uint8Array(width * height * 4);
  for (let top = 0; top < height; top += STRIP_ROWS) {
    await nextTask();
    data.set(read(top, Math.min(STRIP_ROWS, height - top)), top * width * 4);
  }
  const size = { width, height };
  return {
    format: 'RGBX',
    data,
    layout: [{ offset: 0, stride: width * 4 }],
    visible: { x: 0, y: 0, ...size },
    display: size,
    // The browser has done all that these stand for.
    rotation: 0,
    matrix: 'bt709',
    isFullRange: true,
  };
}

/** A canvas of this size, or null where the browser would falsify what is read from it. */
function canvasOf(size: Size): OffscreenCanvasRenderingContext2D | null {
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null || !isHonest(context)) return null;
  Object.assign(canvas, size);
  return context;
}

async function bitmapRows(bitmap: ImageBitmap): Promise<RawPixels | null> {
  const { width, height } = bitmap;
  try {
    const strip = canvasOf({ width, height: STRIP_ROWS });
    if (strip === null) return null;
    return await inStrips({ width, height }, (top, rows) => {
      strip.drawImage(bitmap, 0, top, width, rows, 0, 0, width, rows);
      return strip.getImageData(0, 0, width, rows).data;
    });
  } catch (error) {
    // No memory for it: the frame is kept as input only.
    console.debug('Lookalike could not keep a frame at native size.', error);
    return null;
  } finally {
    bitmap.close();
  }
}

/** The video as it is now, held fast, and a still of that; null where the browser does not give it. */
export async function frozen(
  video: HTMLVideoElement,
  { width, height }: Size,
): Promise<{ bitmap: ImageBitmap; still: Still } | null> {
  if (!mayBeStill({ width, height })) return null;
  try {
    const bitmap = await withinTime(createImageBitmap(video), FREEZE_TIMEOUT_MS, 'Freezing a frame');
    // A browser that forgets the turn or the shape of its pixels would give another picture than the one in sight.
    if (bitmap.width !== width || bitmap.height !== height) return null;
    return { bitmap, still: { take: () => bitmapRows(bitmap), close: () => bitmap.close() } };
  } catch {
    // Pixels of another host, or a frame that is gone by now.
    return null;
  }
}

/**
 * All pixels of the video as it is now. Firefox gives an extension what a video of another host was drawn to, and
 * nothing that is drawn from that, so even the small picture has to be made of these.
 */
export async function drawn(video: HTMLVideoElement, size: Size): Promise<RawPixels | null> {
  const context = mayBeStill(size) ? canvasOf(size) : null;
  if (context === null) return null;
  try {
    context.drawImage(video, 0, 0, size.width, size.height);
    return await inStrips(size, (top, rows) => context.getImageData(0, top, size.width, rows).data);
  } catch (error) {
    console.debug('Lookalike could not draw a frame at native size.', error);
    return null;
  }
}

import { isHonest } from '../canvas-picture.ts';
import { withinTime } from '../time-limit.ts';

/** The very frame that was read, kept open until it is known whether it is wanted for evidence. */
export interface Still {
  /** PNG at native size, or null when it cannot be had. What is open may be closed at once afterwards. */
  readonly png: () => Promise<Uint8Array<ArrayBuffer> | null>;
  readonly close: () => void;
}

export const NO_STILL: Still = { png: () => Promise.resolve(null), close: () => undefined };

/** 4K. A larger frame would take seconds to encode. */
const AREA_MAX = 3840 * 2160;
/** The port carries no more; such a frame is kept as input only. */
const BYTES_MAX = 24 * 1024 * 1024;
const ENCODE_TIMEOUT_MS = 10_000;

interface Drawn {
  readonly width: number;
  readonly height: number;
}

/** Encoding reads the canvas when it is called, so the canvas may be drawn over afterwards. */
async function encode(canvas: OffscreenCanvas): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const blob = await withinTime(canvas.convertToBlob({ type: 'image/png' }), ENCODE_TIMEOUT_MS, 'Encoding a frame');
    return blob.size > BYTES_MAX ? null : new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    // Pixels of another host, or no memory for them: the frame is kept as input only.
    console.debug('Lookalike could not keep a frame at native size.', error);
    return null;
  }
}

/** A canvas with the picture at native size, or null where the browser would falsify or refuse it. */
export function drawNative(source: CanvasImageSource, { width, height }: Drawn): OffscreenCanvas | null {
  if (width * height > AREA_MAX || width * height === 0) return null;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null || !isHonest(context)) return null;
  canvas.width = width;
  canvas.height = height;
  context.drawImage(source, 0, 0, width, height);
  return canvas;
}

/** A still of a decoded frame, which this now owns. */
export const stillOf = (frame: VideoFrame, size: Drawn): Still => ({
  png: () => {
    const canvas = drawNative(frame, size);
    return canvas === null ? Promise.resolve(null) : encode(canvas);
  },
  close: () => frame.close(),
});

/** A still of what was drawn already. */
export const stillOfCanvas = (canvas: OffscreenCanvas): Still => ({
  png: () => encode(canvas),
  close: () => undefined,
});

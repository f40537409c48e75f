import {
  matrixOf,
  RAW_FORMATS,
  type RawFormat,
  type RawPixels,
  ROTATIONS,
  type SmallPicture,
  toSmallPicture,
} from '../../src/pixels.ts';
import type { Size } from '../../src/resize.ts';
import { rawStill, type Still } from './still.ts';

/** What VideoFrame says of the turn of its picture; not yet in the DOM types. */
interface Turned {
  readonly rotation?: number;
  readonly flip?: boolean;
}

/** High dynamic range needs the browser's own tone mapping, which only a canvas gives. */
const isHdr = ({ transfer }: VideoColorSpace): boolean => ['pq', 'hlg'].includes(String(transfer));

/** Null for formats that are not read: GPU-only frames, ten bits, and what is to come. */
function formatOf(frame: VideoFrame): RawFormat | null {
  return isHdr(frame.colorSpace) ? null : (RAW_FORMATS.find((format) => format === frame.format) ?? null);
}

/** Firefox has turned the frame into RGB by then and does so again for each copy; a canvas does it once, and smaller. */
const isConverted = ({ format }: VideoFrame): boolean => format !== null && format !== 'I420' && format !== 'NV12';

type Shape = Pick<RawPixels, 'format' | 'rotation' | 'visible' | 'matrix' | 'isFullRange'>;

function shapeOf(frame: VideoFrame): Shape | null {
  const format = formatOf(frame);
  const turned: VideoFrame & Turned = frame;
  const rotation = ROTATIONS.find((known) => known === (turned.rotation ?? 0));
  const rect = frame.visibleRect;
  if (format === null || rotation === undefined || turned.flip === true || rect === null) return null;
  return {
    format,
    rotation,
    // `copyTo` copies the visible rectangle alone.
    visible: { x: 0, y: 0, width: rect.width, height: rect.height },
    matrix: matrixOf(frame.colorSpace.matrix, rect.height),
    isFullRange: frame.colorSpace.fullRange ?? false,
  };
}

/** Pictures of a video straight from its decoded frames: several times cheaper than a canvas. */
export interface RawReader {
  /** Null when only a canvas can do it. The still lasts until the next copy. @throws SecurityError for pixels of another host. */
  copy(video: HTMLVideoElement, longSide: number): Promise<{ picture: SmallPicture; still: Still } | null>;
}

/** One copy at a time: the buffer is kept, since a frame of 1080p takes 3 MB. */
export function createRawReader(): RawReader {
  let buffer = new Uint8Array(0);
  const isKnown = typeof VideoFrame === 'function';
  /** Videos that a canvas reads more cheaply. */
  const converted = new WeakSet<HTMLVideoElement>();

  async function copyFrame(frame: VideoFrame, display: Size): Promise<RawPixels | null> {
    const shape = shapeOf(frame);
    if (shape === null) return null;
    const size = frame.allocationSize();
    if (buffer.length < size) buffer = new Uint8Array(size);
    const layout = await frame.copyTo(buffer);
    return { ...shape, data: buffer.subarray(0, size), layout, display };
  }

  return {
    async copy(video, longSide) {
      if (!isKnown || converted.has(video)) return null;
      const frame = new VideoFrame(video);
      try {
        if (isConverted(frame)) {
          converted.add(video);
          return null;
        }
        // The element knows the size as shown, with the turn and the pixel shape applied.
        const raw = await copyFrame(frame, { width: video.videoWidth, height: video.videoHeight });
        return raw && { picture: toSmallPicture(raw, longSide), still: rawStill(raw) };
      } finally {
        frame.close();
      }
    },
  };
}

import type { Frame, Unreadable } from '../../src/frame.ts';
import type { SmallPicture } from '../../src/pixels.ts';
import type { Size } from '../../src/resize.ts';
import { createCanvasReader, smallOfDrawn } from '../canvas-picture.ts';
import { withinTime } from '../time-limit.ts';
import { createRawReader } from './raw-picture.ts';
import { drawn, frozen, NO_STILL, rawStill, type Still, type StillWish } from './still.ts';

export type Capture =
  | { readonly kind: 'frame'; readonly frame: Frame; readonly still: Still }
  | {
      readonly kind: 'unreadable';
      readonly why: Unreadable;
      /** Match pattern of the media host that the person could allow. */
      readonly refusedBy?: string;
    };

/** Long side of the frames sent: about twice the model's input, so that it is scaled once more and well. */
const LONG_SIDE = 320;
/** Smaller videos are avatars and ornaments. */
const SMALLEST_SIDE = 64;
/** A copy takes about a millisecond; one that never comes must not hold up the tab. */
const COPY_TIMEOUT_MS = 1000;

function whyNot(video: HTMLVideoElement): Unreadable | null {
  if (!video.isConnected) return 'removed';
  if (video.error !== null) return 'broken';
  if (video.mediaKeys !== null && video.mediaKeys !== undefined) return 'protected';
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return 'not-playing';
  if (Math.min(video.videoWidth, video.videoHeight) < SMALLEST_SIDE) return 'too-small';
  return null;
}

const unreadable = (why: Unreadable): Capture => ({ kind: 'unreadable', why });

const isRefusal = (error: unknown): boolean => error instanceof DOMException && error.name === 'SecurityError';

/** Larger frames than 1080p would hold the page up for too long, other than by `VideoFrame`. */
const CANVAS_STILL_AREA_MAX = 1920 * 1088;

/** A picture of the video as it is now, and that very frame for evidence. */
interface Picture {
  readonly picture: SmallPicture;
  readonly still: Still;
}

/** Takes the frame a video shows now. One at a time. Never rejects, never changes the video. */
export type TakeFrame = (video: HTMLVideoElement, wish: StillWish) => Promise<Capture>;

export function createCapture(): TakeFrame {
  const raw = createRawReader();
  const canvas = createCanvasReader();
  /** Videos that can be drawn, if at all, but not frozen. */
  const refused = new WeakSet<HTMLVideoElement>();

  /** The small picture is made from the frozen frame, so that both are of the same moment. */
  async function frozenPicture(video: HTMLVideoElement, size: Size): Promise<Picture | null> {
    const held = refused.has(video) ? null : await frozen(video, size);
    if (held === null) return null;
    try {
      const picture = canvas.drawVideo(held.bitmap, size, LONG_SIDE);
      if (picture !== null) return { picture, still: held.still };
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refused.add(video);
    }
    held.still.close();
    return null;
  }

  async function drawnPicture(video: HTMLVideoElement, size: Size): Promise<Picture | null> {
    const whole = await drawn(video, size);
    return whole && { picture: smallOfDrawn({ ...size, data: whole.data }, size, LONG_SIDE), still: rawStill(whole) };
  }

  /** With a still as wished, where there can be one; null where there can be none. */
  async function withStill(video: HTMLVideoElement, size: Size, wish: StillWish): Promise<Picture | null> {
    if (wish === 'none' || size.width * size.height > CANVAS_STILL_AREA_MAX) return null;
    return (await frozenPicture(video, size)) ?? (wish === 'any' ? drawnPicture(video, size) : null);
  }

  /** Firefox refuses raw frames of other hosts but lets its extensions draw them, so a refusal is asked twice. */
  async function pictureOf(video: HTMLVideoElement, wish: StillWish): Promise<Picture | null> {
    const copied = await withinTime(raw.copy(video, LONG_SIDE), COPY_TIMEOUT_MS, 'Copying a frame').catch(() => null);
    if (copied !== null) return copied;
    const size = { width: video.videoWidth, height: video.videoHeight };
    const whole = await withStill(video, size, wish);
    if (whole !== null) return whole;
    const picture = canvas.drawVideo(video, size, LONG_SIDE);
    return picture && { picture, still: NO_STILL };
  }

  return async (video, wish) => {
    const why = whyNot(video);
    if (why !== null) return unreadable(why);
    const { currentTime: time, videoWidth, videoHeight } = video;
    try {
      const taken = await pictureOf(video, wish);
      // Noise against fingerprinting is a refusal like any other: the browser keeps the true pixels to itself.
      if (taken === null) return unreadable('tainted');
      return { kind: 'frame', frame: { ...taken.picture, time, videoWidth, videoHeight }, still: taken.still };
    } catch (error) {
      return unreadable(isRefusal(error) ? 'tainted' : 'broken');
    }
  };
}

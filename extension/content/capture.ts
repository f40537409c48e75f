import type { Frame, Unreadable } from '../../src/frame.ts';
import type { SmallPicture } from '../../src/pixels.ts';
import { withinTime } from '../time-limit.ts';
import { createCanvasReader } from './canvas-picture.ts';
import { createRawReader } from './raw-picture.ts';

export type Capture =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'unreadable'; readonly why: Unreadable };

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

/** Takes the frame a video shows now. One at a time. Never rejects, never changes the video. */
export function createCapture(): (video: HTMLVideoElement) => Promise<Capture> {
  const raw = createRawReader();
  const canvas = createCanvasReader();

  /** Firefox refuses raw frames of other hosts but lets its extensions draw them, so a refusal is asked twice. */
  async function pictureOf(video: HTMLVideoElement): Promise<SmallPicture | null> {
    const copied = await withinTime(raw.copy(video, LONG_SIDE), COPY_TIMEOUT_MS, 'Copying a frame').catch(() => null);
    return copied ?? canvas.draw(video, LONG_SIDE);
  }

  return async (video) => {
    const why = whyNot(video);
    if (why !== null) return unreadable(why);
    const { currentTime: time, videoWidth, videoHeight } = video;
    try {
      const picture = await pictureOf(video);
      // Noise against fingerprinting is a refusal like any other: the browser keeps the true pixels to itself.
      if (picture === null) return unreadable('tainted');
      return { kind: 'frame', frame: { ...picture, time, videoWidth, videoHeight } };
    } catch (error) {
      return unreadable(isRefusal(error) ? 'tainted' : 'broken');
    }
  };
}

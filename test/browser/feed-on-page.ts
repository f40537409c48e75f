import { createCapture } from '../../extension/content/capture.ts';
import { Feed } from '../../extension/content/feed.ts';
import { PostStates } from '../../extension/content/post-states.ts';
import { Sampler } from '../../extension/content/sampler.ts';
import type { Frame, Unreadable } from '../../src/frame.ts';
import { type RawPixels, wholePicture } from '../../src/pixels.ts';

/** One frame as the engine would get it. */
interface Sent {
  readonly at: number;
  readonly time: number;
  readonly colour: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** One frame as evidence would keep it. */
interface Kept {
  readonly key: string;
  readonly time: number;
  /** Size and middle pixel of the picture at native size. */
  readonly colour: readonly number[];
}

function colourOfStill(still: RawPixels | null): number[] {
  if (still === null) return [];
  const { width, height, pixels } = wholePicture(still);
  const at = (Math.floor(height / 2) * width + Math.floor(width / 2)) * 3;
  return [width, height, ...pixels.subarray(at, at + 3)];
}

/** Mean colour of the middle of a frame, which tells whose frame it is. */
function colourOf({ width, height, pixels }: Frame): number[] {
  const at = (Math.floor(height / 2) * width + Math.floor(width / 2)) * 3;
  return [...pixels.slice(at, at + 3)];
}

/** The feed of the content script with an engine that only writes down what it is sent. */
export function startFeed(answer: 'nothing' | 'failed' | 'match' = 'nothing') {
  const controller = new AbortController();
  const states = new PostStates(50);
  const sent: Sent[] = [];
  const kept: Kept[] = [];
  const learnt: { readonly key: string; readonly colour: readonly number[] }[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  const sampler = new Sampler({
    capture: createCapture(),
    engine: {
      keep: async ({ key, frame, still }) => {
        kept.push({ key, time: frame.time, colour: colourOfStill(still) });
      },
      read: async (frame) => {
        mostInFlight = Math.max(mostInFlight, ++inFlight);
        const { time, width, height } = frame;
        sent.push({ at: performance.now(), time, width, height, colour: colourOf(frame) });
        await new Promise((resolve) => setTimeout(resolve, 20));
        inFlight--;
        if (answer === 'failed') return { kind: 'failed', why: 'engine' };
        const matches = answer === 'match' ? [{ entry: 'ruby', score: 0.9, level: 'flag' as const, box: null }] : [];
        return { kind: 'reading', reading: { time, matches, modelVersion: '1', packVersion: '1' } };
      },
    },
    // One frame is read at a time, so what was learnt is of the last one sent.
    onLearnt: ({ key }) => void learnt.push({ key, colour: sent.at(-1)?.colour ?? [] }),
  });
  const feed = new Feed(
    { states, sampler, onChange: () => undefined, onLabel: () => undefined, onNavigate: () => undefined },
    controller.signal,
  );
  const known = (key: string): { reads: number; unreadable: Unreadable | null } => {
    const look = states.get(key)?.look;
    return { reads: look?.readings.length ?? 0, unreadable: look?.unreadable ?? null };
  };
  return {
    sent,
    kept,
    learnt,
    known,
    words: (key: string) => states.get(key)?.post.caption,
    mostInFlight: () => mostInFlight,
    shown: () => feed.shown().map(({ state }) => state.key),
    stop: () => controller.abort(),
  };
}

/** A playing video of one colour, made in the page. */
export async function createVideo(colour: string, { width = 320, height = 180 } = {}): Promise<HTMLVideoElement> {
  const video = document.createElement('video');
  video.muted = true;
  video.style.cssText = 'display: block; width: 400px; height: 225px;';
  video.srcObject = createStream(colour, width, height);
  await video.play();
  return video;
}

/** Draws on and on, so that the stream has frames: a coloured ground with something that moves. */
export function createStream(colour: string, width = 320, height = 180): MediaStream {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d')!;
  let step = 0;
  setInterval(() => {
    context.fillStyle = colour;
    context.fillRect(0, 0, width, height);
    context.fillStyle = 'grey';
    context.fillRect((step++ * 3) % width, 0, width / 8, height / 4);
  }, 40);
  return canvas.captureStream(25);
}

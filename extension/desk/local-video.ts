import { withinTime } from '../time-limit.ts';

const STEP_TIMEOUT_MS = 20_000;

/** Resolves with the event, rejects when the video says it is broken. */
function once(video: HTMLVideoElement, name: string): Promise<void> {
  const happened = new Promise<void>((resolve, reject) => {
    video.addEventListener(name, () => resolve(), { once: true });
    video.addEventListener('error', () => reject(new Error(video.error?.message ?? 'The video is broken')), {
      once: true,
    });
  });
  return withinTime(happened, STEP_TIMEOUT_MS, `The ${name} of a video`);
}

/** A moment of a local video as a bitmap, with its time in seconds. */
export interface VideoMoment {
  readonly bitmap: ImageBitmap;
  readonly time: number;
  readonly duration: number;
}

/** Opens a local video file and gives the moments one after the other; each bitmap is closed by whoever takes it. */
export async function* momentsOfFile(
  file: File,
  timesOf: (duration: number) => readonly number[],
): AsyncGenerator<VideoMoment> {
  const video = document.createElement('video');
  const url = URL.createObjectURL(file);
  video.muted = true;
  video.preload = 'auto';
  try {
    const ready = once(video, 'loadeddata');
    video.src = url;
    await ready;
    const duration = Number.isFinite(video.duration) ? video.duration : 0;
    for (const time of timesOf(duration)) {
      const sought = once(video, 'seeked');
      video.currentTime = Math.min(time, Math.max(0, duration - 0.05));
      await sought;
      yield { bitmap: await createImageBitmap(video), time: video.currentTime, duration };
    }
  } finally {
    video.removeAttribute('src');
    URL.revokeObjectURL(url);
  }
}

import type { Frame } from '../../../src/frame.ts';
import { addUnreadable, type Look, startLook, verdictOf } from '../../../src/look.ts';
import { addRead } from '../../../src/read-frame.ts';
import { momentsOf } from '../../../src/video-moments.ts';
import { createCanvasReader } from '../../canvas-picture.ts';
import { readFileProvenance } from '../../provenance.ts';
import { readInWorker } from '../desk-engine.ts';
import { momentsOfFile, type VideoMoment } from '../local-video.ts';
import { attempt } from '../notice.ts';
import { BestMoments } from './best-moments.ts';
import { type LocalResult, localVideos } from './state.ts';

/** As large as frames from a feed. */
const LONG_SIDE = 320;

const canvas = createCanvasReader();
let nextId = 0;

function frameOf({ bitmap, time }: VideoMoment): Frame | null {
  const picture = canvas.draw(bitmap, bitmap, LONG_SIDE);
  return picture === null ? null : { ...picture, time, videoWidth: bitmap.width, videoHeight: bitmap.height };
}

async function lookAtMoment(look: Look, moment: VideoMoment, best: BestMoments): Promise<Look> {
  const frame = frameOf(moment);
  // Noise against fingerprinting: the browser keeps the true pixels to itself.
  if (frame === null) return addUnreadable(look, 'tainted');
  try {
    const read = await readInWorker(frame);
    await best.offer(moment, read);
    return addRead(look, read, moment.time);
  } catch (error) {
    console.warn('A moment of a video cannot be read:', error);
    return addUnreadable(look, 'engine');
  } finally {
    moment.bitmap.close();
  }
}

/** Reads a file as `scan` does: what it says of its origin, then moment by moment who is in it and which marks it bears. */
async function lookAtFile(file: File): Promise<LocalResult> {
  const { provenance, signs } = await readFileProvenance(file);
  const best = new BestMoments();
  let look = startLook(signs, []);
  try {
    for await (const moment of momentsOfFile(file, momentsOf)) look = await lookAtMoment(look, moment, best);
  } catch (error) {
    console.warn(`${file.name} cannot be decoded:`, error);
    look = addUnreadable(look, 'broken');
  }
  return { verdict: verdictOf(look), provenance, frames: best.frames() };
}

/** Looks at local videos one after the other. Nothing of them is stored. */
export const takeVideos = (files: readonly File[]): void =>
  attempt(async () => {
    for (const file of files) {
      nextId += 1;
      const id = nextId;
      localVideos.value = [...localVideos.value, { id, name: file.name, result: null }];
      const result = await lookAtFile(file);
      localVideos.value = localVideos.value.map((video) => (video.id === id ? { ...video, result } : video));
    }
  });

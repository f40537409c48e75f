import type { Frame } from '../../../src/frame.ts';
import { addReading, addUnreadable, type Look, startLook, verdictOf } from '../../../src/look.ts';
import { nextPart } from '../../../src/parts.ts';
import { addRead } from '../../../src/read-frame.ts';
import { momentsOf } from '../../../src/video-moments.ts';
import { createCanvasReader } from '../../canvas-picture.ts';
import { readInputRule } from '../../input-rule.ts';
import { readFileProvenance } from '../../provenance.ts';
import { readInWorker } from '../desk-engine.ts';
import { momentsOfFile, type VideoMoment } from '../local-video.ts';
import { attempt } from '../notice.ts';
import { BestMoments } from './best-moments.ts';
import { evidenceOfFile } from './file-evidence.ts';
import { KeptMoments } from './kept-moments.ts';
import { type LocalResult, type LocalVideo, localVideos } from './state.ts';

/** As large as frames from a feed. */
const LONG_SIDE = 320;

const canvas = createCanvasReader();
let nextId = 0;

function frameOf({ bitmap, time }: VideoMoment): Frame | null {
  const picture = canvas.draw(bitmap, bitmap, LONG_SIDE);
  return picture === null ? null : { ...picture, time, videoWidth: bitmap.width, videoHeight: bitmap.height };
}

/** Pictures of the moments to show, and of those to seal. */
interface Pictures {
  readonly best: BestMoments;
  readonly moments: KeptMoments;
}

/** The part of the moment that is next in turn; its marks were read already. */
async function lookCloser(
  look: Look,
  { moment, frame }: { moment: VideoMoment; frame: Frame },
  { best, moments }: Pictures,
): Promise<Look> {
  const closer = { ...frame, part: nextPart(look.readings) };
  const read = await readInWorker(closer);
  if (read.kind !== 'reading') return look;
  const reading = { ...read.reading, marks: [] };
  await best.offer(moment, { kind: 'reading', reading });
  await moments.offer(moment.bitmap, closer, reading);
  return addReading(look, reading);
}

async function lookAtMoment(look: Look, moment: VideoMoment, pictures: Pictures): Promise<Look> {
  const { best, moments } = pictures;
  const frame = frameOf(moment);
  // Noise against fingerprinting: the browser keeps the true pixels to itself.
  if (frame === null) return addUnreadable(look, 'tainted');
  let seen = look;
  try {
    const read = await readInWorker(frame);
    await best.offer(moment, read);
    seen = addRead(look, read, moment.time);
    if (read.kind === 'blank') return seen;
    await moments.offer(moment.bitmap, frame, read.reading);
    return await lookCloser(seen, { moment, frame }, pictures);
  } catch (error) {
    console.warn('A moment of a video cannot be read:', error);
    return addUnreadable(seen, 'engine');
  } finally {
    moment.bitmap.close();
  }
}

/** Reads a file as `scan` does: what it says of its origin, then moment by moment who is in it and which marks it bears. */
async function lookAtFile(file: File): Promise<LocalResult> {
  const { provenance, signs } = await readFileProvenance(file);
  const pictures = { best: new BestMoments(), moments: new KeptMoments(await readInputRule()) };
  let look = startLook(signs, []);
  try {
    for await (const moment of momentsOfFile(file, momentsOf)) look = await lookAtMoment(look, moment, pictures);
  } catch (error) {
    console.warn(`${file.name} cannot be decoded:`, error);
    look = addUnreadable(look, 'broken');
  }
  const verdict = verdictOf(look);
  const evidence = await evidenceOfFile(file, { verdict, provenance, moments: pictures.moments });
  return { verdict, provenance, frames: pictures.best.frames(), evidence };
}

/** What can be sealed stays in memory, two whole pictures a file. */
const SEALABLE_MAX = 20;

/** The newest files can be sealed; of older ones only what was found stays. */
function withRoom(videos: readonly LocalVideo[]): readonly LocalVideo[] {
  const sealable = videos.filter(({ result }) => typeof result?.evidence === 'object').slice(-SEALABLE_MAX);
  return videos.map((video) =>
    video.result === null || typeof video.result.evidence === 'string' || sealable.includes(video)
      ? video
      : { ...video, result: { ...video.result, evidence: 'let-go' } },
  );
}

/** Looks at local videos one after the other. Nothing of them is stored unless a person seals it. */
export const takeVideos = (files: readonly File[]): void =>
  attempt(async () => {
    for (const file of files) {
      nextId += 1;
      const id = nextId;
      localVideos.value = [...localVideos.value, { id, name: file.name, result: null }];
      const result = await lookAtFile(file);
      localVideos.value = withRoom(localVideos.value.map((video) => (video.id === id ? { ...video, result } : video)));
    }
  });

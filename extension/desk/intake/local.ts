import type { Frame } from '../../../src/frame.ts';
import { entryName } from '../../../src/lexicon.ts';
import { addReading, addUnreadable, type Look, startLook, verdictOf } from '../../../src/look.ts';
import { fitInside } from '../../../src/pixels.ts';
import { flattenOnGrey } from '../../../src/prepare.ts';
import { keyPart, language, say } from '../../ui/say.ts';
import { readInWorker } from '../desk-engine.ts';
import { evenTimes, momentsOfFile } from '../local-video.ts';
import { attempt } from '../notice.ts';
import { localVideos } from './state.ts';

/** As fine as frames from a feed. */
const SIDE_MAX = 512;
const READS = 8;

let nextId = 0;

function frameOf(bitmap: ImageBitmap, time: number): Frame {
  const size = fitInside(bitmap, SIDE_MAX);
  const pen = new OffscreenCanvas(size.width, size.height).getContext('2d');
  if (pen === null) throw new Error('No canvas');
  pen.drawImage(bitmap, 0, 0, size.width, size.height);
  const { data } = pen.getImageData(0, 0, size.width, size.height);
  const frame = { ...size, pixels: flattenOnGrey(data), time, videoWidth: bitmap.width, videoHeight: bitmap.height };
  bitmap.close();
  return frame;
}

function summaryOf(look: Look): string {
  const { entries, unreadable, framesRead } = verdictOf(look);
  if (unreadable !== null) return say('desk_local_unreadable', say(`unreadable_${keyPart(unreadable)}`));
  if (entries.length === 0) return say('desk_local_nothing', String(framesRead));
  const names = entries.map(({ entry, bestScore, bestTime }) =>
    say('desk_local_match', entryName(entry, language()), String(Math.round(bestScore * 100)), bestTime.toFixed(1)),
  );
  return names.join(say('list_separator'));
}

async function lookAtFile(file: File): Promise<string> {
  let look = startLook([], []);
  for await (const { bitmap, time } of momentsOfFile(file, evenTimes(READS))) {
    const read = await readInWorker(frameOf(bitmap, time));
    look = typeof read === 'string' ? addUnreadable(look, read) : addReading(look, read);
  }
  return summaryOf(look);
}

/** Looks at local videos one after the other. Nothing of them is stored. */
export const takeVideos = (files: readonly File[]): void =>
  attempt(async () => {
    for (const file of files) {
      nextId += 1;
      const id = nextId;
      localVideos.value = [...localVideos.value, { id, name: file.name, text: say('desk_pack_working') }];
      const text = await lookAtFile(file).catch((error: unknown) => {
        console.warn(`${file.name} cannot be read:`, error);
        return say('desk_local_unreadable', say('unreadable_broken'));
      });
      localVideos.value = localVideos.value.map((video) => (video.id === id ? { ...video, text } : video));
    }
  });

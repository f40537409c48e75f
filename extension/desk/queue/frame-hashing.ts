import { PDQ_QUALITY_MIN, pdqOf } from '../../../src/pdq.ts';
import { onFlagsChanged } from '../../flag-news.ts';
import { keptFrames, keysWithFrames } from '../../frame-store.ts';
import { createTurns } from '../../in-turn.ts';
import { attempt } from '../notice.ts';
import { addFrameHashes, frameHashes } from './hash-store.ts';

/** The published code shrinks larger pictures to this side first. */
const SIDE_MAX = 512;
/** A frame is kept a moment after its flag is raised. */
const FOLLOW_AFTER_MS = 3000;

async function hashesOf(key: string): Promise<string[]> {
  const found: string[] = [];
  for (const { still, input } of await keptFrames(key)) {
    const bitmap = await createImageBitmap(new Blob([still ?? input], { type: 'image/png' }));
    const scale = Math.min(1, SIDE_MAX / Math.max(bitmap.width, bitmap.height));
    const [width, height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)];
    const pen = new OffscreenCanvas(width, height).getContext('2d');
    pen?.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    if (pen === null) continue;
    const hash = pdqOf(width, height, pen.getImageData(0, 0, width, height).data);
    if (hash.quality >= PDQ_QUALITY_MIN) found.push(hash.hex);
  }
  return found;
}

const inTurn = createTurns();

/** Hashes what is new among the kept frames. Damaged frames are left out and tried again next time. */
export const hashNewFrames = (): Promise<void> =>
  inTurn(async () => {
    const fresh = (await keysWithFrames()).filter((key) => !(key in frameHashes.value));
    const hashes: Record<string, readonly string[]> = {};
    for (const key of fresh) {
      try {
        hashes[key] = await hashesOf(key);
      } catch (error) {
        console.warn('A kept frame cannot be read:', error);
      }
    }
    if (Object.keys(hashes).length > 0) await addFrameHashes(hashes);
  });

/** Hashes frames that are kept while the desk is open. */
export function followFrames(life: AbortSignal): void {
  let isWaiting = false;
  onFlagsChanged(() => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      attempt(hashNewFrames);
    }, FOLLOW_AFTER_MS);
  }, life);
}

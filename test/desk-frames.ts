import { createCanvas } from '@napi-rs/canvas';
import type { Page } from 'playwright-core';
import { backgroundOf, drawFrame } from '../scripts/sample/draw/draw-frame.ts';
import type { Recipe } from '../scripts/sample/draw/recipe.ts';
import { recipeOf } from '../scripts/sample/non-matches.ts';
import type { Flag } from '../src/flag.ts';

/** A frame of a drawn clip as PNG, the same for the same seed; `scale` as a re-upload in another size has it. */
export function drawnStill(seed: string, scale = 1): Buffer {
  const recipe: Recipe = recipeOf({ kind: 'momoru' }, seed, [0.5, 0.8]);
  const canvas = createCanvas(Math.round(recipe.width * scale), Math.round(recipe.height * scale));
  const pen = canvas.getContext('2d');
  pen.scale(scale, scale);
  drawFrame(pen, recipe, { background: backgroundOf(recipe), share: 0.3 });
  return canvas.toBuffer('image/png');
}

/** A kept frame whose bytes are in base64, for the way into the page. */
interface SeededFrame {
  readonly key: string;
  readonly takenAt: number;
  readonly still: string;
  readonly reading: object;
}

export function frameFor(flag: Flag, still: Buffer): SeededFrame {
  const matches = flag.verdict.entries.map(({ entry, bestScore, box }) => ({
    entry,
    score: bestScore,
    level: 'flag',
    box,
  }));
  const time = flag.verdict.entries[0]?.bestTime ?? 0;
  const { modelVersion, packVersion } = flag.verdict;
  return {
    key: flag.key,
    takenAt: flag.updatedAt,
    still: still.toString('base64'),
    reading: { time, matches, modelVersion, packVersion },
  };
}

/** Keeps frames where the engine would have: the input is the still, since no model is run here. */
export async function seedFrames(page: Page, frames: readonly SeededFrame[]): Promise<void> {
  await page.evaluate(async (seeded) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('lookalike-evidence');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const transaction = database.transaction('frames', 'readwrite');
    for (const { key, takenAt, still, reading } of seeded) {
      const bytes = Uint8Array.from(atob(still), (char) => char.charCodeAt(0));
      const view = new DataView(bytes.buffer);
      const [videoWidth, videoHeight] = [view.getUint32(16), view.getUint32(20)];
      const frame = { key, takenAt, videoWidth, videoHeight, still: bytes, input: bytes, reading, marks: [] };
      transaction.objectStore('frames').add({ key, worth: 1, takenAt, bytes: 2 * bytes.length, frame });
    }
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
    database.close();
  }, frames);
}

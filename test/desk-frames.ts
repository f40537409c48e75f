import { createCanvas } from '@napi-rs/canvas';
import type { Page } from 'playwright-core';
import { backgroundOf, drawFrame } from '../scripts/sample/draw/draw-frame.ts';
import type { Recipe } from '../scripts/sample/draw/recipe.ts';
import { recipeOf } from '../scripts/sample/non-matches.ts';
import type { Flag } from '../src/flag.ts';
import { putRecords } from './put-records.ts';

/** A frame of a drawn clip as PNG, the same for the same seed; `scale` as a re-upload in another size has it. */
export function drawnStill(seed: string, scale = 1): Buffer {
  const recipe: Recipe = recipeOf({ kind: 'momoru' }, seed, [0.5, 0.8]);
  const canvas = createCanvas(Math.round(recipe.width * scale), Math.round(recipe.height * scale));
  const pen = canvas.getContext('2d');
  pen.scale(scale, scale);
  drawFrame(pen, recipe, { background: backgroundOf(recipe), share: 0.3 });
  return canvas.toBuffer('image/png');
}

/** A kept frame as it lies in the database. */
export interface SeededFrame {
  readonly key: string;
  readonly worth: number;
  readonly takenAt: number;
  readonly bytes: number;
  readonly frame: object;
}

/** What the engine would have kept of a video; the input is the still, since no model is run here. */
export function keptFrame(key: string, still: Buffer, reading: object, takenAt = 1): SeededFrame {
  const bytes = Uint8Array.from(still);
  const [videoWidth, videoHeight] = [still.readUInt32BE(16), still.readUInt32BE(20)];
  const frame = { key, takenAt, videoWidth, videoHeight, still: bytes, input: bytes, reading, marks: [] };
  return { key, worth: 1, takenAt, bytes: 2 * bytes.length, frame };
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
  return keptFrame(flag.key, still, { time, matches, modelVersion, packVersion }, flag.updatedAt);
}

/** Keeps frames where the engine would have. */
export const seedFrames = (page: Page, records: readonly SeededFrame[]): Promise<void> =>
  putRecords(page, { database: 'lookalike-evidence', store: 'frames', records, isAdded: true });

import { KEPT_A_VIDEO, keptAfter, levelOf } from '../../../src/evidence/keep.ts';
import type { KeptFrame } from '../../../src/evidence/kept-frame.ts';
import { cutOut, encodePng, encodeStill } from '../../../src/evidence/png.ts';
import { mayBeStill } from '../../../src/evidence/raw-still.ts';
import type { Frame } from '../../../src/frame.ts';
import type { MatchLevel, Reading } from '../../../src/match.ts';
import type { SmallPicture } from '../../../src/pixels.ts';
import { flattenOnGrey, type InputRule, modelPicture } from '../../../src/prepare.ts';

/** The whole moment as it was decoded, or null where it is too large. */
function wholeOf(bitmap: ImageBitmap): SmallPicture | null {
  const { width, height } = bitmap;
  if (!mayBeStill(bitmap)) return null;
  const pen = new OffscreenCanvas(width, height).getContext('2d', { alpha: false });
  if (pen === null) return null;
  pen.drawImage(bitmap, 0, 0);
  return { width, height, pixels: flattenOnGrey(pen.getImageData(0, 0, width, height).data) };
}

/** Moments of one file kept for evidence, as the engine keeps those of a feed: the surest two, whole and as the model got them. */
export class KeptMoments {
  readonly #rule: InputRule;
  readonly #kept: { readonly level: MatchLevel; readonly frame: Omit<KeptFrame, 'key'> }[] = [];

  constructor(rule: InputRule) {
    this.#rule = rule;
  }

  /** Takes a moment in which something was recognised, where it is worth it. The bitmap stays the caller's. */
  async offer(bitmap: ImageBitmap, frame: Frame, reading: Reading): Promise<void> {
    const level = levelOf(reading);
    const levels = this.#kept.map((kept) => kept.level);
    if (level === null || keptAfter(levels, level) === null) return;
    if (this.#kept.length >= KEPT_A_VIDEO) this.#kept.splice(levels.indexOf('unsure'), 1);
    this.#kept.push({ level, frame: await this.#keep(bitmap, frame, reading) });
  }

  /** With the key of the file, which is known once all of it was read. */
  frames(key: string): KeptFrame[] {
    return this.#kept.map(({ frame }) => ({ ...frame, key }));
  }

  async #keep(bitmap: ImageBitmap, frame: Frame, reading: Reading): Promise<Omit<KeptFrame, 'key'>> {
    const whole = wholeOf(bitmap);
    return {
      takenAt: Date.now(),
      videoWidth: bitmap.width,
      videoHeight: bitmap.height,
      still: whole && (await encodeStill(whole)),
      input: encodePng(modelPicture(frame, this.#rule)),
      reading,
      marks: whole === null ? [] : (reading.marks ?? []).map(({ box }) => encodePng(cutOut(whole, box))),
    };
  }
}

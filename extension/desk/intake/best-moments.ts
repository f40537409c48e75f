import type { Reading } from '../../../src/match.ts';
import type { FrameRead } from '../../../src/read-frame.ts';
import type { ShownFrame } from '../../ui/frame-figure.tsx';
import { shownMarks } from '../../ui/shown-frames.ts';
import type { VideoMoment } from '../local-video.ts';

/** Moments worth showing: the one that looks most alike, and the one with the clearest mark. */
const REASONS = ['match', 'mark'] as const;

interface Best {
  readonly score: number;
  readonly frame: ShownFrame;
}

const scoresOf = ({ matches, marks }: Pick<Reading, 'matches' | 'marks'>) => ({
  match: matches[0]?.score ?? 0,
  mark: marks?.[0]?.score ?? 0,
});

async function pictureOf(bitmap: ImageBitmap): Promise<string> {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  return URL.createObjectURL(await canvas.convertToBlob({ type: 'image/jpeg' }));
}

/** Keeps the pictures of the best moments of one video, in memory, as they come. */
export class BestMoments {
  readonly #best = new Map<(typeof REASONS)[number], Best>();

  /** Takes a moment if it is better than those before. The bitmap stays the caller's. */
  async offer({ bitmap, time }: VideoMoment, read: FrameRead): Promise<void> {
    const seen = read.kind === 'reading' ? read.reading : { matches: [], marks: read.marks };
    const scores = scoresOf(seen);
    const better = REASONS.filter((reason) => scores[reason] > (this.#best.get(reason)?.score ?? 0));
    if (better.length === 0) return;
    const frame = {
      url: await pictureOf(bitmap),
      width: bitmap.width,
      height: bitmap.height,
      time,
      box: seen.matches[0]?.box ?? null,
      marks: shownMarks(seen.marks),
      isInputOnly: false,
    };
    const before = this.frames();
    for (const reason of better) this.#best.set(reason, { score: scores[reason], frame });
    const kept = this.frames();
    for (const one of before) if (!kept.includes(one)) URL.revokeObjectURL(one.url);
  }

  /** Each once, the match first. */
  frames(): readonly ShownFrame[] {
    return [...new Set(REASONS.flatMap((reason) => this.#best.get(reason)?.frame ?? []))];
  }
}

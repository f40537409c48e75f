import { probeVideo, videoFrame } from '../../scripts/media-ffmpeg.ts';
import { loadModel, MODELS } from '../../scripts/model.ts';
import { samplePack } from '../../scripts/sample/pack.ts';
import type { SamplePost } from '../../scripts/sample/posts.ts';
import { SAMPLE_ENTRY } from '../../scripts/sample/tell.ts';
import { PARTS } from '../../src/parts.ts';

/** Scores that Node gives the sample character in stills, in the whole frame and in every part of it, by post. */
export async function nodeScores(stills: readonly SamplePost[]): Promise<Map<string, readonly number[]>> {
  const { recogniser } = await loadModel(MODELS, [await samplePack()]);
  const scores = new Map<string, readonly number[]>();
  for (const { post, clip } of stills) {
    const frame = await videoFrame(clip.file, await probeVideo(clip.file), 0);
    if (frame === null) throw new Error(`${clip.file} has no frame`);
    const found: number[] = [];
    for (const part of [undefined, ...PARTS]) {
      const entry = (await recogniser.score({ ...frame, part })).find(({ id }) => id === SAMPLE_ENTRY);
      found.push(entry?.score ?? Number.NaN);
    }
    scores.set(post.id, found);
  }
  await recogniser.dispose();
  return scores;
}

/** How far a score of the browser is from the nearest of those that Node gives; endless where there is none. */
export const apartFrom = (score: number | undefined, found: readonly number[] = []): number =>
  Math.min(...found.map((value) => Math.abs(value - (score ?? Number.POSITIVE_INFINITY))));

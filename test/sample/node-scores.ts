import { probeVideo, videoFrame } from '../../scripts/media-ffmpeg.ts';
import { loadModel, MODELS } from '../../scripts/model.ts';
import { samplePack } from '../../scripts/sample/pack.ts';
import type { SamplePost } from '../../scripts/sample/posts.ts';
import { SAMPLE_ENTRY } from '../../scripts/sample/tell.ts';

/** Scores that Node gives the sample character in stills, by post. */
export async function nodeScores(stills: readonly SamplePost[]): Promise<Map<string, number>> {
  const { recogniser } = await loadModel(MODELS, [await samplePack()]);
  const scores = new Map<string, number>();
  for (const { post, clip } of stills) {
    const frame = await videoFrame(clip.file, await probeVideo(clip.file), 0);
    if (frame === null) throw new Error(`${clip.file} has no frame`);
    const found = (await recogniser.score(frame)).find(({ id }) => id === SAMPLE_ENTRY);
    scores.set(post.id, found?.score ?? Number.NaN);
  }
  await recogniser.dispose();
  return scores;
}

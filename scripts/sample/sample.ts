import { clipsBeside } from './clips-beside.ts';
import { nonMatches } from './non-matches.ts';
import { plantedClips } from './planted.ts';
import { type Clip, feedOf, type SamplePost } from './posts.ts';
import { clipPath, renderAll } from './render.ts';

export const SEED = 'sample 1';

/** Of the clips without Momoru that are no look-alikes, this share claims AI too; look-alikes all do. */
const CLAIMS_EVERY = 2;

/** The whole sample feed with its clips rendered. */
export async function prepareSample(onProgress: (done: number, of: number) => void): Promise<SamplePost[]> {
  const [planted, others] = [plantedClips(), nonMatches()];
  await renderAll([...planted, ...others], onProgress);
  const beside = await clipsBeside();
  const clips: Clip[] = [
    ...planted.map((recipe): Clip => ({ file: clipPath(recipe), truth: 'planted', hasClaim: true })),
    ...others.map((recipe, i): Clip => {
      const hasClaim = recipe.seed.startsWith('look-alike') || i % CLAIMS_EVERY === 0;
      return { file: clipPath(recipe), truth: 'non-match', hasClaim };
    }),
    ...beside.map((file): Clip => ({ file, truth: 'beside', hasClaim: true })),
  ];
  return feedOf(clips, SEED);
}

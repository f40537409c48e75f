import { clipsBeside } from './clips-beside.ts';
import { nonMatches } from './non-matches.ts';
import { plantedClips } from './planted.ts';
import { type Clip, feedOf, type SamplePost } from './posts.ts';
import { clipPath, renderAll } from './render.ts';

export const SEED = 'sample 1';

/** Of the clips without Momoru that are no look-alikes, this share claims AI too; look-alikes all do. */
const CLAIMS_EVERY = 2;

export const ALL_CLIPS = { planted: Number.POSITIVE_INFINITY, others: Number.POSITIVE_INFINITY };

/** The clips that are drawn here, or the first of them, rendered. */
export async function drawnClips(
  onProgress: (done: number, of: number) => void,
  limits: typeof ALL_CLIPS = ALL_CLIPS,
): Promise<Clip[]> {
  const [planted, others] = [plantedClips().slice(0, limits.planted), nonMatches().slice(0, limits.others)];
  await renderAll([...planted, ...others], onProgress);
  return [
    ...planted.map((recipe): Clip => ({ file: clipPath(recipe), truth: 'planted', hasClaim: true })),
    ...others.map((recipe, i): Clip => {
      const hasClaim = recipe.seed.startsWith('look-alike') || i % CLAIMS_EVERY === 0;
      return { file: clipPath(recipe), truth: 'non-match', hasClaim };
    }),
  ];
}

/** The whole sample feed, with the clips that lie beside the project. */
export async function prepareSample(onProgress: (done: number, of: number) => void): Promise<SamplePost[]> {
  const drawn = await drawnClips(onProgress);
  const beside = (await clipsBeside()).map((file): Clip => ({ file, truth: 'beside', hasClaim: true }));
  return feedOf([...drawn, ...beside], SEED);
}

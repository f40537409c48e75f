import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stillFrame } from '../scripts/media.ts';
import { loadModel, MODELS } from '../scripts/model.ts';
import { foundWrong } from '../scripts/sample/nobody.ts';
import { drawnMoment } from '../scripts/sample/pictures.ts';
import { PARTS } from '../src/parts.ts';
import type { Recogniser } from '../src/recognise.ts';

/** Parts of a clip, in which it moves on visibly. */
const MOMENTS = [0, 0.2, 0.4, 0.6, 0.8];

describe('clips of nobody that were once taken for somebody', () => {
  let recogniser: Recogniser;
  beforeAll(async () => {
    ({ recogniser } = await loadModel(MODELS, []));
  });
  afterAll(() => recogniser?.dispose());

  it.each(foundWrong().map((recipe) => [recipe.seed, recipe] as const))('%s matches nothing', async (_, recipe) => {
    for (const moment of MOMENTS) {
      const { width, height, data } = drawnMoment(recipe, moment)
        .getContext('2d')
        .getImageData(0, 0, recipe.width, recipe.height);
      const frame = stillFrame({ width, height, rgba: data });
      for (const part of [undefined, ...PARTS]) expect((await recogniser.read({ ...frame, part })).matches).toEqual([]);
    }
  });
});

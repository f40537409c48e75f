import type { Recipe } from './draw/recipe.ts';
import { SCENE_NAMES } from './draw/scenes.ts';
import { recipeOf } from './non-matches.ts';

/** Share of the frame's height that Momoru takes, from far to near; a wide frame is low, so it comes nearer there. */
const SIZES: readonly [number, number] = [0.55, 0.8];
const NEARER_WHEN_WIDE = 0.2;
const COUNT = 20;
/** In these one moment alone is enough. */
const STILLS = [0, 1, 3];

/** Clips in which Momoru moves about; every scene is used at least once. */
export const plantedClips = (): Recipe[] =>
  Array.from({ length: COUNT }, (_, i) => {
    const recipe = recipeOf({ kind: 'momoru' }, `planted ${i}`, SIZES);
    const size = SIZES[0] + ((SIZES[1] - SIZES[0]) * ((i * 7) % COUNT)) / (COUNT - 1);
    const nearer = recipe.width > recipe.height ? NEARER_WHEN_WIDE : 0;
    return { ...recipe, scene: SCENE_NAMES[i % SCENE_NAMES.length] ?? 'room', size: size + nearer };
  });

/** Moments of planted clips, held: whatever moment a browser reads of them, Node reads the same. */
export const stillClips = (): Recipe[] =>
  plantedClips()
    .filter((_, i) => STILLS.includes(i))
    .map((recipe) => ({ ...recipe, isStill: true }));

import type { Recipe } from './draw/recipe.ts';
import { SCENE_NAMES } from './draw/scenes.ts';
import { recipeOf } from './non-matches.ts';

/** Share of the frame's height that Momoru takes, from far to near. */
const SIZES: readonly [number, number] = [0.35, 0.8];
const COUNT = 20;

/** Clips in which Momoru moves about; every scene is used at least once. */
export const plantedClips = (): Recipe[] =>
  Array.from({ length: COUNT }, (_, i) => ({
    ...recipeOf({ kind: 'momoru' }, `planted ${i}`, SIZES),
    scene: SCENE_NAMES[i % SCENE_NAMES.length] ?? 'room',
    size: SIZES[0] + ((SIZES[1] - SIZES[0]) * ((i * 7) % COUNT)) / (COUNT - 1),
  }));

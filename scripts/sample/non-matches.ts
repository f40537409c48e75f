import { BODIES } from './draw/creature.ts';
import { PATTERNS, type PatternName } from './draw/patterns.ts';
import { between, pick, randomOf } from './draw/random.ts';
import type { Recipe, Subject } from './draw/recipe.ts';
import { SCENE_NAMES } from './draw/scenes.ts';
import { THING_NAMES } from './draw/things.ts';

const PATTERN_NAMES = (Object.keys(PATTERNS) as PatternName[]).filter((name) => name !== 'plain');

const repeat = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** In the colours of Momoru: its own silhouette with other parts, other creatures, animals, toys and patterns. */
export const LOOK_ALIKES: readonly Subject[] = [
  ...repeat(36, (): Subject => ({ kind: 'creature', colours: 'momoru', body: 'bell' })),
  ...repeat(
    24,
    (i): Subject => ({ kind: 'creature', colours: 'momoru', body: BODIES[1 + (i % (BODIES.length - 1))] ?? 'ball' }),
  ),
  ...THING_NAMES.map((name): Subject => ({ kind: 'thing', colours: 'momoru', name })),
  ...PATTERN_NAMES.map((name): Subject => ({ kind: 'pattern', colours: 'momoru', name })),
];

/** Everything else that a feed shows. */
export const OTHERS: readonly Subject[] = [
  ...repeat(30, (): Subject => ({ kind: 'creature', colours: 'own' })),
  ...THING_NAMES.flatMap((name) => repeat(2, (): Subject => ({ kind: 'thing', colours: 'own', name }))),
  ...repeat(10, (i): Subject => ({ kind: 'thing', colours: 'own', name: i % 2 ? 'person' : 'face' })),
  ...PATTERN_NAMES.map((name): Subject => ({ kind: 'pattern', colours: 'own', name })),
  ...repeat(8, (): Subject => ({ kind: 'pattern', colours: 'own', name: 'text' })),
  ...repeat(26, (): Subject => ({ kind: 'pattern', colours: 'own', name: 'plain' })),
];

export function recipeOf(subject: Subject, seed: string, sizes: readonly [number, number]): Recipe {
  const random = randomOf(`recipe ${seed}`);
  const isWide = random() < 0.2;
  return {
    seed,
    width: isWide ? 512 : 288,
    height: isWide ? 288 : 512,
    scene: pick(random, SCENE_NAMES),
    subject,
    size: between(random, ...sizes),
  };
}

/** Over 200 clips without Momoru, made as large in the frame as Momoru is in its own. */
export const nonMatches = (): Recipe[] => [
  ...LOOK_ALIKES.map((subject, i) => recipeOf(subject, `look-alike ${i}`, [0.4, 0.85])),
  ...OTHERS.map((subject, i) => recipeOf(subject, `other ${i}`, [0.35, 0.85])),
];

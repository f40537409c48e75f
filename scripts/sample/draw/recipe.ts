import type { BODIES } from './creature.ts';
import type { PatternName } from './patterns.ts';
import type { SceneName } from './scenes.ts';
import type { ThingName } from './things.ts';

/** Whose colours a subject wears: those of Momoru, or its own by the seed. */
export type Colours = 'momoru' | 'own';

export type Subject =
  | { readonly kind: 'momoru' }
  | { readonly kind: 'creature'; readonly colours: Colours; readonly body?: (typeof BODIES)[number] }
  | { readonly kind: 'thing'; readonly colours: Colours; readonly name: ThingName }
  | { readonly kind: 'pattern'; readonly colours: Colours; readonly name: PatternName };

/** All that decides a clip; the same recipe gives the same frames. */
export interface Recipe {
  readonly seed: string;
  readonly width: number;
  readonly height: number;
  readonly scene: SceneName;
  readonly subject: Subject;
  /** Height of the subject as a share of the frame's height. */
  readonly size: number;
  /** True for one moment that is held: each of its frames is the same, to the bit. */
  readonly isStill?: boolean;
}

/** Two seconds that loop: room for reads half a second apart. Hundreds of clips are drawn on a fresh clone. */
export const FRAMES = 14;
export const FRAMES_PER_SECOND = 7;

import type { Palette } from './palette.ts';
import { pick, type Random } from './random.ts';

export const BODIES = ['bell', 'ball', 'egg', 'block', 'pear', 'star', 'worm', 'cone'] as const;
export const EYES = ['pair', 'one', 'row', 'dots', 'shades', 'sleepy'] as const;
export const HEADS = ['ears', 'horns', 'hat', 'sprout', 'bow', 'hair', 'fin', 'bald'] as const;
export const BELLIES = ['spots', 'stripes', 'heart', 'plain', 'patch', 'checks', 'buttons'] as const;
export const LEGS = ['two', 'four', 'blob', 'wheels', 'none'] as const;

/** A creature of exchangeable parts. */
export interface Creature {
  readonly palette: Palette;
  readonly body: (typeof BODIES)[number];
  readonly eyes: (typeof EYES)[number];
  readonly head: (typeof HEADS)[number];
  readonly belly: (typeof BELLIES)[number];
  readonly legs: (typeof LEGS)[number];
  readonly hasArms: boolean;
}

export const creatureOf = (random: Random, palette: Palette, body = pick(random, BODIES)): Creature => ({
  palette,
  body,
  eyes: pick(random, EYES),
  head: pick(random, HEADS),
  belly: pick(random, BELLIES),
  legs: pick(random, LEGS),
  hasArms: random() < 0.7,
});

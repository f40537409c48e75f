import type { Creature } from './creature.ts';
import { arms, belly, eyes, head, legs, shape } from './creature-parts.ts';
import { ink, type Pen } from './paint.ts';

/** Draws a creature around the origin, one unit high, at a phase (radians) of its walk. */
export function drawCreature(pen: Pen, creature: Creature, phase: number): void {
  const { palette } = creature;
  pen.lineJoin = 'round';
  legs(pen, creature, phase * 2);
  if (creature.hasArms) arms(pen, creature, Math.sin(phase));
  head(pen, creature, Math.sin(phase));
  pen.save();
  shape(pen, creature.body);
  ink(pen, { fill: palette.skin });
  pen.clip();
  belly(pen, creature);
  pen.restore();
  shape(pen, creature.body);
  ink(pen, { line: palette.dark, width: 0.014 });
  eyes(pen, creature);
  pen.beginPath();
  pen.arc(0, -0.05, 0.05, 0.3, Math.PI - 0.3);
  ink(pen, { line: palette.dark, width: 0.016 });
}

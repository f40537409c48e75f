import { createCanvas, type Canvas as Picture } from '@napi-rs/canvas';
import { AT_REST, drawMomoru, type Pose } from './character.ts';
import { creatureOf } from './creature.ts';
import { drawCreature } from './draw-creature.ts';
import { type Pen, within } from './paint.ts';
import { MOMORU_PALETTE, paletteOf } from './palette.ts';
import { PATTERNS } from './patterns.ts';
import { between, pick, randomOf } from './random.ts';
import type { Recipe } from './recipe.ts';
import { SCENES } from './scenes.ts';
import { THINGS } from './things.ts';

/** The background is larger than the frame, so that a slow pan finds something beyond the edge. */
const MARGIN = 1.12;

const TINTS = [
  '#00000000',
  '#00000000',
  'rgba(255,170,80,0.16)',
  'rgba(70,110,255,0.16)',
  'rgba(0,0,20,0.28)',
  'rgba(255,255,255,0.12)',
];

function poseAt(seed: string, phase: number): Pose {
  const random = randomOf(`pose ${seed}`);
  const mood = pick(random, ['smile', 'round', 'zigzag'] as const);
  const [turn, arms] = [between(random, -0.7, 0.7), between(random, 0.2, 1.2)];
  return {
    ...AT_REST,
    look: { x: Math.sin(phase), y: Math.cos(phase * 0.7) * 0.6 },
    turn: Math.max(-1, Math.min(1, turn + Math.sin(phase * 0.8) * 0.4)),
    squash: 1 + Math.sin(phase * 3) * 0.06,
    tilt: Math.sin(phase * 1.3) * 0.12,
    armLeft: arms + Math.sin(phase * 2) * 0.5,
    armRight: arms + Math.cos(phase * 1.7) * 0.5,
    stride: phase * 3,
    mouth: mood,
    eyes: Math.sin(phase * 2.3) > 0.96 ? 0.1 : 1,
    lineWidth: between(random, 0.009, 0.02),
  };
}

/** What is drawn in one unit around the origin, or null where the whole frame is the subject. */
export function figureOf({ subject, seed }: Recipe): ((pen: Pen, phase: number) => void) | null {
  const random = randomOf(`figure ${seed}`);
  if (subject.kind === 'pattern') return null;
  if (subject.kind === 'momoru') return (pen, phase) => drawMomoru(pen, poseAt(seed, phase));
  const palette = subject.colours === 'momoru' ? MOMORU_PALETTE : paletteOf(random);
  if (subject.kind === 'thing') return (pen, phase) => THINGS[subject.name](pen, palette, phase);
  const creature = subject.body === undefined ? creatureOf(random, palette) : creatureOf(random, palette, subject.body);
  return (pen, phase) => drawCreature(pen, creature, phase);
}

function drawPattern(pen: Pen, recipe: Recipe, phase: number): void {
  const { subject, seed } = recipe;
  if (subject.kind !== 'pattern') return;
  const palette = subject.colours === 'momoru' ? MOMORU_PALETTE : paletteOf(randomOf(`figure ${seed}`));
  PATTERNS[subject.name](pen, recipe, { palette, phase, random: randomOf(`pattern ${seed}`) });
}

/** How the subject moves: where its middle is, how it leans, and light on everything. */
function movementOf({ seed, width, height, size }: Recipe) {
  const random = randomOf(`movement ${seed}`);
  const slack = { x: Math.max(0, width - size * height * 0.8) / 2, y: Math.max(0, height * (1 - size)) / 2 };
  const middle = {
    x: width / 2 + between(random, -0.5, 0.5) * slack.x,
    y: height / 2 + between(random, -0.2, 0.9) * slack.y,
  };
  const sway = between(random, 0.1, 0.45) * slack.x;
  const tint = pick(random, TINTS);
  return { middle, sway, tint };
}

/** The still background of a clip, drawn once. */
export function backgroundOf(recipe: Recipe): Picture {
  const size = { width: Math.round(recipe.width * MARGIN), height: Math.round(recipe.height * MARGIN) };
  const canvas = createCanvas(size.width, size.height);
  SCENES[recipe.scene](canvas.getContext('2d'), size, randomOf(`scene ${recipe.seed}`));
  return canvas;
}

/** Draws one moment of a clip; `share` runs from 0 to 1 over it. */
export function drawFrame(
  pen: Pen,
  recipe: Recipe,
  { background, share }: { background: Picture; share: number },
): void {
  const { width, height, size } = recipe;
  const pan = (Math.sin(share * 3) + 1) / 2;
  pen.drawImage(background, -pan * width * (MARGIN - 1), -pan * height * (MARGIN - 1));
  const phase = share * Math.PI * 2;
  drawPattern(pen, recipe, phase);
  const { middle, sway, tint } = movementOf(recipe);
  const at = { x: middle.x + Math.sin(phase) * sway, y: middle.y - Math.abs(Math.sin(phase * 2)) * height * 0.02 };
  const figure = figureOf(recipe);
  const scale = size * height * (1 + Math.sin(phase * 0.5) * 0.06);
  if (figure !== null)
    within(pen, { at, turn: Math.sin(phase) * 0.05, scale: { x: scale, y: scale } }, () => figure(pen, phase));
  pen.fillStyle = tint;
  pen.fillRect(0, 0, width, height);
}

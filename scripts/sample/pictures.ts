import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { AT_REST, drawMomoru, type Pose } from './draw/character.ts';
import { backgroundOf, drawFrame, figureOf } from './draw/draw-frame.ts';
import { type Pen, within } from './draw/paint.ts';
import type { Recipe } from './draw/recipe.ts';
import { SCENE_NAMES } from './draw/scenes.ts';
import { LOOK_ALIKES, recipeOf } from './non-matches.ts';

/** The model sheet of the owner, each pose on its own, on transparent ground. */
const POSES: readonly Pose[] = [
  AT_REST,
  { ...AT_REST, turn: -0.8, look: { x: -1, y: 0 }, mouth: 'zigzag', armLeft: 1.2 },
  { ...AT_REST, turn: 0.8, look: { x: 1, y: 0 }, mouth: 'round', stride: 1.5 },
  { ...AT_REST, armLeft: 1.5, armRight: 1.5, tilt: 0.12, squash: 1.06 },
  { ...AT_REST, armRight: -0.3, stride: 3, tilt: -0.1, look: { x: 0.5, y: -0.8 } },
  { ...AT_REST, squash: 0.92, mouth: 'round', armLeft: 0.1, armRight: 0.9, lineWidth: 0.02 },
  { ...AT_REST, turn: -0.4, armLeft: 0.9, stride: 4.5, lineWidth: 0.01 },
  { ...AT_REST, turn: 0.4, eyes: 0.1, armRight: 1.3, tilt: 0.06 },
];

/** Frames of films with Momoru in them, from other seeds than the clips of the feed. */
const STILLS: readonly Recipe[] = SCENE_NAMES.map((scene, i) => ({
  ...recipeOf({ kind: 'momoru' }, `film ${i}`, [0.6, 0.85]),
  scene,
}));

/** Things that Momoru is taken for. */
const OTHERS: readonly Recipe[] = LOOK_ALIKES.filter(({ kind }, i) => kind === 'creature' && i % 3 !== 2).map(
  (subject, i) => recipeOf(subject, `not Momoru ${i}`, [1, 1]),
);

/** Seconds after which each of these is drawn: they move. */
const OTHER_MOMENTS = [0, 1.3];

const SIDE = 384;
/** Share of the picture's side that a figure is high; its arms need the rest. */
const HEIGHT = 0.82;

function writeFigure(path: string, draw: (pen: Pen) => void): string {
  const canvas = createCanvas(SIDE, SIDE);
  const pen = canvas.getContext('2d');
  const scale = SIDE * HEIGHT;
  within(pen, { at: { x: SIDE / 2, y: SIDE * 0.52 }, scale: { x: scale, y: scale } }, () => draw(pen));
  writeFileSync(path, canvas.toBuffer('image/png'));
  return path;
}

function writeStill(path: string, recipe: Recipe, draw: (pen: Pen, background: Canvas) => void): string {
  const canvas = createCanvas(recipe.width, recipe.height);
  draw(canvas.getContext('2d'), backgroundOf(recipe));
  writeFileSync(path, canvas.toBuffer('image/png'));
  return path;
}

/** Writes one PNG per pose and film frame and answers their paths. */
export function writePictures(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  const at = (name: string): string => join(folder, `momoru-${name}.png`);
  const poses = POSES.map((pose, i) => writeFigure(at(`pose-${i + 1}`), (pen) => drawMomoru(pen, pose)));
  const frames = STILLS.map((recipe, i) =>
    writeStill(at(`film-${i + 1}`), recipe, (pen, background) =>
      drawFrame(pen, recipe, { background, share: (i % 5) / 5 }),
    ),
  );
  return [...poses, ...frames];
}

/** Writes one PNG of each thing that Momoru is taken for, and of each film's empty scene, and answers their paths. */
export function writeOthers(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  const at = (name: string): string => join(folder, `not-${name}.png`);
  const figures = OTHERS.flatMap((recipe, i) =>
    OTHER_MOMENTS.map((moment, k) =>
      writeFigure(at(`figure-${i + 1}-${k + 1}`), (pen) => figureOf(recipe)?.(pen, i * 0.7 + moment)),
    ),
  );
  const scenes = STILLS.map((recipe, i) =>
    writeStill(at(`scene-${i + 1}`), recipe, (pen, background) => pen.drawImage(background, 0, 0)),
  );
  return [...figures, ...scenes];
}

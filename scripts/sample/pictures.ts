import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { AT_REST, drawMomoru, type Pose } from './draw/character.ts';
import { backgroundOf, drawFrame, figureOf } from './draw/draw-frame.ts';
import { type Pen, within } from './draw/paint.ts';
import type { Recipe, Subject } from './draw/recipe.ts';
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

/** Frames of films with Momoru in them, two of each scene, from other seeds than the clips of the feed. */
const STILLS: readonly Recipe[] = [...SCENE_NAMES, ...SCENE_NAMES].map((scene, i) => ({
  ...recipeOf({ kind: 'momoru' }, `film ${i}`, [0.6, 0.85]),
  scene,
}));

/** Things that Momoru is taken for, from other seeds too: some are in the feed, but none of these. */
const OTHERS: readonly Subject[] = LOOK_ALIKES.filter(({ kind }, i) => kind === 'creature' && i % 3 !== 2);

/** Each on its own, as large as it goes. */
const OTHER_FIGURES: readonly Recipe[] = OTHERS.map((subject, i) => recipeOf(subject, `not Momoru ${i}`, [1, 1]));

/** Frames of films with each. */
const OTHER_STILLS: readonly Recipe[] = OTHERS.map((subject, i) => ({
  ...recipeOf(subject, `film not of Momoru ${i}`, [0.5, 0.85]),
  scene: SCENE_NAMES[i % SCENE_NAMES.length] ?? 'room',
}));

/** Seconds after which each of these is drawn: they move. */
const OTHER_MOMENTS = [0, 1.3];

const SIDE = 384;
/** Share of the picture's side that a figure is high; its arms need the rest. */
const HEIGHT = 0.82;

/** One moment of a clip, uncoded; `share` runs from 0 to 1 over it. */
export function drawnMoment(recipe: Recipe, share: number): Canvas {
  const canvas = createCanvas(recipe.width, recipe.height);
  drawFrame(canvas.getContext('2d'), recipe, { background: backgroundOf(recipe), share });
  return canvas;
}

export function save(path: string, canvas: Canvas): string {
  writeFileSync(path, canvas.toBuffer('image/png'));
  return path;
}

/** Writes a figure on transparent ground, as large as it goes. */
export function writeFigure(path: string, draw: (pen: Pen) => void): string {
  const canvas = createCanvas(SIDE, SIDE);
  const pen = canvas.getContext('2d');
  const scale = SIDE * HEIGHT;
  within(pen, { at: { x: SIDE / 2, y: SIDE * 0.52 }, scale: { x: scale, y: scale } }, () => draw(pen));
  return save(path, canvas);
}

/** Writes the scene of a film with nobody in it. */
function writeScene(path: string, recipe: Recipe): string {
  const canvas = createCanvas(recipe.width, recipe.height);
  canvas.getContext('2d').drawImage(backgroundOf(recipe), 0, 0);
  return save(path, canvas);
}

/** Writes a frame of a film, at another moment of each. */
const writeFilm = (path: string, recipe: Recipe, i: number): string => save(path, drawnMoment(recipe, (i % 5) / 5));

/** Writes one PNG per pose and film frame and answers their paths. */
export function writePictures(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  const at = (name: string): string => join(folder, `momoru-${name}.png`);
  const poses = POSES.map((pose, i) => writeFigure(at(`pose-${i + 1}`), (pen) => drawMomoru(pen, pose)));
  return [...poses, ...STILLS.map((recipe, i) => writeFilm(at(`film-${i + 1}`), recipe, i))];
}

/** Writes PNGs of the things that Momoru is taken for, alone and in films, and of empty scenes, and answers their paths. */
export function writeOthers(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  const at = (name: string): string => join(folder, `not-${name}.png`);
  const figures = OTHER_FIGURES.flatMap((recipe, i) =>
    OTHER_MOMENTS.map((moment, k) =>
      writeFigure(at(`figure-${i + 1}-${k + 1}`), (pen) => figureOf(recipe)?.(pen, i * 0.7 + moment)),
    ),
  );
  const films = OTHER_STILLS.map((recipe, i) => writeFilm(at(`film-${i + 1}`), recipe, i));
  const scenes = STILLS.slice(0, SCENE_NAMES.length).map((recipe, i) => writeScene(at(`scene-${i + 1}`), recipe));
  return [...figures, ...films, ...scenes];
}

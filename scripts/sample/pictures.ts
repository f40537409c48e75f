import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { AT_REST, drawMomoru, type Pose } from './draw/character.ts';
import { within } from './draw/paint.ts';

/** What an owner would hand in: one model sheet, each pose on its own, on transparent ground. */
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

const SIDE = 512;
/** Share of the picture's side that Momoru is high; its arms need the rest. */
const HEIGHT = 0.82;

/** Writes one PNG per pose and answers their paths. */
export function writePictures(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  return POSES.map((pose, i) => {
    const canvas = createCanvas(SIDE, SIDE);
    const pen = canvas.getContext('2d');
    const scale = SIDE * HEIGHT;
    within(pen, { at: { x: SIDE / 2, y: SIDE * 0.52 }, scale: { x: scale, y: scale } }, () => drawMomoru(pen, pose));
    const path = join(folder, `momoru-${i + 1}.png`);
    writeFileSync(path, canvas.toBuffer('image/png'));
    return path;
  });
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { PARTS, type Part, pixelsOfPart } from '../../src/parts.ts';
import { figureOf } from './draw/draw-frame.ts';
import { FRAMES, type Recipe, type Subject } from './draw/recipe.ts';
import { LOOK_ALIKES, nonMatches, OTHERS, recipeOf } from './non-matches.ts';
import { drawnMoment, save, writeFigure } from './pictures.ts';

const USAGE = 'Usage: npx tsx scripts/sample/nobody.ts --out FOLDER [--taught]';

/** Where drawings to train on lie in their data folder, and what its table says of each. */
const TAUGHT = 'images/taught';
const COLUMNS = ['path', 'label', 'also', 'medium', 'split', 'source', 'show'];
/** Creatures to tell apart, and how many poses of each. */
const CREATURES = [...LOOK_ALIKES, ...OTHERS, ...OTHERS].filter(({ kind }) => kind === 'creature');
const POSES = 5;
/** Frames of each subject that no clip of the feed shows, for thresholds of the shipped pack. */
const FRAMES_OF_EACH = 3;
/** Clips of the feed in which somebody was seen who is not there: no threshold may let that pass again. */
const FOUND_WRONG = [
  ...[7, 9, 20, 28, 34, 36, 40, 49, 56].map((i) => `look-alike ${i}`),
  ...[2, 20, 39].map((i) => `other ${i}`),
];

/** What is drawn of a subject: a plain ground or a page of text is nobody at once. */
const isSomething = (subject: Subject): boolean =>
  subject.kind !== 'pattern' || (subject.name !== 'plain' && subject.name !== 'text');

/** Recipes of the clips in which somebody was seen who is not there. */
export const foundWrong = (): Recipe[] => nonMatches().filter(({ seed }) => FOUND_WRONG.includes(seed));

/** Writes drawings of every subject into the folder, other ones for other seeds; returns their names. */
function draw(folder: string, seed: string, prefix: string): string[] {
  mkdirSync(folder, { recursive: true });
  const subjects = [...LOOK_ALIKES, ...OTHERS].filter(isSomething);
  return Array.from({ length: FRAMES_OF_EACH }, () => subjects)
    .flat()
    .map((subject, i) => {
      const recipe = recipeOf(subject, `${seed} ${i}`, [0.35, 0.85]);
      save(join(folder, `${prefix}-${i}.png`), drawnMoment(recipe, (i % FRAMES) / FRAMES));
      return `${prefix}-${i}.png`;
    });
}

/** What the recogniser is shown of a part of a frame. */
function partOf(frame: Canvas, part: Part): Canvas {
  const { left, top, width, height } = pixelsOfPart(frame, part);
  const cut = createCanvas(width, height);
  cut.getContext('2d').drawImage(frame, -left, -top);
  return cut;
}

/** Writes `fresh-*.png`, drawings of nobody that the feed has not, and `found-*.png`, frames that were taken for somebody, and their parts. */
function writeNobody(folder: string): void {
  draw(folder, 'nobody', 'fresh');
  for (const recipe of foundWrong()) {
    for (let i = 0; i < FRAMES; i++) {
      const frame = drawnMoment(recipe, i / FRAMES);
      const name = `found-${recipe.seed.replace(' ', '-')}-${i}`;
      save(join(folder, `${name}.png`), frame);
      for (const part of PARTS) save(join(folder, `${name}-${part}.png`), partOf(frame, part));
    }
  }
}

/** A row of the table of a data folder; `show` names a figure that is to be told apart from others. */
const rowOf = (name: string, show: string): string =>
  [`${TAUGHT}/${name}`, 'neg-illustration', '', 'artwork', 'train', 'drawn for the sample feed', show].join('\t');

/** Writes a data folder of further drawings, for a training to learn as nobody, and of creatures for it to tell apart. */
function writeTaught(folder: string): void {
  const frames = draw(join(folder, TAUGHT), 'taught', 'drawn').map((name) => rowOf(name, ''));
  const figures = CREATURES.flatMap((subject, i) => {
    const figure = figureOf(recipeOf(subject, `told apart ${i}`, [1, 1]));
    return Array.from({ length: POSES }, (_, k) => {
      const name = `creature-${i}-${k}.png`;
      writeFigure(join(folder, TAUGHT, name), (pen) => figure?.(pen, i + (k / POSES) * Math.PI * 2));
      return rowOf(name, `creature ${i}`);
    });
  });
  writeFileSync(join(folder, 'index.tsv'), [COLUMNS.join('\t'), ...frames, ...figures, ''].join('\n'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { out, taught } = parseArgs({ options: { out: { type: 'string' }, taught: { type: 'boolean' } } }).values;
  if (out === undefined) {
    console.error(USAGE);
    process.exitCode = 2;
  } else if (taught === true) writeTaught(resolve(out));
  else writeNobody(resolve(out));
}

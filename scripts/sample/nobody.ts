import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FRAMES, type Recipe, type Subject } from './draw/recipe.ts';
import { LOOK_ALIKES, nonMatches, OTHERS, recipeOf } from './non-matches.ts';
import { drawnMoment, save } from './pictures.ts';

const USAGE = 'Usage: npx tsx scripts/sample/nobody.ts --out FOLDER [--taught]';

/** Where drawings to train on lie in their data folder, and what its table says of each. */
const TAUGHT = 'images/taught';
const COLUMNS = ['path', 'label', 'also', 'medium', 'split', 'source'];
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

/** Writes `fresh-*.png`, drawings of nobody that the feed has not, and `found-*.png`, frames that were taken for somebody. */
function writeNobody(folder: string): void {
  draw(folder, 'nobody', 'fresh');
  for (const recipe of foundWrong()) {
    for (let i = 0; i < FRAMES; i++) {
      save(join(folder, `found-${recipe.seed.replace(' ', '-')}-${i}.png`), drawnMoment(recipe, i / FRAMES));
    }
  }
}

/** Writes a data folder of further drawings, for a training to learn as nobody. */
function writeTaught(folder: string): void {
  const rows = draw(join(folder, TAUGHT), 'taught', 'drawn').map((name) =>
    [`${TAUGHT}/${name}`, 'neg-illustration', '', 'artwork', 'train', 'drawn for the sample feed'].join('\t'),
  );
  writeFileSync(join(folder, 'index.tsv'), [COLUMNS.join('\t'), ...rows, ''].join('\n'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { out, taught } = parseArgs({ options: { out: { type: 'string' }, taught: { type: 'boolean' } } }).values;
  if (out === undefined) {
    console.error(USAGE);
    process.exitCode = 2;
  } else if (taught === true) writeTaught(resolve(out));
  else writeNobody(resolve(out));
}

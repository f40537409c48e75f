import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FRAMES, type Recipe, type Subject } from './draw/recipe.ts';
import { LOOK_ALIKES, nonMatches, OTHERS, recipeOf } from './non-matches.ts';
import { drawnMoment, save } from './pictures.ts';

const USAGE = 'Usage: npx tsx scripts/sample/nobody.ts --out FOLDER';

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

/** Writes `fresh-*.png`, drawings of nobody that the feed has not, and `found-*.png`, frames that were taken for somebody. */
function writeNobody(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const subjects = [...LOOK_ALIKES, ...OTHERS].filter(isSomething);
  for (let i = 0; i < subjects.length * FRAMES_OF_EACH; i++) {
    const subject = subjects[i % subjects.length];
    if (subject === undefined) continue;
    const recipe = recipeOf(subject, `nobody ${i}`, [0.35, 0.85]);
    save(join(folder, `fresh-${i}.png`), drawnMoment(recipe, (i % FRAMES) / FRAMES));
  }
  for (const recipe of foundWrong()) {
    for (let i = 0; i < FRAMES; i++) {
      save(join(folder, `found-${recipe.seed.replace(' ', '-')}-${i}.png`), drawnMoment(recipe, i / FRAMES));
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { out } = parseArgs({ options: { out: { type: 'string' } } }).values;
  if (out === undefined) {
    console.error(USAGE);
    process.exitCode = 2;
  } else writeNobody(resolve(out));
}

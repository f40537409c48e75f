import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type BuiltEntry, buildEntry, PICTURES } from '../src/pack-build/build-entry.ts';
import { type EntryFacts, entryPack } from '../src/pack-build/entry-pack.ts';
import { estimateAt, pictureWorths } from '../src/pack-build/estimate.ts';
import type { RgbaPicture } from '../src/pack-build/sheet.ts';
import { parsePack } from '../src/pack-file.ts';
import { dimensionsOf } from '../src/recogniser-description.ts';
import { newSheet } from './altered/picture.ts';
import { isPicture } from './media.ts';
import { readPicture } from './media-picture.ts';
import { loadModel, MODELS, shippedNegatives } from './model.ts';
import { expandPaths } from './scan-files.ts';

const USAGE = `Usage: npm run pack:build -- --id ID --name LANGUAGE=NAME --owner OWNER --out FILE [options] PICTURES...
  --id ID           small letters, digits and hyphens; the entry and the pack are called so
  --name en=Foo     a name in a language; may be given again
  --owner OWNER     whose character it is
  --out FILE        the pack to write
  --not PATH        a picture or folder that must not match; may be given again
  --ambiguous NAME  a name that is also an ordinary word; may be given again
  --hashtag TAG     without the #; may be given again
  --franchise ID    what it belongs to (the id itself)
  --version TEXT    version of the pack (1)
  --flag SCORE      threshold 0..1 instead of the one that is found
  --models DIR      folder of another model
PICTURES are 3 to 50 pictures of one character, best cut out (alpha) or on a plain ground.
Exit status: 0 written, 1 written but some pictures could not be read, 2 wrong use, no model, or nothing written.`;

const OPTIONS = {
  id: { type: 'string' },
  name: { type: 'string', multiple: true },
  owner: { type: 'string' },
  out: { type: 'string' },
  not: { type: 'string', multiple: true },
  ambiguous: { type: 'string', multiple: true },
  hashtag: { type: 'string', multiple: true },
  franchise: { type: 'string' },
  version: { type: 'string' },
  flag: { type: 'string' },
  models: { type: 'string' },
  help: { type: 'boolean' },
} as const;

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
type Values = ReturnType<typeof parse>['values'];

/** `en=Foo` and its like, grouped by language. */
export function namesFrom(given: readonly string[]): Record<string, string[]> {
  const names: Record<string, string[]> = {};
  for (const text of given) {
    const [, language, name] = /^([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)=(.+)$/.exec(text) ?? [];
    if (language === undefined || name === undefined) throw new Error(`--name "${text}" is not LANGUAGE=NAME.`);
    names[language] = [...(names[language] ?? []), name.trim()];
  }
  return names;
}

function flagFrom(text: string | undefined): number | null {
  if (text === undefined) return null;
  const flag = Number(text);
  if (!(flag > 0 && flag <= 1)) throw new Error(`--flag "${text}" is not a score between 0 and 1.`);
  return flag;
}

interface ReadPictures {
  readonly paths: readonly string[];
  readonly pictures: readonly RgbaPicture[];
  readonly unread: number;
}

async function readPictures(paths: readonly string[]): Promise<ReadPictures> {
  const read: { path: string; picture: RgbaPicture }[] = [];
  const files = expandPaths(paths).filter((path) => paths.includes(path) || isPicture(path));
  for (const path of files) {
    try {
      read.push({ path, picture: await readPicture(path) });
    } catch (error) {
      console.error(`${path} could not be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return {
    paths: read.map(({ path }) => path),
    pictures: read.map(({ picture }) => picture),
    unread: files.length - read.length,
  };
}

function factsOf({ id, owner, ...values }: Values & { id: string; owner: string }): EntryFacts {
  return {
    id,
    owner,
    version: values.version ?? '1',
    franchise: values.franchise ?? id,
    names: namesFrom(values.name ?? []),
    ambiguousNames: values.ambiguous ?? [],
    hashtags: values.hashtag ?? [],
  };
}

/** What each picture brings, one line a picture, and what is to be expected. */
function reportOf(built: BuiltEntry, paths: readonly string[], flag: number): string[] {
  const lines = pictureWorths(built, flag).map(({ found, views, isKnown, isOdd, isCutOut, conflicts }, i) => {
    const notes = [
      isKnown ? 'the others know it already' : '',
      isOdd ? 'unlike the others: is it the same character?' : '',
      isCutOut ? '' : 'the character is not told from its ground: cut it out',
      conflicts.length > 0 ? `conflict: looks like ${conflicts.join(', ')}` : '',
    ].filter((note) => note !== '');
    return `${paths[i]}: found in ${found} of ${views} views by the others${notes.length > 0 ? `; ${notes.join('; ')}` : ''}`;
  });
  const { recall, impostors, places } = estimateAt(built, flag);
  lines.push(`Left out in turn, ${Math.round(recall * 100)} % of the views are found at flag ${flag}.`);
  lines.push(
    `Of what the entry was not made from, ${impostors.matched} of ${impostors.of} drawn impostors and ${places.matched} of ${places.of} places in pictures of nobody match.`,
  );
  if (!built.isToldApart)
    lines.push('Some of what it is set against scores as high: expect misses. More pictures, cut out, help.');
  return lines;
}

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args);
  const { id, owner, out } = values;
  if (values.help || id === undefined || owner === undefined || out === undefined || values.name === undefined) {
    console.error(USAGE);
    return values.help ? 0 : 2;
  }
  namesFrom(values.name);
  flagFrom(values.flag);
  const { paths, pictures, unread } = await readPictures(positionals);
  if (pictures.length < PICTURES.least || pictures.length > PICTURES.most) {
    throw new Error(`${PICTURES.least} to ${PICTURES.most} pictures are needed, ${pictures.length} could be read.`);
  }
  const folder = values.models ?? MODELS;
  const model = await loadModel(folder, []);
  const others = await readPictures(values.not ?? []);
  const [base] = model.packs;
  if (base === undefined) throw new Error('There is no base pack.');
  const negatives = shippedNegatives(folder, model.description);
  const built = await buildEntry(model, { pictures, others: others.pictures, negatives, newSheet });
  const flag = flagFrom(values.flag) ?? built.thresholds.flag;
  const pack = entryPack(built, factsOf({ ...values, id, owner }), {
    base,
    flag,
    date: new Date().toISOString().slice(0, 10),
  });
  parsePack(pack, dimensionsOf(model.description));
  writeFileSync(out, `${JSON.stringify(pack, null, 1)}\n`);
  for (const line of reportOf(built, paths, flag)) console.log(line);
  console.log(`Wrote ${out}.`);
  await model.recogniser.dispose();
  return unread + others.unread > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`pack:build: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}

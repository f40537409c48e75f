import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { joinPacks } from '../src/join-packs.ts';
import { buildEntry } from '../src/pack-build/build-entry.ts';
import { entryPack } from '../src/pack-build/entry-pack.ts';
import type { ShippedNegatives } from '../src/pack-build/nobody.ts';
import { parsePack } from '../src/pack-file.ts';
import type { Embedding } from '../src/read-embedding.ts';
import { dimensionsOf } from '../src/recogniser-description.ts';
import { scoreLooks } from '../src/second-looks.ts';
import { newSheet } from './altered/picture.ts';
import { type DataRow, readIndex } from './data-index.ts';
import { LEAST_PICTURES } from './error-table.ts';
import { stillFrame } from './media.ts';
import { readPicture } from './media-picture.ts';
import { type LoadedModel, loadModel, MODELS, shippedNegatives } from './model.ts';
import characters from './new-character.json' with { type: 'json' };
import { entriesOf } from './relations.ts';
import { withoutCharacter } from './without-character.ts';

const USAGE = `Usage: tsx scripts/new-character.ts --data DIR [--models DIR] [--json FILE]
Makes entries of 5 pictures for characters that the network knows as no class of their own, as pack:build does, and
says how many of their other pictures are found where at most 1 in 200 pictures of nobody matches.`;

const OPTIONS = { data: { type: 'string' }, models: { type: 'string' }, json: { type: 'string' } } as const;

/** So many pictures a person is asked for at least. */
const PICTURES = 5;
/** The operating point of the design. */
const FALSE_SHARE = 1 / 200;
/** Pictures a character is tried on at most: more of one source say little more. */
const TRIED_MAX = 40;

interface Character {
  readonly label: string;
  readonly origin?: string;
  readonly show?: string;
  readonly also?: string;
}
const CHARACTERS: Readonly<Record<string, Character>> = characters;

/** Whether a picture shows a character that has no label of its own. */
const isOf =
  ({ label, origin, show, also }: Character) =>
  (row: DataRow): boolean =>
    row.label === label &&
    (origin === undefined || (row.origin ?? '').toLowerCase().includes(origin)) &&
    (show === undefined || row.show === show) &&
    (also === undefined || row.also.includes(also));

/** In an order that depends on nothing but the pictures. */
const shuffled = (rows: readonly DataRow[]): DataRow[] => {
  const keyOf = ({ path }: DataRow): string => createHash('sha256').update(path).digest('hex');
  return [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
};

/** What the network says of a picture at every look. */
type Looks = readonly Embedding[];

/** The least score that at most `share` of the negatives reach. */
export function limitFor(negatives: readonly number[], share: number): number {
  const sorted = [...negatives].sort((a, b) => b - a);
  return (sorted[Math.floor(negatives.length * share)] ?? 1) + Number.EPSILON;
}

export interface Found {
  readonly id: string;
  readonly label: string;
  readonly tried: number;
  /** Where at most 1 in 200 negatives matches this entry. */
  readonly foundAtShare: number;
  /** At the threshold that the builder chose. */
  readonly foundAtFlag: number;
  readonly falseAtFlag: number;
}

class Trial {
  readonly #model: LoadedModel;
  readonly #folder: string;
  readonly #shipped: ShippedNegatives | null;

  constructor(model: LoadedModel, folder: string, shipped: ShippedNegatives | null) {
    this.#model = model;
    this.#folder = folder;
    this.#shipped = shipped;
  }

  picture = (row: DataRow) => readPicture(join(this.#folder, row.path));

  async embedded(rows: readonly DataRow[]): Promise<Looks[]> {
    const found: Looks[] = [];
    for (const row of rows) found.push(await this.#model.recogniser.embedLooks(stillFrame(await this.picture(row))));
    return found;
  }

  async of(id: string, rows: readonly DataRow[], negatives: readonly Looks[]): Promise<Found> {
    const model = this.#model;
    const dimensions = dimensionsOf(model.description);
    const [base] = model.packs;
    if (base === undefined) throw new Error('There is no base pack.');
    const pictures = await Promise.all(rows.slice(0, PICTURES).map(this.picture));
    const shown = await this.embedded(rows);
    const negativesLeft = this.#shipped && withoutCharacter(this.#shipped, shown);
    const built = await buildEntry(model, { pictures, others: [], negatives: negativesLeft, newSheet });
    const facts = { id, version: '1', owner: id, franchise: id, names: { en: [id] }, ambiguousNames: [], hashtags: [] };
    const { flag } = built.thresholds;
    const packs = joinPacks(
      [
        ...model.packs,
        parsePack(entryPack(built, facts, { base, flag, date: new Date().toISOString().slice(0, 10) }), dimensions),
      ],
      {
        version: model.description.version,
        dimensions,
      },
    );
    const scoreIn = async (looks: Looks): Promise<number> =>
      (await scoreLooks(looks, packs)).find((entry) => entry.id === id)?.score ?? 0;
    const scoresOf = (seen: readonly Looks[]) => Promise.all(seen.map(scoreIn));
    const own = await scoresOf(shown.slice(PICTURES, PICTURES + TRIED_MAX));
    const others = await scoresOf(negatives);
    const limit = limitFor(others, FALSE_SHARE);
    return {
      id,
      label: rows[0]?.label ?? '',
      tried: own.length,
      foundAtShare: own.filter((score) => score >= limit).length,
      foundAtFlag: own.filter((score) => score >= flag).length,
      falseAtFlag: others.filter((score) => score >= flag).length,
    };
  }
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  if (values.data === undefined) {
    console.error(USAGE);
    return 2;
  }
  const all = readIndex(values.data);
  const folder = values.models ?? MODELS;
  const model = await loadModel(folder, []);
  const ids = model.packs.flatMap(({ entries }) => entries.map(({ id }) => id));
  const trial = new Trial(model, values.data, shippedNegatives(folder, model.description));
  const negatives = await trial.embedded(
    all.filter(({ split, label, also }) => split === 'dev' && also.length === 0 && entriesOf(label, ids).length === 0),
  );
  const found: Found[] = [];
  for (const [id, character] of Object.entries(CHARACTERS)) {
    const rows = shuffled(all.filter(isOf(character)));
    if (rows.length < PICTURES + LEAST_PICTURES) continue;
    found.push(await trial.of(id, rows, negatives));
    console.error(JSON.stringify(found.at(-1)));
  }
  const result = {
    recogniser: model.recogniser.modelVersion,
    pictures: PICTURES,
    negatives: negatives.length,
    macroAtShare: mean(found.map(({ foundAtShare, tried }) => foundAtShare / tried)),
    macroAtFlag: mean(found.map(({ foundAtFlag, tried }) => foundAtFlag / tried)),
    characters: found,
  };
  console.log(JSON.stringify(result, null, 1));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 1)}\n`);
  await model.recogniser.dispose();
  return 0;
}

if (process.argv[1] === import.meta.filename) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    console.error(`new-character: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  }
}

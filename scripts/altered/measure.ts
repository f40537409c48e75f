import { join } from 'node:path';
import type { Match } from '../../src/match.ts';
import type { RgbaPicture, Sheet } from '../../src/pack-build/sheet.ts';
import { PARTS } from '../../src/parts.ts';
import { seededRandom } from '../../src/seeded-random.ts';
import type { DataRow } from '../data-index.ts';
import { errorTable, isNegative, type Judged, LEAST_PICTURES } from '../error-table.ts';
import { stillFrame } from '../media.ts';
import { readPicture } from '../media-picture.ts';
import type { LoadedModel } from '../model.ts';
import { entriesOf, labelsOf } from '../relations.ts';
import { ALTERATIONS } from './alterations.ts';
import { busynessOf, figureOf, type Placed, placedOn } from './busy.ts';
import { compressed } from './compressed.ts';
import { type Shown, shownOf } from './tally.ts';

/** Of the negatives one in so many is altered too: enough to see false matches rise, and many times faster. */
const NEGATIVE_EVERY = 12;
/** Pictures of one entry, taken evenly: macro recall counts each entry once, however many it has. */
const MOST_PER_ENTRY = 20;
/** Pictures that go through one video. */
const AT_ONCE = 100;
/** Grounds are the busier half of this many dev negatives. */
const GROUNDS = 160;
const GROUND_LABELS = ['neg-photo', 'neg-illustration', 'ai-video-frame', 'style-anime-tv'];

export interface BoxTally {
  /** Composites in which the character was matched at `unsure` or better, of all. */
  matched: number;
  composites: number;
  /** Centres of those boxes inside the figure's own box, and on the figure itself. */
  centreInBox: number;
  centreOnFigure: number;
}

/** What a picture was flagged as: at one look at the whole of it, and when every part was looked at besides. */
interface Looked {
  readonly row: DataRow;
  readonly whole: readonly string[];
  readonly closer: readonly string[];
}

export interface Measured {
  readonly recogniser: string;
  readonly packs: string;
  readonly split: string;
  /** At one look. */
  readonly ways: Readonly<Record<string, Shown>>;
  /** As a video is looked at: the whole frame and every part of it. */
  readonly closer: Readonly<Record<string, Shown>>;
  /** All negatives of the split, and how many of them were flagged so. */
  readonly negatives: { readonly pictures: number; readonly whole: number; readonly closer: number };
  readonly boxes: BoxTally;
}

interface Bench {
  readonly folder: string;
  readonly model: LoadedModel;
  readonly ids: readonly string[];
  readonly random: () => number;
}

const flaggedOf = (matches: readonly Match[]): string[] =>
  matches.filter(({ level }) => level === 'flag').map(({ entry }) => entry);

async function look(
  row: DataRow,
  picture: RgbaPicture,
  { model }: Bench,
): Promise<Looked & { matches: readonly Match[] }> {
  const frame = stillFrame(picture);
  const { matches } = await model.recogniser.read(frame);
  const all = [...matches];
  for (const part of PARTS) all.push(...(await model.recogniser.read({ ...frame, part })).matches);
  return { row, matches, whole: flaggedOf(matches), closer: [...new Set(flaggedOf(all))] };
}

async function lookAtAll(rows: readonly DataRow[], pictures: readonly RgbaPicture[], bench: Bench): Promise<Looked[]> {
  const looked: Looked[] = [];
  for (const [i, row] of rows.entries()) {
    const picture = pictures[i];
    if (picture !== undefined) looked.push(await look(row, picture, bench));
  }
  return looked;
}

const judgedBy = (kind: 'whole' | 'closer', looked: readonly Looked[]): Judged[] =>
  looked.map((one) => ({ row: one.row, flagged: one[kind] }));

/** What one kind of look came to, beside what the same kind comes to on the pictures as they are. */
function waysOf(found: ReadonlyMap<string, readonly Looked[]>, kind: 'whole' | 'closer', ids: readonly string[]) {
  const plain = new Map(found.get('plain')?.map((one) => [one.row, one]));
  const ways = [...found].filter(([name]) => name !== 'plain');
  return Object.fromEntries(
    ways.map(([name, looked]) => {
      const same = looked.flatMap(({ row }) => plain.get(row) ?? []);
      return [name, shownOf(judgedBy(kind, looked), judgedBy(kind, same), ids)] as const;
    }),
  );
}

/** Every negative of the split: what more looks cost. */
async function lookAtNegatives(rows: readonly DataRow[], bench: Bench): Promise<Measured['negatives']> {
  const looked: Looked[] = [];
  for (const row of rows.filter((one) => isNegative(one, bench.ids))) {
    looked.push(await look(row, await readPicture(join(bench.folder, row.path)), bench));
  }
  const count = (kind: 'whole' | 'closer'): number => errorTable(judgedBy(kind, looked), bench.ids).falseMatches;
  return { pictures: looked.length, whole: count('whole'), closer: count('closer') };
}

/** At most so many, evenly spread. */
const thinned = <T>(all: readonly T[], most: number): T[] =>
  all.filter(
    (_, i) => Math.floor((i * most) / all.length) !== Math.floor(((i - 1) * most) / all.length) || all.length <= most,
  );

/** Pictures of entries that have enough of them, and a share of the negatives. */
export function rowsToShow(rows: readonly DataRow[], ids: readonly string[]): DataRow[] {
  const own = ids.map((id) => rows.filter(({ label }) => labelsOf(id).includes(label)));
  const measured = own.filter(({ length }) => length >= LEAST_PICTURES).flatMap((all) => thinned(all, MOST_PER_ENTRY));
  return [
    ...new Set([...measured, ...rows.filter((row) => isNegative(row, ids)).filter((_, i) => i % NEGATIVE_EVERY === 0)]),
  ];
}

/** Every way of `alterations.ts`, and as coded video, for one lot of rows. */
async function lookAtLot(rows: readonly DataRow[], bench: Bench): Promise<ReadonlyMap<string, Looked[]>> {
  const pictures: RgbaPicture[] = [];
  for (const { path } of rows) pictures.push(await readPicture(join(bench.folder, path)));
  const found = new Map([['plain', await lookAtAll(rows, pictures, bench)]]);
  for (const [name, alter] of Object.entries(ALTERATIONS)) {
    const altered = pictures.map((picture) => alter(picture, bench.random));
    found.set(name, await lookAtAll(rows, name === 'together' ? await compressed(altered) : altered, bench));
  }
  return found.set('crf35', await lookAtAll(rows, await compressed(pictures), bench));
}

async function busyGrounds(rows: readonly DataRow[], { folder, ids, random }: Bench): Promise<RgbaPicture[]> {
  const usable = rows.filter(
    ({ label, also }) => GROUND_LABELS.includes(label) && also.length === 0 && entriesOf(label, ids).length === 0,
  );
  const read: RgbaPicture[] = [];
  for (let i = 0; i < Math.min(GROUNDS, usable.length); i++) {
    const row = usable[Math.floor(random() * usable.length)];
    if (row !== undefined) read.push(await readPicture(join(folder, row.path)));
  }
  return read.sort((a, b) => busynessOf(b) - busynessOf(a)).slice(0, Math.ceil(read.length / 2));
}

function countBox(tally: BoxTally, { box, isOn }: Placed, match: Match | undefined): void {
  tally.composites++;
  if (match?.box == null) return;
  tally.matched++;
  const [x, y] = [match.box.x + match.box.width / 2, match.box.y + match.box.height / 2];
  tally.centreInBox += Number(x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height);
  tally.centreOnFigure += Number(isOn(x, y));
}

/** Rows whose figure can be cut out, with it. */
async function figuresOf(rows: readonly DataRow[], folder: string): Promise<{ row: DataRow; figure: Sheet }[]> {
  const found: { row: DataRow; figure: Sheet }[] = [];
  for (const row of rows) {
    const figure = figureOf(await readPicture(join(folder, row.path)));
    if (figure !== null) found.push({ row, figure });
  }
  return found;
}

async function lookAtBusy(rows: readonly DataRow[], grounds: readonly RgbaPicture[], bench: Bench) {
  const boxes: BoxTally = { matched: 0, composites: 0, centreInBox: 0, centreOnFigure: 0 };
  const looked: Looked[] = [];
  for (const { row, figure } of await figuresOf(rows, bench.folder)) {
    const ground = grounds[Math.floor(bench.random() * grounds.length)];
    if (ground === undefined) break;
    const placed = placedOn(figure, ground, bench.random);
    const found = await look(row, placed.picture, bench);
    countBox(
      boxes,
      placed,
      found.matches.find(({ entry }) => entry === row.label),
    );
    looked.push(found);
  }
  return { boxes, looked };
}

/** Shows the pictures of a split in every way and tells what each costs. `say` is told how far it is. */
export async function measureAltered(
  rows: readonly DataRow[],
  { folder, model }: { readonly folder: string; readonly model: LoadedModel },
  say: (line: string) => void,
): Promise<Measured> {
  const entries = model.packs.flatMap((pack) => pack.entries);
  const ids = entries.map(({ id }) => id);
  const bench: Bench = { folder, model, ids, random: seededRandom(11) };
  const all = new Map<string, Looked[]>();
  const shown = rowsToShow(rows, ids);
  for (let from = 0; from < shown.length; from += AT_ONCE) {
    const lot = await lookAtLot(shown.slice(from, from + AT_ONCE), bench);
    for (const [name, looked] of lot) all.set(name, [...(all.get(name) ?? []), ...looked]);
    say(`${Math.min(from + AT_ONCE, shown.length)} of ${shown.length}`);
  }
  const characters = new Set(entries.filter(({ kind }) => kind === 'character').map(({ id }) => id));
  const figures = shown.filter(({ label }) => characters.has(label));
  const { boxes, looked } = await lookAtBusy(figures, await busyGrounds(rows, bench), bench);
  all.set('busy', looked);
  const { modelVersion, packVersion } = model.recogniser;
  return {
    recogniser: modelVersion,
    packs: packVersion,
    split: rows[0]?.split ?? '',
    ways: waysOf(all, 'whole', ids),
    closer: waysOf(all, 'closer', ids),
    negatives: await lookAtNegatives(rows, bench),
    boxes,
  };
}

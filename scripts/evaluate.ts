import { openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureAltered } from './altered/measure.ts';
import { printedAltered } from './altered/print.ts';
import { BadData, type DataRow, readIndex } from './data-index.ts';
import { errorTable, type Judged } from './error-table.ts';
import { stillFrame } from './media.ts';
import { readPicture } from './media-picture.ts';
import { type LoadedModel, loadModel, MODELS } from './model.ts';
import { printedErrors } from './print-errors.ts';

const USAGE = `Usage: npm run evaluate -- --data DIR [options]
  --data DIR     folder with index.tsv and its pictures
  --split NAME   the split to look at (dev)
  --scores FILE  write one JSON line a picture with the score of every entry
  --pack FILE    another pack beside the shipped one; may be given again
  --models DIR   folder of another model
  --altered FILE show the same pictures as video does (H.264, half size, mirrored, cropped, under subtitles, small on a
                 busy ground), print what each costs and write it as JSON; needs ffmpeg
Exit status: 0 all read, 1 some pictures could not be read, 2 wrong use, no data or no model.`;

const OPTIONS = {
  data: { type: 'string' },
  split: { type: 'string', default: 'dev' },
  scores: { type: 'string' },
  pack: { type: 'string', multiple: true },
  models: { type: 'string' },
  altered: { type: 'string' },
  help: { type: 'boolean' },
} as const;

interface Scored {
  readonly judged: readonly Judged[];
  readonly unread: readonly string[];
}

/** Scores reach within a millionth of 0 and 1, and thresholds may lie there. */
const rounded = (score: number): number => Math.round(score * 1e7) / 1e7;

interface Work {
  readonly folder: string;
  readonly model: LoadedModel;
  /** Open file for the scores, or null. */
  readonly scores: number | null;
}

async function judge(row: DataRow, { folder, model, scores }: Work): Promise<Judged> {
  const found = await model.recogniser.score(stillFrame(await readPicture(join(folder, row.path))));
  const flags = new Map(
    model.packs.flatMap(({ entries }) => entries.map(({ id, thresholds }) => [id, thresholds.flag])),
  );
  if (scores !== null) {
    const matches = found.map(({ id, score }) => ({ id, score: rounded(score) }));
    writeSync(scores, `${JSON.stringify({ path: row.path, matches })}\n`);
  }
  return { row, flagged: found.filter(({ id, score }) => score >= (flags.get(id) ?? 1)).map(({ id }) => id) };
}

async function judgeAll(rows: readonly DataRow[], work: Work): Promise<Scored> {
  const judged: Judged[] = [];
  const unread: string[] = [];
  for (const [i, row] of rows.entries()) {
    try {
      judged.push(await judge(row, work));
    } catch (error) {
      unread.push(row.path);
      console.error(`${row.path} could not be read: ${error instanceof Error ? error.message : String(error)}`);
    }
    if ((i + 1) % 200 === 0) console.error(`${i + 1} of ${rows.length}`);
  }
  return { judged, unread };
}

interface Altered {
  readonly folder: string;
  readonly model: LoadedModel;
  readonly file: string;
}

async function showAltered(rows: readonly DataRow[], { file, ...bench }: Altered): Promise<number> {
  const measured = await measureAltered(rows, bench, console.error);
  writeFileSync(file, `${JSON.stringify(measured, null, 1)}\n`);
  console.log(printedAltered(measured));
  await bench.model.recogniser.dispose();
  return 0;
}

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  if (values.help || values.data === undefined) {
    console.error(USAGE);
    return values.help ? 0 : 2;
  }
  const rows = readIndex(values.data).filter(({ split }) => split === values.split);
  if (rows.length === 0) throw new BadData(`No picture of ${values.data} is in the split "${values.split}".`);
  const model = await loadModel(values.models ?? MODELS, values.pack ?? []);
  if (values.altered !== undefined)
    return await showAltered(rows, { folder: values.data, model, file: values.altered });
  const scores = values.scores === undefined ? null : openSync(values.scores, 'w');
  const { judged, unread } = await judgeAll(rows, { folder: values.data, model, scores });
  const { modelVersion, packVersion } = model.recogniser;
  console.log(
    `Split "${values.split}": ${judged.length} pictures, recogniser ${modelVersion}, packs ${packVersion}.\n`,
  );
  console.log(
    printedErrors(
      errorTable(
        judged,
        model.packs.flatMap(({ entries }) => entries.map(({ id }) => id)),
      ),
    ),
  );
  if (unread.length > 0) console.log(`\nCould not be read: ${unread.length}: ${unread.join(', ')}`);
  await model.recogniser.dispose();
  return unread.length > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`evaluate: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Box } from '../src/match.ts';
import { wilson } from '../src/wilson.ts';
import { stillFrame } from './media.ts';
import { readPicture } from './media-picture.ts';
import { type LoadedModel, loadModel, MODELS } from './model.ts';

const USAGE = `Usage: npx tsx scripts/evaluate-boxes.ts --data DIR [options]
  --boxes FILE   path, label, x1, y1, x2, y2 (fractions of the picture), a line a figure; those drawn by hand
  --models DIR   folder of another model
  --json FILE    write what was found`;
const BY_HAND = fileURLToPath(new URL('train/boxes.tsv', import.meta.url));

interface Boxed {
  readonly path: string;
  readonly label: string;
  readonly boxes: readonly Box[];
}

/** Pictures with the boxes of the figures of one character; several where it is there several times. */
export function readBoxes(text: string): Boxed[] {
  const found = new Map<string, Boxed>();
  for (const line of text.trim().split(/\r?\n/).slice(1)) {
    const [path = '', label = '', ...sides] = line.split('\t');
    const [x1 = Number.NaN, y1 = Number.NaN, x2 = Number.NaN, y2 = Number.NaN] = sides.map(Number);
    if (!(x2 > x1 && y2 > y1)) throw new Error(`"${line}" has no box.`);
    const box = { x: x1, y: y1, width: x2 - x1, height: y2 - y1 };
    found.set(path, { path, label, boxes: [...(found.get(path)?.boxes ?? []), box] });
  }
  return [...found.values()];
}

/** Whether the centre of `found` lies in one of `boxes`. */
export function isCentreIn(found: Box, boxes: readonly Box[]): boolean {
  const [x, y] = [found.x + found.width / 2, found.y + found.height / 2];
  return boxes.some((box) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height);
}

/** What a box anywhere would come to: the area of the boxes, taken together where they overlap little. */
const areaOf = (boxes: readonly Box[]): number =>
  Math.min(
    1,
    boxes.reduce((sum, { width, height }) => sum + width * height, 0),
  );

async function measure(pictures: readonly Boxed[], { recogniser }: LoadedModel, data: string) {
  let matched = 0;
  let centred = 0;
  let chance = 0;
  const strays: string[] = [];
  for (const { path, label, boxes } of pictures) {
    const { matches } = await recogniser.read(stillFrame(await readPicture(join(data, path))));
    const box = matches.find(({ entry }) => entry === label)?.box;
    if (box == null) continue;
    matched++;
    chance += areaOf(boxes);
    if (isCentreIn(box, boxes)) centred++;
    else strays.push(path);
  }
  const { low, high } = wilson(centred, matched);
  return { pictures: pictures.length, matched, centred, low, high, chance: chance / Math.max(1, matched), strays };
}

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { data: text, boxes: text, models: text, json: text } });
  if (values.data === undefined) {
    console.error(USAGE);
    return 2;
  }
  const model = await loadModel(values.models ?? MODELS, []);
  const found = await measure(readBoxes(readFileSync(values.boxes ?? BY_HAND, 'utf8')), model, values.data);
  const result = { recogniser: model.recogniser.modelVersion, ...found };
  await model.recogniser.dispose();
  console.log(
    `${found.pictures} pictures boxed by hand, ${found.matched} matched at unsure or better; the centre of the box is on the ` +
      `figure in ${found.centred} (a centre anywhere would be in ${(found.chance * found.matched).toFixed(1)}). ` +
      `Elsewhere: ${found.strays.join(', ') || 'none'}.`,
  );
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 1)}\n`);
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main();

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinPacks } from '../../src/join-packs.ts';
import { matchesOf } from '../../src/read-embedding.ts';
import { dimensionsOf } from '../../src/recogniser-description.ts';
import { seededRandom } from '../intervals.ts';
import { stillFrame } from '../media.ts';
import type { RgbaPicture } from '../media-picture.ts';
import type { LoadedModel } from '../model.ts';
import { impostorOf } from './drawn-scenes.ts';
import { type EmbeddedView, embeddedCells, embedView } from './embedded-views.ts';
import { type Example, type FittedEntry, fitEntry, type Negatives } from './fit-entry.ts';
import { type ObjectPicture, objectOf } from './picture-object.ts';
import { type ViewRule, viewsOf } from './views.ts';

export interface BuiltEntry extends FittedEntry {
  /** For each picture the entries of the packs that flag it. */
  readonly alsoMatched: readonly (readonly string[])[];
  /** For each picture whether the object was told from its ground. */
  readonly isCutOut: readonly boolean[];
}

/** Impostors for each picture; together with their views some hundred frames. */
const IMPOSTORS = 80;

/** Cells of pictures of nobody, shipped beside the model; null where they are not. */
function shippedCells(folder: string, dimensions: number): Float32Array | null {
  const path = join(folder, 'negatives.bin');
  if (!existsSync(path)) return null;
  const bytes = new Int8Array(readFileSync(path));
  const rows = new Float32Array(bytes.length - (bytes.length % dimensions));
  for (let start = 0; start < rows.length; start += dimensions) {
    const row = Float32Array.from(bytes.subarray(start, start + dimensions));
    const norm = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0)) || 1;
    rows.set(
      row.map((value) => value / norm),
      start,
    );
  }
  return rows;
}

export interface Sources {
  readonly pictures: readonly RgbaPicture[];
  /** Pictures that must not match. */
  readonly others: readonly RgbaPicture[];
  /** Folder of the model. */
  readonly folder: string;
}

/** Embeds the pictures and what they are set against, and fits the entry. The same pictures give the same entry. */
export async function buildEntry(model: LoadedModel, { pictures, others, folder }: Sources): Promise<BuiltEntry> {
  const { recogniser, description } = model;
  const dimensions = dimensionsOf(description);
  const packs = joinPacks(model.packs, { version: description.version, dimensions });
  const random = seededRandom(7);
  const rule: ViewRule = { input: description.input, stride: description.outputs.cells.stride, random };
  const embedAll = async (object: ObjectPicture): Promise<EmbeddedView[]> => {
    const found: EmbeddedView[] = [];
    for (const view of viewsOf(object, rule)) found.push(await embedView(view, recogniser, packs));
    return found;
  };
  const objects = pictures.map(objectOf);
  const examples: Example[] = [];
  for (const object of objects) examples.push({ views: await embedAll(object), isCutOut: object.isCutOut });
  const against: EmbeddedView[] = [];
  const cutOuts = objects.filter(({ isCutOut }) => isCutOut);
  for (let i = 0; cutOuts.length > 0 && against.length < IMPOSTORS; i++) {
    const object = cutOuts[i % cutOuts.length];
    if (object !== undefined)
      against.push(...(await embedAll({ ...object, canvas: impostorOf(object.canvas, random) })));
  }
  for (const other of others) against.push(...(await embedAll(objectOf(other))));
  const cells = shippedCells(folder, dimensions.cells);
  const negatives: Negatives = { views: against, cells: cells === null ? null : embeddedCells(cells, packs) };
  const { scale, temperature } = packs.cells.scale;
  const fitted = fitEntry(examples, negatives, { scale, temperature, window: packs.window, random });
  const alsoMatched: string[][] = [];
  for (const picture of pictures) {
    const matches = matchesOf(await recogniser.embed(stillFrame(picture)), packs);
    alsoMatched.push(matches.filter(({ level }) => level === 'flag').map(({ entry }) => entry));
  }
  return { ...fitted, alsoMatched, isCutOut: objects.map(({ isCutOut }) => isCutOut) };
}

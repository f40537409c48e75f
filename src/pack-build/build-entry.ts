import type { Frame } from '../frame.ts';
import { type JoinedPacks, joinPacks } from '../join-packs.ts';
import type { Pack } from '../pack.ts';
import { flattenOnGrey } from '../prepare.ts';
import { matchesOf } from '../read-embedding.ts';
import { dimensionsOf, type RecogniserDescription } from '../recogniser-description.ts';
import { seededRandom } from '../seeded-random.ts';
import { joined } from './clusters.ts';
import { type EmbeddedView, type Embedder, embeddedCells, embedView } from './embedded-views.ts';
import { cellScores, type Example, type FitSpace, type FittedEntry, fitEntry, viewScores } from './fit-entry.ts';
import { coloursOf, creatureImpostor, outlineImpostor } from './impostors.ts';
import { type ObjectPicture, objectOf } from './picture-object.ts';
import type { NewSheet, RgbaPicture } from './sheet.ts';
import { otherViewsOf, type View, type ViewRule, viewsOf } from './views.ts';

export interface BuiltEntry extends FittedEntry {
  /** For each picture the entries of the packs that flag it. */
  readonly alsoMatched: readonly (readonly string[])[];
  /** For each picture whether the object was told from its ground. */
  readonly isCutOut: readonly boolean[];
  /** Scores of what neither the entry nor its thresholds were made from: the honest part of what must not match. */
  readonly unseen: { readonly impostors: readonly number[]; readonly places: readonly number[] };
}

/** What embeds pictures, and the packs whose entries the new one competes with. */
export interface BuildModel {
  readonly recogniser: Embedder;
  readonly description: RecogniserDescription;
  readonly packs: readonly Pack[];
}

export interface Sources {
  readonly pictures: readonly RgbaPicture[];
  /** Pictures that must not match. */
  readonly others: readonly RgbaPicture[];
  /** Cells of pictures of nobody, as they are shipped beside the model; null where they are not. */
  readonly negatives: Int8Array | null;
  readonly newSheet: NewSheet;
  /** Told the share that is done, 0..1. */
  readonly onProgress?: (share: number) => void;
}

/** How many pictures make an entry: fewer say too little, more only take time. */
export const PICTURES = { least: 3, most: 50 } as const;

/** Creatures and filled outlines in the colours of the pictures to make an entry with, and as many again to try it on. */
export const IMPOSTORS = 60;
/** One in so many keeps the outline of a picture; the others have their own. */
const OUTLINE_EVERY = 3;

/** Unit vectors of the shipped cells, row by row. */
function unitRows(bytes: Int8Array, dimensions: number): Float32Array[] {
  const rows = new Float32Array(bytes.length - (bytes.length % dimensions));
  for (let start = 0; start < rows.length; start += dimensions) {
    const row = Float32Array.from(bytes.subarray(start, start + dimensions));
    const norm = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0)) || 1;
    rows.set(
      row.map((value) => value / norm),
      start,
    );
  }
  return Array.from({ length: rows.length / dimensions }, (_, i) =>
    rows.subarray(i * dimensions, (i + 1) * dimensions),
  );
}

/** Every second of the shipped cells sets the threshold; the others try it. */
function negativeCells(bytes: Int8Array | null, packs: JoinedPacks, which: 0 | 1): EmbeddedView | null {
  if (bytes === null) return null;
  const { dimensions } = packs.cells;
  const rows = unitRows(bytes, dimensions).filter((_, i) => i % 2 === which);
  return rows.length === 0 ? null : embeddedCells(joined(rows, dimensions).rows, packs);
}

const wholeFrame = ({ width, height, rgba }: RgbaPicture): Frame => ({
  width,
  height,
  pixels: flattenOnGrey(rgba),
  time: 0,
  videoWidth: width,
  videoHeight: height,
});

type EmbedAll = (views: readonly View[]) => Promise<EmbeddedView[]>;

function embedderOf({ recogniser }: BuildModel, packs: JoinedPacks): EmbedAll {
  return async (views) => {
    const found: EmbeddedView[] = [];
    for (const view of views) found.push(await embedView(view, recogniser, packs));
    return found;
  };
}

/** What nobody drew but the object might be taken for. */
function impostorOf({ canvas }: ObjectPicture, isOutline: boolean, rule: ViewRule): ObjectPicture {
  const paint = coloursOf(canvas, rule.random);
  const impostor = isOutline ? outlineImpostor(canvas, paint, rule) : creatureImpostor(canvas, paint, rule);
  return { canvas: impostor, isCutOut: true };
}

/** Views of impostors of the cut-outs, by impostor; none where objects are not told from their ground. */
async function impostorViews(
  objects: readonly ObjectPicture[],
  embedAll: EmbedAll,
  rule: ViewRule,
): Promise<EmbeddedView[][]> {
  const cutOuts = objects.filter(({ isCutOut }) => isCutOut);
  const views: EmbeddedView[][] = [];
  for (let i = 0; cutOuts.length > 0 && i < IMPOSTORS; i++) {
    const object = cutOuts[i % cutOuts.length];
    const isOutline = i % OUTLINE_EVERY === 0;
    if (object !== undefined) views.push(await embedAll(otherViewsOf(impostorOf(object, isOutline, rule), rule)));
  }
  return views;
}

/** For each picture the entries of the packs that flag it. */
async function conflictsOf(pictures: readonly RgbaPicture[], { recogniser }: BuildModel, packs: JoinedPacks) {
  const found: string[][] = [];
  for (const picture of pictures) {
    const matches = matchesOf(await recogniser.embed(wholeFrame(picture)), packs);
    found.push(matches.filter(({ level }) => level === 'flag').map(({ entry }) => entry));
  }
  return found;
}

/** Embeds the pictures and what they are set against, and fits the entry. The same pictures give the same entry. */
export async function buildEntry(model: BuildModel, sources: Sources): Promise<BuiltEntry> {
  const { description } = model;
  const { pictures, others, negatives, newSheet, onProgress } = sources;
  const packs = joinPacks(model.packs, { version: description.version, dimensions: dimensionsOf(description) });
  const random = seededRandom(7);
  const rule: ViewRule = { input: description.input, stride: description.outputs.cells.stride, random, newSheet };
  const embedAll = embedderOf(model, packs);
  const objects = pictures.map((picture) => objectOf(picture, newSheet));
  const examples: Example[] = [];
  for (const object of objects) {
    examples.push({ views: await embedAll(viewsOf(object, rule)), isCutOut: object.isCutOut });
    onProgress?.((0.5 * examples.length) / objects.length);
  }
  const against = await impostorViews(objects, embedAll, rule);
  for (const other of others) against.push(await embedAll(otherViewsOf(objectOf(other, newSheet), rule)));
  onProgress?.(0.6);
  const { scale, temperature } = packs.cells.scale;
  const space: FitSpace = { scale, temperature, window: packs.window, random };
  const fitted = fitEntry(examples, { views: against, cells: negativeCells(negatives, packs, 0) }, space);
  onProgress?.(0.9);
  const places = negativeCells(negatives, packs, 1);
  const unseen = {
    impostors: viewScores((await impostorViews(objects, embedAll, rule)).flat(), fitted, space),
    places: places === null ? [] : cellScores(places, fitted, space),
  };
  const alsoMatched = await conflictsOf(pictures, model, packs);
  return { ...fitted, alsoMatched, isCutOut: objects.map(({ isCutOut }) => isCutOut), unseen };
}

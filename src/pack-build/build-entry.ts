import type { Frame } from '../frame.ts';
import { type JoinedPacks, joinPacks } from '../join-packs.ts';
import type { Pack } from '../pack.ts';
import { flattenOnGrey } from '../prepare.ts';
import { matchesOf } from '../read-embedding.ts';
import { dimensionsOf, type RecogniserDescription } from '../recogniser-description.ts';
import { scoreLooks } from '../second-looks.ts';
import { seededRandom } from '../seeded-random.ts';
import { type Embedder, embedView, type LookedView } from './embedded-views.ts';
import { type Example, type FitSpace, type FittedEntry, fitEntry, nobodyScores, viewScores } from './fit-entry.ts';
import { coloursOf, creatureImpostor, outlineImpostor } from './impostors.ts';
import { nobodyOf, type ShippedNegatives, somePictures } from './nobody.ts';
import { type ObjectPicture, objectOf } from './picture-object.ts';
import { asGiven, contentOrder, seedOf } from './picture-order.ts';
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
  /** Null where none are shipped beside the model. */
  readonly negatives: ShippedNegatives | null;
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

/** Of the shipped pictures of nobody one in so many tries the entry; the others set its thresholds. */
const TRIED_EVERY = 4;

const wholeFrame = ({ width, height, rgba }: RgbaPicture): Frame => ({
  width,
  height,
  pixels: flattenOnGrey(rgba),
  time: 0,
  videoWidth: width,
  videoHeight: height,
});

type EmbedAll = (views: readonly View[]) => Promise<LookedView[]>;

function embedderOf({ recogniser, description }: BuildModel, packs: JoinedPacks): EmbedAll {
  return async (views) => {
    const found: LookedView[] = [];
    for (const view of views) found.push(await embedView(view, { recogniser, input: description.input, packs }));
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
): Promise<LookedView[][]> {
  const cutOuts = objects.filter(({ isCutOut }) => isCutOut);
  const views: LookedView[][] = [];
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
    const looks = await recogniser.embedLooks(wholeFrame(picture));
    const matches = matchesOf(await scoreLooks(looks, packs), packs);
    found.push(matches.filter(({ level }) => level === 'flag').map(({ entry }) => entry));
  }
  return found;
}

/** What entries are fitted with, and how views are drawn. */
function rulesOf({ description }: BuildModel, { newSheet }: Sources, packs: JoinedPacks) {
  const random = seededRandom(7);
  const { scale, temperature } = packs.cells.scale;
  const rule: ViewRule = { input: description.input, random, newSheet };
  const space: FitSpace = { scale, temperature, window: packs.window, random };
  return { rule, space };
}

async function buildInOrder(model: BuildModel, sources: Sources): Promise<BuiltEntry> {
  const { pictures, others, negatives, newSheet, onProgress } = sources;
  const { description } = model;
  const packs = joinPacks(model.packs, { version: description.version, dimensions: dimensionsOf(description) });
  const { rule, space } = rulesOf(model, sources, packs);
  const embedAll = embedderOf(model, packs);
  const objects = pictures.map((picture) => objectOf(picture, newSheet));
  /** Each picture has luck of its own, whatever other pictures there are. */
  const ruleOf = (picture: RgbaPicture): ViewRule => ({ ...rule, random: seededRandom(seedOf(picture)) });
  const examples: Example[] = [];
  for (const [i, picture] of pictures.entries()) {
    const object = objects[i] ?? objectOf(picture, newSheet);
    examples.push({ views: await embedAll(viewsOf(object, ruleOf(picture))), isCutOut: object.isCutOut });
    onProgress?.((0.5 * examples.length) / objects.length);
  }
  const views = await impostorViews(objects, embedAll, rule);
  for (const other of others) views.push(await embedAll(otherViewsOf(objectOf(other, newSheet), ruleOf(other))));
  onProgress?.(0.6);
  const nobody = nobodyOf(negatives, packs);
  const part = (isTried: boolean) => nobody && somePictures(nobody, (i) => (i % TRIED_EVERY === 0) === isTried);
  const fitted = fitEntry(examples, { views, nobody: part(false) }, space);
  onProgress?.(0.9);
  const tried = part(true);
  const unseen = {
    impostors: viewScores((await impostorViews(objects, embedAll, rule)).flat(), fitted, space),
    places: tried === null ? [] : nobodyScores(tried, fitted, space),
  };
  const alsoMatched = await conflictsOf(pictures, model, packs);
  return { ...fitted, alsoMatched, isCutOut: objects.map(({ isCutOut }) => isCutOut), unseen };
}

/**
 * Embeds the pictures and what they are set against, and fits the entry. The same pictures give the same entry, whatever
 * their order.
 */
export async function buildEntry(model: BuildModel, sources: Sources): Promise<BuiltEntry> {
  const ordered = (pictures: readonly RgbaPicture[], order: readonly number[]): RgbaPicture[] =>
    order.flatMap((i) => pictures[i] ?? []);
  const order = contentOrder(sources.pictures);
  const pictures = ordered(sources.pictures, order);
  const others = ordered(sources.others, contentOrder(sources.others));
  const built = await buildInOrder(model, { ...sources, pictures, others });
  return {
    ...built,
    leftOut: asGiven(built.leftOut, order),
    alsoMatched: asGiven(built.alsoMatched, order),
    isCutOut: asGiven(built.isCutOut, order),
  };
}

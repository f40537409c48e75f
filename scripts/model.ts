import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseMarksDescription } from '../src/marks/description.ts';
import { createMarkReader, type MarkReader } from '../src/marks/read-marks.ts';
import { createRecogniser, type OrtRecogniser } from '../src/ort-recogniser.ts';
import type { Pack } from '../src/pack.ts';
import type { ShippedNegatives } from '../src/pack-build/nobody.ts';
import { parsePack } from '../src/pack-file.ts';
import { dimensionsOf, parseDescription, type RecogniserDescription } from '../src/recogniser-description.ts';

export const MODELS = fileURLToPath(new URL('../models', import.meta.url));
/** Pictures of nobody, shipped beside the model; null where they are not. */
export function shippedNegatives(folder: string, { negatives }: RecogniserDescription): ShippedNegatives | null {
  if (negatives === undefined) return null;
  const path = join(folder, negatives.file);
  return existsSync(path) ? { bytes: new Int8Array(readFileSync(path)), shape: negatives.shape } : null;
}

export const hasModel = (folder = MODELS): boolean => existsSync(join(folder, 'recogniser.onnx'));

/** A model or pack that is missing or is no JSON, in one line. */
export class NoModel extends Error {
  override readonly name = 'NoModel';
}

function readJson(path: string): unknown {
  if (!existsSync(path)) throw new NoModel(`There is no ${path}.`);
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new NoModel(`${path} is not JSON.`, { cause: error });
  }
}

/** The reader of marks beside the model, or null where the folder has none. */
export async function loadMarks(folder: string): Promise<MarkReader | null> {
  const path = join(folder, 'marks.json');
  if (!existsSync(path)) return null;
  const description = parseMarksDescription(readJson(path));
  return createMarkReader(new Uint8Array(await readFile(join(folder, description.file))).buffer, description);
}

export interface LoadedModel {
  readonly recogniser: OrtRecogniser;
  readonly packs: readonly Pack[];
  readonly description: RecogniserDescription;
}

/** The base pack of `folder`, then those named. */
export async function loadModel(folder: string, extraPacks: readonly string[]): Promise<LoadedModel> {
  const description = parseDescription(readJson(join(folder, 'recogniser.json')));
  const paths = [join(folder, 'packs', 'lookalike.json'), ...extraPacks];
  const packs = paths.map((path) => parsePack(readJson(path), dimensionsOf(description)));
  const path = join(folder, description.file);
  if (!existsSync(path)) throw new NoModel(`There is no ${path}.`);
  const bytes = await readFile(path);
  const model = new Uint8Array(bytes).buffer;
  return { recogniser: await createRecogniser({ model, description, packs }), packs, description };
}

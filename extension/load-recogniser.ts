import * as v from 'valibot';
import { joinPacks } from '../src/join-packs.ts';
import { parseMarksDescription } from '../src/marks/description.ts';
import type { MarkReader } from '../src/marks/read-marks.ts';
import type { OrtRecogniser } from '../src/ort-recogniser.ts';
import type { Pack } from '../src/pack.ts';
import { PackError, parsePack } from '../src/pack-file.ts';
import { dimensionsOf, parseDescription, type RecogniserDescription } from '../src/recogniser-description.ts';
import { readOwnPacks } from './own-packs.ts';

/** What keeps a worker from reading anything at all. */
export type MissingState = 'no-model' | 'no-pack';

/** Why there is nothing to read frames with. */
export class MissingError extends Error {
  readonly state: MissingState;

  constructor(state: MissingState, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'MissingError';
    this.state = state;
  }
}

/** The base pack: others bring their own entries to its spaces. */
const BASE_PACK = 'lookalike.json';

const namesSchema = v.array(v.pipe(v.string(), v.regex(/^[\w.-]+\.json$/)));

async function fetchOwn(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return response;
}

async function shippedPacks(modelsUrl: string, description: RecogniserDescription): Promise<Pack[]> {
  const listed = v.parse(namesSchema, await (await fetchOwn(`${modelsUrl}packs/index.json`)).json());
  if (listed.length === 0) throw new Error('No pack is installed');
  const names = [...listed].sort((a, b) => Number(b === BASE_PACK) - Number(a === BASE_PACK));
  const dimensions = dimensionsOf(description);
  return Promise.all(
    names.map(async (name) => parsePack(await (await fetchOwn(`${modelsUrl}packs/${name}`)).json(), dimensions)),
  );
}

/** The packs with one more, or as they were where it does not go with them. */
function withPack(packs: readonly Pack[], file: unknown, description: RecogniserDescription): readonly Pack[] {
  const dimensions = dimensionsOf(description);
  try {
    const joined = [...packs, parsePack(file, dimensions)];
    joinPacks(joined, { version: description.version, dimensions });
    return joined;
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    // An own pack for another model must not silence all others; the desk says what is wrong with it.
    console.warn(`Lookalike leaves a pack out: ${error.message}`);
    return packs;
  }
}

/** The person's own packs; storage that refuses them leaves the shipped ones to work with. */
async function ownFiles(): Promise<unknown[]> {
  try {
    return (await readOwnPacks()).filter(({ isOn }) => isOn).map(({ file }) => file);
  } catch (error) {
    console.warn('Lookalike cannot read own packs:', error);
    return [];
  }
}

async function loadPacks(modelsUrl: string, description: RecogniserDescription): Promise<readonly Pack[]> {
  const shipped: readonly Pack[] = await shippedPacks(modelsUrl, description);
  return (await ownFiles()).reduce<readonly Pack[]>((packs, file) => withPack(packs, file, description), shipped);
}

/** Runs one step; what goes wrong in it is told as `state`, except for packs, which name themselves. */
async function step<T>(state: MissingState, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new MissingError(error instanceof PackError ? 'no-pack' : state, error);
  }
}

/** What a recogniser was made of: whoever builds packs needs the same. */
export interface LoadedRecogniser {
  readonly recogniser: OrtRecogniser;
  readonly description: RecogniserDescription;
  readonly packs: readonly Pack[];
}

/** The recogniser from the files of the extension and the person's own packs. @throws MissingError */
export async function loadRecogniser(modelsUrl: string): Promise<LoadedRecogniser> {
  const description = await step('no-model', async () =>
    parseDescription(await (await fetchOwn(`${modelsUrl}recogniser.json`)).json()),
  );
  const packs = await step('no-pack', () => loadPacks(modelsUrl, description));
  return step('no-model', async () => {
    const model = await (await fetchOwn(`${modelsUrl}recogniser.onnx`)).arrayBuffer();
    // The runtime is a large chunk of its own: a worker that finds no model never compiles it.
    const { createRecogniser } = await import('../src/ort-recogniser.ts');
    return { recogniser: await createRecogniser({ model, description, packs }), description, packs };
  });
}

/** The reader of marks from the files of the extension. Without it videos are still recognised, so it may be missing. */
export async function loadMarkReader(modelsUrl: string): Promise<MarkReader | null> {
  try {
    const description = parseMarksDescription(await (await fetchOwn(`${modelsUrl}marks.json`)).json());
    const model = await (await fetchOwn(`${modelsUrl}${description.file}`)).arrayBuffer();
    const { createMarkReader } = await import('../src/marks/read-marks.ts');
    return await createMarkReader(model, description);
  } catch (error) {
    console.warn('Lookalike reads no marks of generators:', error);
    return null;
  }
}

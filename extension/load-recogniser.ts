import * as v from 'valibot';
import type { OrtRecogniser } from '../src/ort-recogniser.ts';
import type { Pack } from '../src/pack.ts';
import { PackError, parsePack } from '../src/pack-file.ts';
import { dimensionsOf, parseDescription, type RecogniserDescription } from '../src/recogniser-description.ts';

/** What keeps the engine from reading anything at all. */
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

async function loadPacks(modelsUrl: string, description: RecogniserDescription): Promise<Pack[]> {
  const listed = v.parse(namesSchema, await (await fetchOwn(`${modelsUrl}packs/index.json`)).json());
  if (listed.length === 0) throw new Error('No pack is installed');
  const names = [...listed].sort((a, b) => Number(b === BASE_PACK) - Number(a === BASE_PACK));
  const dimensions = dimensionsOf(description);
  return Promise.all(
    names.map(async (name) => parsePack(await (await fetchOwn(`${modelsUrl}packs/${name}`)).json(), dimensions)),
  );
}

/** Runs one step; what goes wrong in it is told as `state`, except for packs, which name themselves. */
async function step<T>(state: MissingState, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new MissingError(error instanceof PackError ? 'no-pack' : state, error);
  }
}

/** The recogniser from the files of the extension. @throws MissingError */
export async function loadRecogniser(modelsUrl: string): Promise<OrtRecogniser> {
  const description = await step('no-model', async () =>
    parseDescription(await (await fetchOwn(`${modelsUrl}recogniser.json`)).json()),
  );
  const packs = await step('no-pack', () => loadPacks(modelsUrl, description));
  return step('no-model', async () => {
    const model = await (await fetchOwn(`${modelsUrl}recogniser.onnx`)).arrayBuffer();
    // The runtime is a large chunk of its own: a worker that finds no model never compiles it.
    const { createRecogniser } = await import('../src/ort-recogniser.ts');
    return createRecogniser({ model, description, packs });
  });
}

import * as ort from 'onnxruntime-web/wasm';
import type { Frame } from './frame.ts';
import { type JoinedPacks, joinPacks } from './join-packs.ts';
import type { Reading } from './match.ts';
import type { Pack } from './pack.ts';
import { type ModelPicture, modelPicture, modelSize, tensorOf } from './prepare.ts';
import { type Embedding, matchesOf, scoreEntries } from './read-embedding.ts';
import type { Recogniser } from './recognise.ts';
import { dimensionsOf, ModelError, type RecogniserDescription } from './recogniser-description.ts';
import { sha256 } from './sha256.ts';

export interface RecogniserParts {
  readonly model: ArrayBuffer;
  readonly description: RecogniserDescription;
  /** The base pack first. */
  readonly packs: readonly Pack[];
  /** Where the .wasm of the runtime lies, when it is not beside the script. */
  readonly wasmPaths?: string;
}

/** The recogniser, and what the network alone says of a frame: packs are built from that. */
export interface OrtRecogniser extends Recogniser {
  embed(frame: Frame): Promise<Embedding>;
  /** Matches of a picture that is a model input already, as evidence holds it: nothing is scaled again. */
  readInput(picture: ModelPicture, time: number): Promise<Reading>;
}

async function refuseCorrupt(model: ArrayBuffer, description: RecogniserDescription): Promise<void> {
  const { bytes, sha256: expected } = description;
  if (model.byteLength !== bytes) {
    throw new ModelError('corrupt', `The model is damaged: it has ${model.byteLength} bytes instead of ${bytes}.`);
  }
  if ((await sha256(model)) !== expected) {
    throw new ModelError('corrupt', 'The model is damaged: its SHA-256 is not that of its description.');
  }
}

async function openSession(model: ArrayBuffer): Promise<ort.InferenceSession> {
  try {
    return await ort.InferenceSession.create(new Uint8Array(model), {
      executionProviders: ['wasm'],
      graphOptimizationLevel: 'all',
    });
  } catch (error) {
    throw new ModelError('unusable', `The model cannot be loaded: ${String(error)}`, { cause: error });
  }
}

function floatsOf(
  outputs: ort.InferenceSession.ReturnType,
  name: string,
): { data: Float32Array; dims: readonly number[] } {
  const output = outputs[name];
  if (output === undefined || !(output.data instanceof Float32Array)) {
    throw new ModelError('unusable', `The model has no output "${name}" of floats.`);
  }
  return { data: output.data, dims: output.dims };
}

/** One run after the other: the session is not made for two at a time. */
class Network {
  #last: Promise<unknown> = Promise.resolve();
  readonly #session: ort.InferenceSession;
  readonly #description: RecogniserDescription;

  constructor(session: ort.InferenceSession, description: RecogniserDescription) {
    this.#session = session;
    this.#description = description;
  }

  run(frame: Pick<Frame, 'width' | 'height' | 'pixels'>): Promise<Embedding> {
    return this.runInput(modelPicture(frame, this.#description.input));
  }

  runInput(picture: ModelPicture): Promise<Embedding> {
    const turn = this.#last.then(() => this.#runNow(picture));
    this.#last = turn.catch(() => null);
    return turn;
  }

  async #runNow(picture: ModelPicture): Promise<Embedding> {
    const { input, outputs } = this.#description;
    const tensor = new ort.Tensor('float32', tensorOf(picture), [1, 3, picture.height, picture.width]);
    const found = await this.#session.run({ [input.name]: tensor });
    const cells = floatsOf(found, outputs.cells.name);
    const scene = floatsOf(found, outputs.scene.name);
    const [, dimensions = 0, height = 0, width = 0] = cells.dims;
    if (dimensions !== outputs.cells.dimensions || scene.data.length !== outputs.scene.dimensions) {
      throw new ModelError('unusable', 'The model gives other dimensions than its description says.');
    }
    return { grid: { width, height }, cells: cells.data, scene: scene.data };
  }

  async dispose(): Promise<void> {
    await this.#last;
    await this.#session.release();
  }
}

function readerOf(network: Network, packs: JoinedPacks, modelVersion: string): OrtRecogniser {
  const packVersion = packs.version;
  const readingOf = (embedding: Embedding, time: number): Reading => ({
    time,
    matches: matchesOf(embedding, packs),
    modelVersion,
    packVersion,
  });
  return {
    modelVersion,
    packVersion,
    embed: (frame) => network.run(frame),
    read: async (frame) => readingOf(await network.run(frame), frame.time),
    readInput: async (picture, time) => readingOf(await network.runInput(picture), time),
    score: async (frame) => scoreEntries(await network.run(frame), packs).map(({ id, score }) => ({ id, score })),
    dispose: () => network.dispose(),
  };
}

/**
 * Loads the model, checks it against its description and runs it once, so that the first frame is not the slow one.
 * @throws ModelError for a damaged or unusable model, PackError for packs that do not go with it.
 */
export async function createRecogniser(parts: RecogniserParts): Promise<OrtRecogniser> {
  const { model, description } = parts;
  await refuseCorrupt(model, description);
  const packs = joinPacks(parts.packs, { version: description.version, dimensions: dimensionsOf(description) });
  // More threads are slower on a busy machine, and need isolation headers that break media of other hosts.
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  if (parts.wasmPaths !== undefined) ort.env.wasm.wasmPaths = parts.wasmPaths;
  const network = new Network(await openSession(model), description);
  const size = modelSize({ width: 16, height: 9 }, description.input);
  await network.run({ ...size, pixels: new Uint8Array(size.width * size.height * 3) });
  return readerOf(network, packs, description.version);
}

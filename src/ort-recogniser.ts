import type { Frame } from './frame.ts';
import { type JoinedPacks, joinPacks } from './join-packs.ts';
import type { Reading } from './match.ts';
import { type Floats, openSession, type Session, setWasmPaths } from './ort-session.ts';
import type { Pack } from './pack.ts';
import { matchesInFrame, type Part } from './parts.ts';
import { type ModelPicture, modelPicture, modelSize, tensorOf } from './prepare.ts';
import { type Embedding, type EntryScore, matchesOf, scoreEntries } from './read-embedding.ts';
import type { Recogniser } from './recognise.ts';
import { dimensionsOf, ModelError, type RecogniserDescription } from './recogniser-description.ts';
import { firstLook, scoreOfLooks, secondLooks, unsureOf } from './second-looks.ts';

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
  /** At the first look and at second ones, so many or all of them, whether it is worth that or not. */
  embedLooks(frame: Frame, count?: number): Promise<readonly Embedding[]>;
  /** Matches of a picture that is a model input already, as evidence holds it, of a part or of the whole: nothing is scaled again. */
  readInput(picture: ModelPicture, time: number, part?: Part): Promise<Reading>;
}

function outputOf(outputs: ReadonlyMap<string, Floats>, name: string): Floats {
  const output = outputs.get(name);
  if (output === undefined) throw new ModelError('unusable', `The model has no output "${name}" of floats.`);
  return output;
}

/** What the network alone says of a frame. */
class Network {
  readonly #session: Session;
  readonly #description: RecogniserDescription;

  constructor(session: Session, description: RecogniserDescription) {
    this.#session = session;
    this.#description = description;
  }

  async run(picture: ModelPicture): Promise<Embedding> {
    const { input, outputs } = this.#description;
    const dims = [1, 3, picture.height, picture.width];
    const found = await this.#session.run(input.name, { data: tensorOf(picture), dims });
    const cells = outputOf(found, outputs.cells.name);
    const scene = outputOf(found, outputs.scene.name);
    const [, dimensions = 0, height = 0, width = 0] = cells.dims;
    if (dimensions !== outputs.cells.dimensions || scene.data.length !== outputs.scene.dimensions) {
      throw new ModelError('unusable', 'The model gives other dimensions than its description says.');
    }
    return { grid: { width, height }, cells: cells.data, scene: scene.data };
  }

  dispose(): Promise<void> {
    return this.#session.release();
  }
}

function readerOf(network: Network, packs: JoinedPacks, description: RecogniserDescription): OrtRecogniser {
  const { input, version: modelVersion } = description;
  const packVersion = packs.version;
  const unsure = unsureOf(packs);
  const lookAt = async (picture: ModelPicture): Promise<EntryScore[]> =>
    scoreEntries(await network.run(picture), packs);
  const scoresOf = async (picture: ModelPicture): Promise<readonly EntryScore[]> =>
    scoreOfLooks(await lookAt(firstLook(picture, input)), unsure, () =>
      Promise.all(secondLooks(picture, input).map(lookAt)),
    );
  const readInput = async (picture: ModelPicture, time: number, part?: Part): Promise<Reading> => {
    const matches = matchesOf(await scoresOf(picture), packs);
    const versions = { modelVersion, packVersion };
    return part === undefined
      ? { time, matches, ...versions }
      : { time, part, matches: matchesInFrame(matches, part), ...versions };
  };
  return {
    modelVersion,
    packVersion,
    embedLooks: (frame, count) => {
      const picture = modelPicture(frame, input);
      const looks = [firstLook(picture, input), ...secondLooks(picture, input)];
      return Promise.all(looks.slice(0, count).map((look) => network.run(look)));
    },
    readInput,
    read: (frame) => readInput(modelPicture(frame, input), frame.time, frame.part),
    score: async (frame) => (await scoresOf(modelPicture(frame, input))).map(({ id, score }) => ({ id, score })),
    dispose: () => network.dispose(),
  };
}

/**
 * Loads the model, checks it against its description and runs it once, so that the first frame is not the slow one.
 * @throws ModelError for a damaged or unusable model, PackError for packs that do not go with it.
 */
export async function createRecogniser(parts: RecogniserParts): Promise<OrtRecogniser> {
  const { model, description } = parts;
  const packs = joinPacks(parts.packs, { version: description.version, dimensions: dimensionsOf(description) });
  if (parts.wasmPaths !== undefined) setWasmPaths(parts.wasmPaths);
  const network = new Network(await openSession(model, description), description);
  const size = modelSize({ width: 16, height: 9 }, description.input);
  const black = { ...size, pixels: new Uint8Array(size.width * size.height * 3) };
  await network.run(firstLook(black, description.input));
  return readerOf(network, packs, description);
}

import * as ort from 'onnxruntime-web/wasm';
import { ModelError } from './recogniser-description.ts';
import { sha256 } from './sha256.ts';

/** A tensor of floats, row by row. */
export interface Floats {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** A loaded network. One run after the other: it is not made for two at a time. */
export interface Session {
  run(name: string, input: Floats): Promise<ReadonlyMap<string, Floats>>;
  release(): Promise<void>;
}

async function refuseCorrupt(model: ArrayBuffer, { bytes, sha256: expected }: ModelFacts): Promise<void> {
  if (model.byteLength !== bytes) {
    throw new ModelError('corrupt', `The model is damaged: it has ${model.byteLength} bytes instead of ${bytes}.`);
  }
  if ((await sha256(model)) !== expected) {
    throw new ModelError('corrupt', 'The model is damaged: its SHA-256 is not that of its description.');
  }
}

/** What a description says of its file. */
export interface ModelFacts {
  readonly bytes: number;
  readonly sha256: string;
}

async function create(model: ArrayBuffer): Promise<ort.InferenceSession> {
  // More threads are slower on a busy machine, and need isolation headers that break media of other hosts.
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  try {
    return await ort.InferenceSession.create(new Uint8Array(model), {
      executionProviders: ['wasm'],
      graphOptimizationLevel: 'all',
    });
  } catch (error) {
    throw new ModelError('unusable', `The model cannot be loaded: ${String(error)}`, { cause: error });
  }
}

function floatsOf(outputs: ort.InferenceSession.ReturnType): ReadonlyMap<string, Floats> {
  return new Map(
    Object.entries(outputs).flatMap(([name, { data, dims }]) =>
      data instanceof Float32Array ? [[name, { data, dims }] as const] : [],
    ),
  );
}

/** Checks a model against its description and loads it. @throws ModelError */
export async function openSession(model: ArrayBuffer, facts: ModelFacts): Promise<Session> {
  await refuseCorrupt(model, facts);
  const session = await create(model);
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(name, { data, dims }) {
      const turn = last.then(async () =>
        floatsOf(await session.run({ [name]: new ort.Tensor('float32', data, [...dims]) })),
      );
      last = turn.catch(() => null);
      return turn;
    },
    async release() {
      await last;
      await session.release();
    },
  };
}

/** Where the .wasm of the runtime lies, when it is not beside the script. */
export function setWasmPaths(path: string): void {
  ort.env.wasm.wasmPaths = path;
}

import type { Frame } from '../../src/frame.ts';
import type { MarkReader } from '../../src/marks/read-marks.ts';
import { readFrame } from '../../src/read-frame.ts';
import type { Recogniser } from '../../src/recognise.ts';
import { loadMarkReader, loadRecogniser, MissingError } from '../load-recogniser.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/** Our side of the worker: TypeScript cannot tell a dedicated worker's global from any other. */
const port = self as unknown as DedicatedWorkerGlobalScope;

const tell = (message: FromWorker): void => port.postMessage(message);

let recogniser: Recogniser | null = null;
let marks: MarkReader | null = null;

async function load(modelsUrl: string): Promise<FromWorker> {
  try {
    ({ recogniser } = await loadRecogniser(modelsUrl));
    marks = await loadMarkReader(modelsUrl);
    return { kind: 'loaded', detail: `model ${recogniser.modelVersion}, packs ${recogniser.packVersion}` };
  } catch (error) {
    const state = error instanceof MissingError ? error.state : 'no-model';
    return { kind: 'missing', state, detail: error instanceof Error ? error.message : String(error) };
  }
}

async function read(id: number, frame: Frame): Promise<FromWorker> {
  if (recogniser === null) return { kind: 'failed', id, why: 'no-model', detail: 'Asked before it was loaded' };
  try {
    const read = await readFrame(frame, { recogniser, marks });
    return read.kind === 'blank'
      ? { kind: 'failed', id, why: 'blank', detail: '', marks: read.marks }
      : { kind: 'reading', id, reading: read.reading };
  } catch (error) {
    return { kind: 'failed', id, why: 'engine', detail: error instanceof Error ? error.message : String(error) };
  }
}

port.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  tell(data.kind === 'load' ? await load(data.modelsUrl) : await read(data.id, data.frame));
};

tell({ kind: 'up' });

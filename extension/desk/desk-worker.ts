import type { MarkReader } from '../../src/marks/read-marks.ts';
import { buildEntry } from '../../src/pack-build/build-entry.ts';
import type { ShippedNegatives } from '../../src/pack-build/nobody.ts';
import type { Sheet } from '../../src/pack-build/sheet.ts';
import { readFrame } from '../../src/read-frame.ts';
import { type LoadedRecogniser, loadMarkReader, loadRecogniser } from '../load-recogniser.ts';
import type { FromDeskWorker, ToDeskWorker } from './worker-messages.ts';

/** Our side of the worker: TypeScript cannot tell a dedicated worker's global from any other. */
const port = self as unknown as DedicatedWorkerGlobalScope;

const tell = (message: FromDeskWorker): void => port.postMessage(message);

/** Each is loaded when it is first needed; building a pack needs no marks. */
const loaded: { recogniser: Promise<LoadedRecogniser> | null; marks: Promise<MarkReader | null> | null } = {
  recogniser: null,
  marks: null,
};

/** Loaded once; a failed try is not kept. */
async function recogniserOf(modelsUrl: string): Promise<LoadedRecogniser> {
  loaded.recogniser ??= loadRecogniser(modelsUrl);
  try {
    return await loaded.recogniser;
  } catch (error) {
    loaded.recogniser = null;
    throw error;
  }
}

/** The canvas of browsers draws what `Pen` says; its own types say more. */
const newSheet = (width: number, height: number): Sheet => new OffscreenCanvas(width, height) as unknown as Sheet;

async function negativesAt(
  modelsUrl: string,
  { negatives }: LoadedRecogniser['description'],
): Promise<ShippedNegatives | null> {
  if (negatives === undefined) return null;
  const response = await fetch(modelsUrl + negatives.file);
  return response.ok ? { bytes: new Int8Array(await response.arrayBuffer()), shape: negatives.shape } : null;
}

async function build({
  modelsUrl,
  pictures,
  without,
}: Extract<ToDeskWorker, { kind: 'build' }>): Promise<FromDeskWorker> {
  const { recogniser, description, packs } = await recogniserOf(modelsUrl);
  const sources = {
    pictures,
    others: [],
    negatives: await negativesAt(modelsUrl, description),
    newSheet,
    onProgress: (share: number) => tell({ kind: 'progress', share }),
  };
  // An entry that is made again must not compete with what it was before.
  const others = packs.filter(({ id }) => id !== without);
  return { kind: 'built', built: await buildEntry({ recogniser, description, packs: others }, sources) };
}

async function read({ modelsUrl, frame }: Extract<ToDeskWorker, { kind: 'read' }>): Promise<FromDeskWorker> {
  const { recogniser } = await recogniserOf(modelsUrl);
  loaded.marks ??= loadMarkReader(modelsUrl);
  return { kind: 'read', read: await readFrame(frame, { recogniser, marks: await loaded.marks }) };
}

port.onmessage = async ({ data }: MessageEvent<ToDeskWorker>) => {
  try {
    tell(data.kind === 'build' ? await build(data) : await read(data));
  } catch (error) {
    tell({ kind: 'failed', detail: error instanceof Error ? error.message : String(error) });
  }
};

tell({ kind: 'up' });

import { isBlank } from '../../src/blank.ts';
import { buildEntry } from '../../src/pack-build/build-entry.ts';
import type { Sheet } from '../../src/pack-build/sheet.ts';
import { type LoadedRecogniser, loadRecogniser } from '../load-recogniser.ts';
import type { FromDeskWorker, ToDeskWorker } from './worker-messages.ts';

/** Our side of the worker: TypeScript cannot tell a dedicated worker's global from any other. */
const port = self as unknown as DedicatedWorkerGlobalScope;

const tell = (message: FromDeskWorker): void => port.postMessage(message);

let loaded: Promise<LoadedRecogniser> | null = null;

/** Loaded once; a failed try is not kept. */
async function recogniserOf(modelsUrl: string): Promise<LoadedRecogniser> {
  loaded ??= loadRecogniser(modelsUrl);
  try {
    return await loaded;
  } catch (error) {
    loaded = null;
    throw error;
  }
}

/** The canvas of browsers draws what `Pen` says; its own types say more. */
const newSheet = (width: number, height: number): Sheet => new OffscreenCanvas(width, height) as unknown as Sheet;

async function negativesAt(modelsUrl: string): Promise<Int8Array | null> {
  const response = await fetch(`${modelsUrl}negatives.bin`);
  return response.ok ? new Int8Array(await response.arrayBuffer()) : null;
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
    negatives: await negativesAt(modelsUrl),
    newSheet,
    onProgress: (share: number) => tell({ kind: 'progress', share }),
  };
  // An entry that is made again must not compete with what it was before.
  const others = packs.filter(({ id }) => id !== without);
  return { kind: 'built', built: await buildEntry({ recogniser, description, packs: others }, sources) };
}

async function read({ modelsUrl, frame }: Extract<ToDeskWorker, { kind: 'read' }>): Promise<FromDeskWorker> {
  if (isBlank(frame)) return { kind: 'unreadable', why: 'blank' };
  const { recogniser } = await recogniserOf(modelsUrl);
  return { kind: 'reading', reading: await recogniser.read(frame) };
}

port.onmessage = async ({ data }: MessageEvent<ToDeskWorker>) => {
  try {
    tell(data.kind === 'build' ? await build(data) : await read(data));
  } catch (error) {
    tell({ kind: 'failed', detail: error instanceof Error ? error.message : String(error) });
  }
};

tell({ kind: 'up' });

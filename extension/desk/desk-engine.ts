import type { Frame } from '../../src/frame.ts';
import type { BuiltEntry } from '../../src/pack-build/build-entry.ts';
import type { RgbaPicture } from '../../src/pack-build/sheet.ts';
import type { FrameRead } from '../../src/read-frame.ts';
import { browser } from '../browser.ts';
import { createTurns } from '../in-turn.ts';
import { withinTime } from '../time-limit.ts';
import type { FromDeskWorker, ToDeskWorker } from './worker-messages.ts';

/** Fifty pictures on a slow, busy machine. */
const BUILD_TIMEOUT_MS = 15 * 60_000;
const READ_TIMEOUT_MS = 30_000;

const modelsUrl = (): string => browser.runtime.getURL('models/');
const inTurn = createTurns();

let worker: Promise<Worker> | null = null;

function startWorker(): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const started = new Worker(new URL('./desk-worker.ts', import.meta.url), { type: 'module' });
    // What is posted to a module worker before it runs may be lost: it says when it is up.
    started.onmessage = () => resolve(started);
    started.onerror = ({ message }) => reject(new Error(message));
  });
}

/** The next use begins anew: with other packs, or after a failure. */
export function endDeskEngine(): void {
  worker?.then(
    (running) => running.terminate(),
    () => undefined,
  );
  worker = null;
}

type Answer = Exclude<FromDeskWorker, { kind: 'up' } | { kind: 'progress' }>;

function answerOf(running: Worker, message: ToDeskWorker, onProgress: (share: number) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    running.onerror = ({ message: why }) => reject(new Error(why));
    running.onmessage = ({ data }: MessageEvent<FromDeskWorker>) => {
      if (data.kind === 'progress') onProgress(data.share);
      else if (data.kind !== 'up') resolve(data);
    };
    running.postMessage(message);
  });
}

function askWorker(message: ToDeskWorker, timeoutMs: number, onProgress: (share: number) => void): Promise<Answer> {
  return inTurn(async () => {
    try {
      worker ??= startWorker();
      const answer = await withinTime(answerOf(await worker, message, onProgress), timeoutMs, `To ${message.kind}`);
      if (answer.kind === 'failed') throw new Error(answer.detail);
      return answer;
    } catch (error) {
      endDeskEngine();
      throw error;
    }
  });
}

/** Makes an entry from pictures, in a worker: the page stays free. `without` is a pack that it will replace. */
export async function buildInWorker(
  pictures: readonly RgbaPicture[],
  without: string,
  onProgress: (share: number) => void,
): Promise<BuiltEntry> {
  const answer = await askWorker(
    { kind: 'build', modelsUrl: modelsUrl(), pictures, without },
    BUILD_TIMEOUT_MS,
    onProgress,
  );
  if (answer.kind !== 'built') throw new Error(`The worker answered ${answer.kind}`);
  return answer.built;
}

/** What is recognised in a frame and which marks it bears. Rejects where the engine fails. */
export async function readInWorker(frame: Frame): Promise<FrameRead> {
  const answer = await askWorker({ kind: 'read', modelsUrl: modelsUrl(), frame }, READ_TIMEOUT_MS, () => undefined);
  if (answer.kind !== 'read') throw new Error(`The worker answered ${answer.kind}`);
  return answer.read;
}

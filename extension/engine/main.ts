import * as v from 'valibot';
import { type EngineState, FRAMES_PORT, type FromEngine, type ToEngine, toEngineSchema } from '../../src/protocol.ts';
import { browser, type Port } from '../browser.ts';
import { ask } from '../messaging.ts';
import { onOwnPacksChanged } from '../own-packs.ts';
import { keepForEvidence } from './keep-for-evidence.ts';
import { MediaFrames } from './media-frames.ts';
import { ReadQueue } from './read-queue.ts';
import { ReadingWorker, type WorkerLike } from './reading-worker.ts';

const LOAD_TIMEOUT_MS = 20_000;
const READ_TIMEOUT_MS = 4000;
const MISSING_RETRY_MS = 60_000;
const QUEUE_LIMIT = 8;
const STALE_AFTER_MS = 3000;

const now = (): number => performance.now();

/** What a person reads in the console; the popup says the same in their language. */
const SAID: Readonly<Record<EngineState, string>> = {
  starting: 'is starting',
  ready: 'is ready',
  stopped: 'has stopped',
  'no-model': 'makes no verdicts: its model is missing or damaged',
  'no-pack': 'makes no verdicts: its character pack is missing or damaged',
};

function report(state: EngineState, detail: string): void {
  console[state === 'ready' ? 'info' : 'error'](`Lookalike ${SAID[state]}: ${detail}`);
  ask({ kind: 'engine-state', state, detail: detail.slice(0, 500) }).catch((error: unknown) => {
    console.warn('Lookalike could not tell the state of its engine:', error);
  });
}

const worker = new ReadingWorker({
  // The browser's Worker carries untyped events; both ends of this one are in this folder.
  spawn: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }) as WorkerLike,
  modelsUrl: browser.runtime.getURL('models/'),
  report,
  loadTimeoutMs: LOAD_TIMEOUT_MS,
  readTimeoutMs: READ_TIMEOUT_MS,
  missingRetryMs: MISSING_RETRY_MS,
  now,
});

const queue = new ReadQueue({
  read: (frame) => worker.read(frame),
  now,
  limit: QUEUE_LIMIT,
  staleAfterMs: STALE_AFTER_MS,
});

const keep = (message: Parameters<typeof keepForEvidence>[0]): void => {
  keepForEvidence(message).catch((error: unknown) => {
    console.error('Lookalike could not keep a frame for evidence:', error);
  });
};

const media = new MediaFrames();

const fetchFrame = async (wanted: Extract<ToEngine, { kind: 'fetch' }>): Promise<FromEngine> => ({
  ...(await media.take(wanted)),
  id: wanted.id,
});

function serve(port: Port): void {
  let isOpen = true;
  const close = (): void => {
    isOpen = false;
    queue.forget(port);
  };
  const reply = (message: FromEngine): void => {
    if (isOpen) port.postMessage(message);
  };
  port.onMessage.addListener((message) => {
    const parsed = v.safeParse(toEngineSchema, message);
    if (parsed.success) {
      const { output } = parsed;
      if (output.kind === 'keep') keep(output);
      else if (output.kind === 'fetch') void fetchFrame(output).then(reply);
      else queue.add({ ...output, arrivedAt: now(), sender: port, reply });
      return;
    }
    // A tab that sends what is no frame is broken or hostile; closing our end does not call onDisconnect here.
    console.warn(`Lookalike refused a frame: ${parsed.issues[0].message}`);
    close();
    port.disconnect();
  });
  port.onDisconnect.addListener(close);
}

browser.runtime.onConnect.addListener((port) => {
  const { id, tab, url = '' } = port.sender ?? {};
  const isOurs = id === browser.runtime.id && (tab !== undefined || url.startsWith(browser.runtime.getURL('')));
  if (port.name === FRAMES_PORT && isOurs) serve(port);
  else port.disconnect();
});

onOwnPacksChanged(() => worker.renew(), new AbortController().signal);
worker.warmUp();

import type { Frame, Unreadable } from '../../src/frame.ts';
import type { Reading } from '../../src/match.ts';
import type { EngineState } from '../../src/protocol.ts';
import { withinTime } from '../time-limit.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/** The part of a Worker used here, so that tests can put another in its place. */
export interface WorkerLike {
  onmessage: ((event: { readonly data: FromWorker }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
  postMessage(message: ToWorker): void;
  terminate(): void;
}

export type ReadOutcome =
  | { readonly kind: 'reading'; readonly reading: Reading }
  | { readonly kind: 'failed'; readonly why: Unreadable; readonly marks?: Reading['marks'] | undefined };

export interface WorkerSetup {
  readonly spawn: () => WorkerLike;
  readonly modelsUrl: string;
  readonly report: (state: EngineState, detail: string) => void;
  /** Longest time from start to loaded: compiling 14 MB of wasm on a slow machine under load. */
  readonly loadTimeoutMs: number;
  /** Longest time for one frame; a worker that needs more hangs. */
  readonly readTimeoutMs: number;
  /** A worker without a model is given up; after this time a new one may try, since a failure is never kept for good. */
  readonly missingRetryMs: number;
  readonly now: () => number;
}

/** One life of the worker, from spawn to terminate. */
interface Life {
  readonly worker: WorkerLike;
  readonly loaded: Promise<boolean>;
  readonly startedAt: number;
  settleRead: ((outcome: ReadOutcome) => void) | null;
  readonly died: Promise<never>;
}

/** A promise settled from outside. */
function openPromise<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}

/** The worker that owns the models: started when first needed, replaced when it died or hung. Reads one frame at a time. */
export class ReadingWorker {
  readonly #setup: WorkerSetup;
  #life: Life | null = null;
  #nextId = 0;

  constructor(setup: WorkerSetup) {
    this.#setup = setup;
  }

  /** Starts the worker so that the first frame finds it warm. */
  warmUp(): void {
    this.#life ??= this.#start();
  }

  /** What the worker loaded has changed: the next frame is read by a new one. */
  renew(): void {
    this.#isOutdated = true;
  }

  /** Never rejects. A worker that died or hung is replaced and the frame tried once more. */
  async read(frame: Frame): Promise<ReadOutcome> {
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        return await this.#readOnce(frame);
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        console.warn(`Lookalike restarts its engine: ${detail}`);
        this.#end();
      }
    }
    this.#setup.report('stopped', 'The engine stopped twice on one frame');
    return { kind: 'failed', why: 'engine' };
  }

  async #readOnce(frame: Frame): Promise<ReadOutcome> {
    const life = this.#living();
    const { loadTimeoutMs, readTimeoutMs } = this.#setup;
    const isLoaded = await withinTime(Promise.race([life.loaded, life.died]), loadTimeoutMs, 'Loading the model');
    if (!isLoaded) return { kind: 'failed', why: 'no-model' };
    const outcome = new Promise<ReadOutcome>((resolve) => {
      life.settleRead = resolve;
    });
    life.worker.postMessage({ kind: 'read', id: ++this.#nextId, frame });
    return await withinTime(Promise.race([outcome, life.died]), readTimeoutMs, 'Reading a frame');
  }

  #living(): Life {
    if (this.#isOutdated) this.#end();
    this.#isOutdated = false;
    const life = this.#life;
    if (life !== null && this.#isGivenUp && this.#setup.now() - life.startedAt >= this.#setup.missingRetryMs)
      this.#end();
    this.#life ??= this.#start();
    return this.#life;
  }

  #isGivenUp = false;
  #isOutdated = false;

  #end(): void {
    this.#life?.worker.terminate();
    this.#life = null;
  }

  #start(): Life {
    this.#isGivenUp = false;
    const worker = this.#setup.spawn();
    const loaded = openPromise<boolean>();
    const died = openPromise<never>();
    // Both are waited for only while a frame is read; a death between two frames must not count as unhandled.
    died.promise.catch(() => undefined);
    const life: Life = {
      worker,
      loaded: loaded.promise,
      died: died.promise,
      startedAt: this.#setup.now(),
      settleRead: null,
    };
    worker.onerror = (event) => died.reject(new Error(event.message ?? 'The worker died'));
    worker.onmessage = ({ data }) => this.#receive(life, data, loaded.resolve);
    return life;
  }

  #receive(life: Life, message: FromWorker, settleLoaded: (isLoaded: boolean) => void): void {
    switch (message.kind) {
      case 'up':
        life.worker.postMessage({ kind: 'load', modelsUrl: this.#setup.modelsUrl });
        return;
      case 'loaded':
        this.#setup.report('ready', message.detail);
        settleLoaded(true);
        return;
      case 'missing':
        this.#isGivenUp = true;
        this.#setup.report(message.state, message.detail);
        settleLoaded(false);
        return;
      case 'reading':
        if (message.id === this.#nextId) life.settleRead?.({ kind: 'reading', reading: message.reading });
        return;
      case 'failed':
        if (message.detail !== '') console.warn(`Lookalike could not read a frame: ${message.detail}`);
        if (message.id === this.#nextId) life.settleRead?.({ kind: 'failed', why: message.why, marks: message.marks });
        return;
    }
  }
}

import * as v from 'valibot';
import type { Frame, Unreadable } from '../src/frame.ts';
import type { Reading } from '../src/match.ts';
import { FRAMES_PORT, type FromEngine, fromEngineSchema, type ToEngine } from '../src/protocol.ts';
import { browser, type Port } from './browser.ts';
import { ask } from './messaging.ts';
import { withinTime } from './time-limit.ts';

export type ReadAnswer =
  | { readonly kind: 'reading'; readonly reading: Reading }
  | { readonly kind: 'failed'; readonly why: Unreadable; readonly marks?: Reading['marks'] | undefined }
  | { readonly kind: 'skipped' };

/** The first answer may wait for the engine to start and the model to load. */
const COLD_TIMEOUT_MS = 8000;
const WARM_TIMEOUT_MS = 4000;
const WAKE_TIMEOUT_MS = 6000;

/** The medium of a post, and the moment that is on screen. */
export type WantedMedia = Pick<Extract<ToEngine, { kind: 'fetch' }>, 'address' | 'what' | 'time'>;
export type FetchAnswer =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'failed'; readonly why: Unreadable };

/** A frame for evidence, with what was recognised in it. */
export type Keep = Omit<Extract<ToEngine, { kind: 'keep' }>, 'kind'>;

/** The engine went away with a frame in hand: its page was suspended, or its worker replaced. */
class DisconnectedError extends Error {}

/** One port to the engine, and the frame that is with it. */
class Connection {
  readonly #port: Port;
  readonly #waiting = new Map<number, { resolve: (answer: FromEngine) => void; reject: (error: Error) => void }>();
  isOpen = true;

  constructor(port: Port) {
    this.#port = port;
    port.onMessage.addListener((message) => this.#receive(message));
    port.onDisconnect.addListener(() => this.close());
  }

  send(message: Extract<ToEngine, { kind: 'read' | 'fetch' }>): Promise<FromEngine> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(message.id, { resolve, reject });
      this.#port.postMessage(message);
    });
  }

  post(message: ToEngine): void {
    this.#port.postMessage(message);
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#port.disconnect();
    for (const { reject } of this.#waiting.values()) reject(new DisconnectedError('The engine went away'));
    this.#waiting.clear();
  }

  forget(id: number): void {
    this.#waiting.delete(id);
  }

  #receive(message: unknown): void {
    const parsed = v.safeParse(fromEngineSchema, message);
    if (!parsed.success) return;
    this.#waiting.get(parsed.output.id)?.resolve(parsed.output);
    this.#waiting.delete(parsed.output.id);
  }
}

/** Sends frames to the engine. Closes with the signal. */
export class EngineClient {
  readonly #signal: AbortSignal;
  #connection: Connection | null = null;
  #nextId = 0;
  #isWarm = false;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#close(), { once: true });
  }

  /**
   * Never rejects. The page of the engine may be suspended between two frames, which is normal in Firefox: a lost
   * connection is opened again once, and everything else is the engine's failure, never a clear video.
   */
  async read(frame: Frame): Promise<ReadAnswer> {
    for (let attempt = 0; attempt < 2 && !this.#signal.aborted; attempt++) {
      try {
        return await this.#readOnce(frame);
      } catch (error) {
        this.#close();
        if (!(error instanceof DisconnectedError)) break;
      }
    }
    return { kind: 'failed', why: 'engine' };
  }

  /** A frame out of the media of a post. Never rejects. */
  async fetchFrame({ address, what, time }: WantedMedia): Promise<FetchAnswer> {
    try {
      const connection = await this.#open();
      const id = this.#nextId++;
      const sent = connection.send({ kind: 'fetch', id, address, what, time });
      const answer = await withinTime(sent, COLD_TIMEOUT_MS, 'Fetching media').finally(() => connection.forget(id));
      if (answer.kind === 'frame') return { kind: 'frame', frame: answer.frame };
      return { kind: 'failed', why: answer.kind === 'failed' ? answer.why : 'engine' };
    } catch (error) {
      console.debug('Lookalike could not have media fetched:', error);
      return { kind: 'failed', why: 'engine' };
    }
  }

  /** Hands a frame over for evidence. Without an engine it is not kept, and the flag says that there is none. */
  async keep(frame: Keep): Promise<void> {
    (await this.#open()).post({ kind: 'keep', ...frame });
  }

  async #readOnce(frame: Frame): Promise<ReadAnswer> {
    const connection = await this.#open();
    const id = this.#nextId++;
    const timeoutMs = this.#isWarm ? WARM_TIMEOUT_MS : COLD_TIMEOUT_MS;
    try {
      const answer = await withinTime(connection.send({ kind: 'read', id, frame }), timeoutMs, 'Reading a frame');
      this.#isWarm = true;
      return answer.kind === 'frame' ? { kind: 'failed', why: 'engine' } : answer;
    } finally {
      connection.forget(id);
    }
  }

  async #open(): Promise<Connection> {
    if (this.#connection?.isOpen) return this.#connection;
    await ask({ kind: 'wake-engine' }, WAKE_TIMEOUT_MS);
    this.#signal.throwIfAborted();
    this.#connection = new Connection(browser.runtime.connect({ name: FRAMES_PORT }));
    return this.#connection;
  }

  #close(): void {
    this.#isWarm = false;
    this.#connection?.close();
    this.#connection = null;
  }
}

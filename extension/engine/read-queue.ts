import type { Frame } from '../../src/frame.ts';
import { NewestFirst } from '../../src/newest-first.ts';
import type { FromEngine } from '../../src/protocol.ts';
import type { ReadOutcome } from './reading-worker.ts';

/** A frame that waits, and whom to tell. */
export interface Job {
  readonly id: number;
  readonly frame: Frame;
  readonly arrivedAt: number;
  /** Anything that stands for the sender; its jobs are forgotten when it goes. */
  readonly sender: object;
  readonly reply: (message: FromEngine) => void;
}

export interface QueueSetup {
  /** Never rejects. */
  readonly read: (frame: Frame) => Promise<ReadOutcome>;
  readonly now: () => number;
  /** Frames that may wait; more tabs than this at once is more than a person watches. */
  readonly limit: number;
  /** A frame that waited longer shows what nobody sees any more. */
  readonly staleAfterMs: number;
}

/** Feeds the one worker: newest frame first, one at a time; what is dropped is told so. */
export class ReadQueue {
  readonly #setup: QueueSetup;
  readonly #waiting: NewestFirst<Job>;
  #isReading = false;

  constructor(setup: QueueSetup) {
    this.#setup = setup;
    this.#waiting = new NewestFirst<Job>(setup.limit, skip);
  }

  add(job: Job): void {
    this.#waiting.push(job);
    if (!this.#isReading) void this.#work();
  }

  /** Forgets the jobs of a sender that went away. */
  forget(sender: object): void {
    this.#waiting.forget((job) => job.sender === sender);
  }

  async #work(): Promise<void> {
    this.#isReading = true;
    for (let job = this.#waiting.take(); job !== undefined; job = this.#waiting.take()) {
      if (this.#setup.now() - job.arrivedAt > this.#setup.staleAfterMs) skip(job);
      else job.reply(toReply(job.id, await this.#setup.read(job.frame)));
    }
    this.#isReading = false;
  }
}

const skip = (job: Job): void => job.reply({ kind: 'skipped', id: job.id });

const toReply = (id: number, outcome: ReadOutcome): FromEngine => ({ ...outcome, id });

import { keptAfter, levelOf, mayKeep } from '../../src/evidence/keep.ts';
import type { Frame, Unreadable } from '../../src/frame.ts';
import { addReading, addUnreadable, isDecided, type MarksRead } from '../../src/look.ts';
import type { Reading } from '../../src/match.ts';
import { nextLook } from '../../src/parts.ts';
import {
  afterFailure,
  afterGlance,
  afterRead,
  type Histogram,
  histogramOf,
  type Moment,
  wantsGlance,
  wantsRead,
} from '../../src/sampling.ts';
import type { EngineClient } from '../engine-client.ts';
import type { Capture, TakeFrame } from './capture.ts';
import { isPromising, type PostState } from './post-states.ts';
import type { Still } from './still.ts';

/** A video on screen, as the sampler sees it. */
export interface Shown {
  readonly video: HTMLVideoElement;
  /** Its post as the page says now; null while that is unclear, or an advertisement plays. */
  readonly stateNow: () => PostState | null;
  /** When it came on screen, by `performance.now()`. */
  readonly since: number;
}

export interface SamplerSetup {
  readonly capture: TakeFrame;
  readonly engine: Pick<EngineClient, 'read' | 'keep'>;
  /** Something new is known of a post. */
  readonly onLearnt: (state: PostState) => void;
}

/** Not yet is no failure: the video is asked again as soon as it plays. */
const NOT_YET: readonly Unreadable[] = ['not-playing'];

/** Takes frames of the videos on screen: one at a time in this tab, the newest video first. */
export class Sampler {
  readonly #setup: SamplerSetup;
  readonly #due = new Set<Shown>();
  #isBusy = false;
  #isScheduled = false;
  /** The post whose frame is being taken or read. */
  #current: PostState | null = null;

  constructor(setup: SamplerSetup) {
    this.#setup = setup;
  }

  /** A video shows a frame that could be taken. */
  offer(shown: Shown): void {
    this.#due.add(shown);
    if (this.#isBusy || this.#isScheduled) return;
    this.#isScheduled = true;
    // After the callbacks of the other videos of this very moment, so that the newest of them goes first.
    setTimeout(() => {
      this.#isScheduled = false;
      void this.#work();
    }, 0);
  }

  withdraw(shown: Shown): void {
    this.#due.delete(shown);
  }

  /** The video of this post left the page while it was on screen. A frame that was taken before is still read. */
  lost(state: PostState): void {
    const { readings, unreadable } = state.look;
    if (state === this.#current || readings.length > 0 || unreadable !== null) return;
    // No pause follows as after other failures: pages put another element in the place of one, which is read at once.
    state.look = addUnreadable(state.look, 'removed');
    this.#setup.onLearnt(state);
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      for (let shown = this.#newest(); shown !== undefined; shown = this.#newest()) {
        this.#due.delete(shown);
        await this.#sample(shown);
      }
    } finally {
      this.#isBusy = false;
    }
  }

  #newest(): Shown | undefined {
    return [...this.#due].sort((a, b) => b.since - a.since)[0];
  }

  async #sample(shown: Shown): Promise<void> {
    const state = shown.stateNow();
    if (state === null || isDecided(state.look)) return;
    const moment: Moment = {
      now: performance.now(),
      videoTime: shown.video.currentTime,
      isPromising: isPromising(state.look),
    };
    if (!wantsGlance(state.samples, moment)) return;
    this.#current = state;
    try {
      await this.#glance(shown, state, moment);
    } finally {
      this.#current = null;
    }
    // Only now is it known that nothing came of the frame it left behind.
    if (!shown.video.isConnected) this.lost(state);
  }

  async #glance(shown: Shown, state: PostState, moment: Moment): Promise<void> {
    const wish = !mayKeep(state.kept) ? 'none' : state.kept.length > 0 ? 'any' : 'cheap';
    const capture = await this.#setup.capture(shown.video, wish);
    try {
      await this.#take(shown, state, { capture, moment });
    } finally {
      if (capture.kind === 'frame') capture.still.close();
    }
  }

  async #take(
    shown: Shown,
    state: PostState,
    { capture, moment }: { capture: Capture; moment: Moment },
  ): Promise<void> {
    // The element may have been given another post meanwhile, and the frame could be of either.
    if (shown.video.isConnected && shown.stateNow() !== state) return;
    if (capture.kind === 'unreadable') {
      state.refusedBy = capture.refusedBy ?? null;
      const why = shown.video.isConnected ? capture.why : 'removed';
      if (!NOT_YET.includes(why)) this.#fail(state, why);
      return;
    }
    const histogram = histogramOf(capture.frame);
    if (!wantsRead(state.samples, moment, histogram)) state.samples = afterGlance(state.samples, moment.now);
    else await this.#read(state, { ...moment, videoTime: capture.frame.time }, { ...capture, histogram });
  }

  async #read(state: PostState, moment: Moment, taken: Taken): Promise<void> {
    const frame = { ...taken.frame, part: nextLook(state.look.readings) };
    const answer = await this.#setup.engine.read(frame);
    switch (answer.kind) {
      case 'reading':
        state.samples = afterRead(state.samples, moment, taken.histogram);
        state.look = addReading(state.look, answer.reading);
        this.#setup.onLearnt(state);
        await this.#keep(state, { ...taken, frame }, answer.reading);
        return;
      case 'failed':
        this.#fail(state, answer.why, { time: taken.frame.time, marks: answer.marks });
        return;
      case 'skipped':
        state.samples = afterGlance(state.samples, moment.now);
        return;
    }
  }

  /** Keeps the very frame for evidence when something was recognised in it. Nobody waits for the engine to have it. */
  async #keep(state: PostState, { frame, still }: Taken, reading: Reading): Promise<void> {
    const level = levelOf(reading);
    const kept = level === null ? null : keptAfter(state.kept, level);
    if (kept === null) return;
    state.kept = kept;
    const { key } = state;
    const pixels = await still.take().catch(() => null);
    this.#setup.engine
      .keep({ key, frame, reading, still: pixels })
      .catch((error: unknown) => console.debug('Lookalike could not keep a frame:', error));
  }

  #fail(state: PostState, why: Unreadable, seen?: MarksRead): void {
    state.samples = afterFailure(state.samples, performance.now());
    state.look = addUnreadable(state.look, why, seen);
    this.#setup.onLearnt(state);
  }
}

interface Taken {
  readonly frame: Frame;
  readonly still: Still;
  readonly histogram: Histogram;
}

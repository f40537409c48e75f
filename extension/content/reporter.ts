import { verdictOf } from '../../src/look.ts';
import type { Coverage } from '../../src/protocol.ts';
import type { Verdict } from '../../src/verdict.ts';
import { ask } from '../messaging.ts';
import type { PostState } from './post-states.ts';

/** Counts of frames read that are worth a message of their own. */
const MILESTONES: readonly number[] = [1, 4, 8];
const COVERAGE_EVERY_MS = 2000;

const milestoneOf = (framesRead: number): number => MILESTONES.filter((count) => count <= framesRead).length;

/** What the background would see change. */
const inShort = ({ kind, entries, signs, unreadable, framesRead }: Verdict): string =>
  JSON.stringify([
    kind,
    entries.map(({ entry, state }) => [entry, state]),
    signs.map(({ kind, strength }) => kind + strength),
    unreadable,
    milestoneOf(framesRead),
  ]);

export interface ReporterSetup {
  readonly coverage: () => Coverage;
  /** The background knows what a person said of this post before. */
  readonly onFeedback: (state: PostState) => void;
  readonly signal: AbortSignal;
}

/** Tells the background what was learnt, when it changes. */
export class Reporter {
  readonly #setup: ReporterSetup;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(setup: ReporterSetup) {
    this.#setup = setup;
    setup.signal.addEventListener('abort', () => {
      if (this.#timer !== null) clearTimeout(this.#timer);
    });
  }

  async tell(state: PostState): Promise<void> {
    this.#timer ??= setTimeout(() => this.#tellCoverage(), COVERAGE_EVERY_MS);
    const verdict = verdictOf(state.look);
    const media = state.mediaAddress === null ? {} : { mediaAddress: state.mediaAddress };
    const short = inShort(verdict);
    if (short === state.toldAs) return;
    state.toldAs = short;
    try {
      const { feedback } = await ask({ kind: 'verdict', post: state.post, verdict, ...media });
      if (feedback === state.feedback) return;
      state.feedback = feedback;
      this.#setup.onFeedback(state);
    } catch (error) {
      // Not told, so the next change tells it again.
      state.toldAs = '';
      console.debug('Lookalike could not tell a verdict:', error);
    }
  }

  /** Tells again what is on screen: the background begins anew with each address of a page. */
  tellAgain(states: readonly PostState[]): void {
    for (const state of states) {
      if (state.toldAs === '') continue;
      state.toldAs = '';
      void this.tell(state);
    }
  }

  #tellCoverage(): void {
    this.#timer = null;
    if (this.#setup.signal.aborted) return;
    ask({ kind: 'coverage', coverage: this.#setup.coverage() }).catch((error: unknown) => {
      console.debug('Lookalike could not tell its coverage:', error);
    });
  }
}

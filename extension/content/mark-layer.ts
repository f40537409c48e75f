import { licenceOf, ruleFor } from '../../src/accounts.ts';
import { isSettled } from '../../src/flag.ts';
import { isMarkedKind } from '../../src/flag-list.ts';
import { verdictOf } from '../../src/look.ts';
import { type Settings, treatmentOn } from '../../src/settings.ts';
import { Mark } from './mark.ts';
import { MARK_STYLE } from './mark-style.ts';
import type { PostState } from './post-states.ts';

/** A page that takes our layer out again and again is left without it; the popup still shows the flags. */
const RETURNS_MAX = 20;

interface Shown {
  readonly video: HTMLVideoElement;
  readonly state: PostState;
}

/** What the person set about marks. */
type MarkSettings = Pick<
  Settings,
  'treatment' | 'siteTreatments' | 'isPrecise' | 'allowedAccounts' | 'blockedAccounts'
>;

function isMarked({ post, look, feedback, isDismissed }: PostState, settings: MarkSettings): boolean {
  const rule = ruleFor(post, settings);
  if (isDismissed || rule !== 'none') return !isDismissed && rule === 'blocked';
  const { kind, entries } = verdictOf(look);
  return !isSettled(feedback) && isMarkedKind(kind, settings) && licenceOf(post, entries[0]?.entry) === null;
}

/** One element in the top layer holds every mark: it moves nothing of the page and no page style reaches it. */
export class MarkLayer {
  readonly #signal: AbortSignal;
  readonly #onChoice: () => void;
  readonly #host = document.createElement('div');
  readonly #root: ShadowRoot;
  readonly #marks = new Map<HTMLVideoElement, Mark>();
  #frame: number | null = null;
  #returns = 0;

  constructor(signal: AbortSignal, onChoice: () => void) {
    this.#signal = signal;
    this.#onChoice = onChoice;
    // Closed, so that the page can read neither what is recognised nor which settings a person has.
    this.#root = this.#host.attachShadow({ mode: 'closed' });
    const style = document.createElement('style');
    style.textContent = MARK_STYLE;
    this.#root.append(style);
    this.#host.popover = 'manual';
    this.#host.style.cssText =
      'all: initial !important; position: fixed !important; inset: 0 !important; width: 0 !important; height: 0 !important; overflow: visible !important; pointer-events: none !important;';
    document.addEventListener('fullscreenchange', ({ isTrusted }) => isTrusted && this.#raise(), { signal });
    signal.addEventListener('abort', () => this.#leave(), { once: true });
  }

  /** Marks those of the videos on screen that are flagged, and no others. */
  update(shown: readonly Shown[], settings: MarkSettings): void {
    if (this.#signal.aborted) return;
    const wanted = shown.filter(({ state }) => isMarked(state, settings));
    for (const mark of [...this.#marks.values()]) {
      if (!wanted.some(({ video, state }) => video === mark.video && state === mark.state)) this.#remove(mark);
    }
    const treatment = treatmentOn(settings, location.host);
    for (const one of wanted) this.#ensure(one).say(treatment, ruleFor(one.state.post, settings) === 'blocked');
    if (this.#marks.size === 0) this.#leave();
    else this.#enter();
  }

  #ensure(shown: Shown): Mark {
    const known = this.#marks.get(shown.video);
    if (known !== undefined) return known;
    const mark = new Mark(shown, this.#host, this.#onChoice);
    this.#marks.set(shown.video, mark);
    this.#root.append(mark.place);
    return mark;
  }

  #remove(mark: Mark): void {
    mark.place.remove();
    this.#marks.delete(mark.video);
  }

  #enter(): void {
    if (!this.#host.isConnected) this.#attach();
    this.#frame ??= requestAnimationFrame((now) => this.#draw(now));
  }

  #attach(): void {
    document.documentElement.append(this.#host);
    this.#host.showPopover();
  }

  /** What enters the top layer later lies above what was there before. */
  #raise(): void {
    if (!this.#host.isConnected) return;
    this.#host.hidePopover();
    this.#host.showPopover();
  }

  #draw(now: number): void {
    this.#frame = null;
    if (this.#marks.size === 0) return;
    if (!this.#host.isConnected && this.#returns++ < RETURNS_MAX) this.#attach();
    const writes = [...this.#marks.values()].map((mark) => mark.measure(now));
    for (const write of writes) write();
    this.#frame = requestAnimationFrame((next) => this.#draw(next));
  }

  #leave(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
    for (const mark of [...this.#marks.values()]) this.#remove(mark);
    this.#host.remove();
  }
}

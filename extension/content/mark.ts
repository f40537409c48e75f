import { verdictOf } from '../../src/look.ts';
import type { Treatment } from '../../src/settings.ts';
import { blockedWords, buttonWords, markWordsOf } from './mark-words.ts';
import type { PostState } from './post-states.ts';
import { areaOf, clippersOf, isCoveredAt } from './video-place.ts';

/** Whether something of the page lies over the video is asked this often. */
const COVERED_CHECK_MS = 250;
/** Where the mark is looked for under the page's own things: the middle of its first line. */
const NOTE_POINT = { x: 40, y: 22 } as const;

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  text = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function button(className: string, text: string, onClick: () => void): HTMLButtonElement {
  const made = element('button', className, text);
  made.type = 'button';
  // A page may click by script; only a person decides here.
  made.addEventListener('click', (event) => event.isTrusted && onClick());
  return made;
}

const EVENTS_KEPT = [
  'click',
  'dblclick',
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'keydown',
  'keyup',
] as const;

/** The mark on one video: a note in its corner, or a cover over it. */
export class Mark {
  readonly video: HTMLVideoElement;
  readonly state: PostState;
  readonly place = element('div', 'place');
  readonly #host: Element;
  readonly #onChoice: () => void;
  readonly #clippers: readonly Element[];
  readonly #title = element('span', 'title');
  readonly #reasons = element('ul', 'reasons');
  #coveredAskedAt = Number.NEGATIVE_INFINITY;
  #isCovered = false;
  #position = '';
  #said = '';

  constructor(shown: { video: HTMLVideoElement; state: PostState }, host: Element, onChoice: () => void) {
    this.video = shown.video;
    this.state = shown.state;
    this.#host = host;
    this.#onChoice = onChoice;
    this.#clippers = clippersOf(this.video);
    this.#build();
  }

  #build(): void {
    const words = buttonWords();
    const why = button('why', words.why, () => {
      this.#reasons.hidden = !this.#reasons.hidden;
      why.setAttribute('aria-expanded', String(!this.#reasons.hidden));
    });
    why.setAttribute('aria-expanded', 'false');
    const show = button('show', words.show, () => this.#choose(() => (this.state.isUncovered = true)));
    const dismiss = button('dismiss', '×', () => this.#choose(() => (this.state.isDismissed = true)));
    dismiss.setAttribute('aria-label', words.dismiss);
    this.#reasons.hidden = true;
    const note = element('div', 'note');
    note.setAttribute('role', 'note');
    note.append(this.#title, show, why, dismiss, this.#reasons);
    this.place.append(element('div', 'cover'), note);
    for (const type of EVENTS_KEPT) note.addEventListener(type, (event) => event.stopPropagation());
  }

  #choose(choice: () => void): void {
    choice();
    this.#onChoice();
  }

  /** Says what the verdict is now. */
  say(treatment: Treatment, isBlocked: boolean): void {
    // What a person blocked is covered at least, whatever happens to flags.
    const wanted = isBlocked && treatment === 'mark' ? 'cover' : treatment;
    this.place.dataset.treatment = this.state.isUncovered ? 'mark' : wanted;
    const { title, reasons } = isBlocked ? blockedWords() : markWordsOf(verdictOf(this.state.look));
    const said = [title, ...reasons].join('\n');
    if (said === this.#said) return;
    this.#said = said;
    this.#title.textContent = title;
    this.place.querySelector('.note')?.setAttribute('aria-label', title);
    this.#reasons.replaceChildren(...reasons.map((reason) => element('li', '', reason)));
  }

  /** Reads where the video is. Layout is only read here and only written in the answer, so that marks do not slow each other. */
  measure(now: number): () => void {
    const area = areaOf(this.video, this.#clippers);
    if (area !== null && now - this.#coveredAskedAt >= COVERED_CHECK_MS) {
      this.#coveredAskedAt = now;
      const point = { x: area.left + NOTE_POINT.x, y: area.top + NOTE_POINT.y };
      this.#isCovered = isCoveredAt(this.video, this.#host, point);
    }
    const position =
      area === null || this.#isCovered
        ? 'display: none'
        : `transform: translate(${area.left}px, ${area.top}px); width: ${area.right - area.left}px; height: ${area.bottom - area.top}px`;
    return () => {
      if (position === this.#position) return;
      this.#position = position;
      this.place.style.cssText = position;
    };
  }
}

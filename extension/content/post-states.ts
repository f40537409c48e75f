import { namesIn } from '../../src/caption-names.ts';
import { captionSigns } from '../../src/caption-signs.ts';
import { NO_COVERAGE, sumCoverage } from '../../src/coverage.ts';
import { joinSigns } from '../../src/file-signs.ts';
import type { Feedback } from '../../src/flag.ts';
import { isAwaitingMark, type Look, startLook, verdictOf } from '../../src/look.ts';
import type { MatchLevel } from '../../src/match.ts';
import { keyOf, type Post } from '../../src/post.ts';
import type { Coverage } from '../../src/protocol.ts';
import { NO_SAMPLES, type Samples } from '../../src/sampling.ts';
import type { Sign } from '../../src/sign.ts';

/** All that is known of one post of this page, whatever element shows it. */
export interface PostState {
  readonly key: string;
  post: Post;
  look: Look;
  samples: Samples;
  feedback: Feedback;
  /** The person chose to see the covered video. */
  isUncovered: boolean;
  /** The person sent the mark away. */
  isDismissed: boolean;
  /** Levels of the frames kept for evidence. */
  kept: readonly MatchLevel[];
  /** The site's own label, once it was found, and when it was last looked for. */
  label: Sign | null;
  labelAskedAt: number | null;
  /** Match pattern of the media host that keeps its pixels to itself until the person allows it. */
  refusedBy: string | null;
  /** What its file said, once a person had it read. */
  fileSigns: readonly Sign[];
  /** Where its file lies, or null where the page feeds it piece by piece. */
  mediaAddress: string | null;
  /** The verdict last told to the background, in short. */
  toldAs: string;
}

const wordsOf = ({ caption, hashtags }: Post): string => `${hashtags.map((tag) => `#${tag}`).join(' ')}\n${caption}`;

function startState(post: Post): PostState {
  const words = wordsOf(post);
  const look = startLook(captionSigns(words), namesIn(words));
  return {
    key: keyOf(post),
    post,
    look,
    samples: NO_SAMPLES,
    feedback: 'none',
    isUncovered: false,
    isDismissed: false,
    kept: [],
    label: null,
    labelAskedAt: null,
    refusedBy: null,
    fileSigns: [],
    mediaAddress: null,
    toldAs: '',
  };
}

/** Signs that hold whatever becomes of the caption. */
const lastingSigns = ({ label, fileSigns }: PostState): Sign[] => [...(label === null ? [] : [label]), ...fileSigns];

/** Takes what the file of the post said. */
export function learnFile(state: PostState, signs: readonly Sign[]): void {
  state.fileSigns = joinSigns(state.fileSigns, signs);
  state.look = { ...state.look, signs: joinSigns(state.look.signs, signs) };
}

/** Labels come late, and some take turns with other lines: they are looked for again, but not with every frame. */
const LABEL_EVERY_MS = 1000;

/** Looks for the site's label where that is due; true when it was found just now. */
export function learnLabel(state: PostState, now: number, read: (isFirst: boolean) => Sign | null): boolean {
  const { label, labelAskedAt } = state;
  if (label !== null || (labelAskedAt !== null && now - labelAskedAt < LABEL_EVERY_MS)) return false;
  state.labelAskedAt = now;
  state.label = read(labelAskedAt === null);
  if (state.label === null) return false;
  state.look = { ...state.look, signs: [state.label, ...state.look.signs] };
  return true;
}

/** Captions grow when their rest is loaded or opened; one that shrank was folded, and what it said still holds. */
function learnWords(state: PostState, post: Post): void {
  const words = wordsOf(post);
  const before = wordsOf(state.post);
  if (words === before || words.length < before.length) return;
  state.post = post;
  state.look = { ...state.look, signs: [...lastingSigns(state), ...captionSigns(words)], named: namesIn(words) };
}

/** Results by post, the longest unused forgotten first. */
export class PostStates {
  readonly #limit: number;
  readonly #byKey = new Map<string, PostState>();
  /** What the forgotten ones add to the coverage of the page. */
  #forgotten: Coverage = NO_COVERAGE;

  constructor(limit: number) {
    this.#limit = limit;
  }

  of(post: Post): PostState {
    const key = keyOf(post);
    const known = this.#byKey.get(key);
    const state = known ?? startState(post);
    if (known !== undefined) learnWords(known, post);
    this.#byKey.delete(key);
    this.#byKey.set(key, state);
    this.#forgetOldest();
    return state;
  }

  get(key: string): PostState | undefined {
    return this.#byKey.get(key);
  }

  coverage(): Coverage {
    return [...this.#byKey.values()].reduce(addTo, this.#forgotten);
  }

  #forgetOldest(): void {
    for (const [key, state] of this.#byKey) {
      if (this.#byKey.size <= this.#limit) return;
      this.#forgotten = addTo(this.#forgotten, state);
      this.#byKey.delete(key);
    }
  }
}

/** What one post adds to the coverage: nothing before it was looked at, or could not be. */
function coverageOf({ look, post, refusedBy }: PostState): Coverage {
  const isRead = look.readings.length > 0;
  if (!isRead && look.unreadable === null) return NO_COVERAGE;
  return {
    looked: isRead ? 1 : 0,
    unreadable: isRead || look.unreadable === null ? {} : { [look.unreadable]: 1 },
    ...(post.isVerifiedLayout ? {} : { unverified: 1 }),
    ...(isRead || refusedBy === null ? {} : { mediaHosts: [refusedBy] }),
  };
}

const addTo = (coverage: Coverage, state: PostState): Coverage => sumCoverage(coverage, coverageOf(state));

/** What a second read would make certain, also in a part, where it counts for nothing yet; or a match that waits for a mark. */
export const isPromising = (look: Look): boolean => {
  const [best] = verdictOf(look).entries;
  const isFound = (look.readings.at(-1)?.matches ?? []).length > 0;
  return best === undefined ? isFound : best.state === 'one-read' || isAwaitingMark(look);
};

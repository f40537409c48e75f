import { type Sight, stepOf, stepOfNew } from '../../src/out-of-step.ts';
import { keyOf, type Post } from '../../src/post.ts';
import { type Reading, readUnverified } from './sites/index.ts';

/** Where id, texts and media of a post do not come at all in step, what is there is taken after this long. */
const OUT_OF_STEP_MAX_MS = 2500;

/** What is remembered of a video element, so that the words and the picture of one post are never given to another. */
export interface Steps {
  /** What it showed when everything about it was of one post. */
  sight: Sight | null;
  doubted: { readonly sight: Sight; readonly since: number } | null;
}

export const newSteps = (): Steps => ({ sight: null, doubted: null });

function sightOf(video: HTMLVideoElement, { post, isByAddress }: Reading): Sight {
  const { caption, author } = post;
  // Outside of a known layout texts are those of the surroundings, which may stay the same from post to post.
  const words = post.isVerifiedLayout ? caption || author : '';
  return { key: keyOf(post), isByAddress, words, caption, media: video.currentSrc };
}

const isSameDoubt = (a: Sight, b: Sight): boolean => a.key === b.key && a.media === b.media;

/** Tells which post an element shows while address, texts and media change one after the other. */
export class PostSteps {
  /** The post that the address of the page named last, in whatever element. */
  #named: Sight | null = null;

  /** The post to go by; null while what was read may be of two posts. */
  postOf(video: HTMLVideoElement, reading: Reading, steps: Steps): Post | null {
    const sight = sightOf(video, reading);
    const step = steps.sight === null ? stepOfNew(this.#named, sight) : stepOf(steps.sight, sight);
    if (step !== 'in-step' && !this.#isOverdue(steps, sight)) return null;
    // The address names another post and stays so: then nothing verified is known of this one.
    if (step === 'other') return readUnverified(video, new URL(location.href));
    steps.doubted = null;
    steps.sight = sight;
    if (reading.isByAddress) this.#named = sight;
    return reading.post;
  }

  #isOverdue(steps: Steps, sight: Sight): boolean {
    const now = performance.now();
    if (steps.doubted === null || !isSameDoubt(steps.doubted.sight, sight)) steps.doubted = { sight, since: now };
    return now - steps.doubted.since >= OUT_OF_STEP_MAX_MS;
  }
}

/** What an element showed when its post was read. */
export interface Sight {
  readonly key: string;
  /** Whether the id was that of the page's address, which names one post for all elements of the page. */
  readonly isByAddress: boolean;
  /** The caption, or where there is none the author; empty where it is not certain that they are of this post. */
  readonly words: string;
  readonly caption: string;
  /** Address of the media that the element plays. */
  readonly media: string;
}

/**
 * `in-step`: id, texts and picture are of one post. `waiting`: one of them may still be of the post before.
 * `other`: texts and picture are of another post than the address says.
 */
export type Step = 'in-step' | 'waiting' | 'other';

const isBlank = (text: string): boolean => text.trim() === '';
const isSame = (before: string, now: string): boolean => !isBlank(now) && now === before;

/** Texts that are still those of the post before, or not there yet where they always come late. */
const isLate = (before: Sight, now: Sight): boolean =>
  isSame(before.words, now.words) || (now.isByAddress && isBlank(now.words) && !isBlank(before.words));

/** Without what pages put at the end of a text that they cut. */
const stem = (text: string): string => text.replace(/(?:…|\.\.\.)\s*\S*$/, '').trim();

/** Captions of two posts: one that was opened or folded begins as it did. */
function isUnlike(before: string, now: string): boolean {
  const [a, b] = [stem(before), stem(now)];
  return a !== '' && b !== '' && !a.startsWith(b) && !b.startsWith(a);
}

/**
 * Whether id, texts and picture of an element are of one post. A step within a page and a player that is used again change
 * them one after the other, each site in its own order.
 */
export function stepOf(before: Sight, now: Sight): Step {
  // The id went on, and the texts or the media did not yet.
  if (now.key !== before.key) return isLate(before, now) || isSame(before.media, now.media) ? 'waiting' : 'in-step';
  const isMoved = before.media !== '' && now.media !== before.media;
  if (now.isByAddress && isUnlike(before.caption, now.caption)) return isMoved ? 'other' : 'waiting';
  // The element plays something else, and the id did not go on yet.
  return isMoved ? 'waiting' : 'in-step';
}

/** The same for an element that is new, beside the last one that the address named: only words tell them apart. */
export const stepOfNew = (named: Sight | null, now: Sight): Step =>
  named !== null && now.isByAddress && now.key === named.key && isUnlike(named.caption, now.caption)
    ? 'other'
    : 'in-step';

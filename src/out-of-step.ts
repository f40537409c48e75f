/** What an element showed when its post was read. */
export interface Sight {
  readonly key: string;
  /** The caption, or where there is none the author. */
  readonly words: string;
  /** Address of the media that the element plays. */
  readonly media: string;
}

const isSame = (before: string, now: string): boolean => now.trim() !== '' && now === before;

/** Texts that are still those of the post before, or not there yet. */
const isLate = (before: string, now: string): boolean => before.trim() !== '' && (now === before || now.trim() === '');

/**
 * Whether id, texts and picture may be of two posts, where the id is that of the page's address. A step within a page
 * changes address, media and texts one after the other, each site in its own order.
 */
export function isOutOfStep(before: Sight | null, now: Sight): boolean {
  if (before === null) return false;
  // The address went on, and the texts or the media did not yet.
  if (now.key !== before.key) return isLate(before.words, now.words) || isSame(before.media, now.media);
  // The element plays something else, and the address did not go on yet.
  return before.media !== '' && now.media !== before.media;
}

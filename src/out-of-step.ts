/** What an element showed when its post was read. */
export interface Sight {
  readonly key: string;
  /** Author and caption as one text. */
  readonly words: string;
  /** Address of the media that the element plays. */
  readonly media: string;
}

const isSame = (before: string, now: string): boolean => now.trim() !== '' && now === before;

/**
 * Whether id, texts and picture may be of two posts, where the id is that of the page's address. A step within a page
 * changes address, media and texts one after the other, each site in its own order.
 */
export function isOutOfStep(before: Sight | null, now: Sight): boolean {
  if (before === null) return false;
  // The address went on, and the texts or the media did not yet.
  if (now.key !== before.key) return isSame(before.words, now.words) || isSame(before.media, now.media);
  // The element plays something else, and the address did not go on yet.
  return before.media !== '' && now.media !== before.media;
}

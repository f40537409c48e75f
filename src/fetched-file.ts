/** Why the file of a post could not be had; each is a message of `_locales`. */
export const FETCH_TROUBLES = ['not-allowed', 'gone', 'refused', 'too-large', 'too-slow'] as const;
export type FetchTrouble = (typeof FETCH_TROUBLES)[number];

export type FetchedFile =
  | { readonly kind: 'file'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'failed'; readonly why: FetchTrouble };

/** Larger files are not fetched: a record cannot be held against a part of its file, and a message holds 64 MB at most. */
export const FETCHED_BYTES_MAX = 48 * 2 ** 20;

/** Why flags could not be kept or read; each is a message key of `_locales`. */
export const STORE_TROUBLES = ['full', 'newer', 'damaged', 'unavailable'] as const;
export type StoreTrouble = (typeof STORE_TROUBLES)[number];

/** By the names that IndexedDB gives its errors. */
export function troubleOf(error: unknown): StoreTrouble {
  const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : '';
  switch (name) {
    case 'QuotaExceededError':
      return 'full';
    case 'VersionError':
      return 'newer';
    case 'DataError':
    case 'NotFoundError':
    case 'NotReadableError':
    case 'EncodingError':
      return 'damaged';
    default:
      // Storage switched off, a private window, or a disk that fails.
      return 'unavailable';
  }
}

import { ascii, uint } from './byte-source.ts';
import type { MediaType } from './container.ts';

/** Longest manifest store that is kept: room for its thumbnails. */
export const STORE_BYTES_MAX = 4 * 2 ** 20;

const BOX_HEAD = 8;
/** Marker of the segment, instance and number of the packet, before the box that is repeated in each. */
const JPEG_HEAD = 8;

/** A C2PA manifest store is one JUMBF box whose description names that kind first. */
export const isManifestStore = (bytes: Uint8Array): boolean =>
  ascii(bytes, 4, 8) === 'jumb' && ascii(bytes, 12, 16) === 'jumd' && ascii(bytes, 16, 20) === 'c2pa';

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => {
    whole.set(part, at);
    return at + part.length;
  }, 0);
  return whole;
}

/** One box may be spread over many segments of a JPEG, each with the head of the box again; other boxes may lie between. */
function fromSegments(segments: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const first = segments.find((segment) => isManifestStore(segment.subarray(JPEG_HEAD)));
  if (first === undefined) return new Uint8Array(0);
  const rest = segments
    .filter((segment) => segment !== first && uint(segment, 2, 2) === uint(first, 2, 2))
    .sort((a, b) => uint(a, 4, 4) - uint(b, 4, 4));
  return join([first.subarray(JPEG_HEAD), ...rest.map((segment) => segment.subarray(JPEG_HEAD + BOX_HEAD))]);
}

/** In a video the store follows a version, its purpose as text that ends in zero, and a place of 8 bytes. */
function fromBox(body: Uint8Array): Uint8Array {
  const end = body.indexOf(0, 4);
  return ascii(body, 4, end) === 'manifest' ? body.subarray(end + 1 + 8) : new Uint8Array(0);
}

/**
 * The C2PA manifest store of a media file, byte for byte, from the pieces of its container that hold it; null where it
 * is none, cut off or too large.
 */
export function manifestStoreOf(type: MediaType, pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> | null {
  const isVideo = type === 'video/mp4' || type === 'video/quicktime';
  const found = type === 'image/jpeg' ? [fromSegments(pieces)] : isVideo ? pieces.map(fromBox) : pieces;
  const store = found.find(isManifestStore);
  if (store === undefined) return null;
  const length = uint(store, 0, 4);
  const isWhole = length > BOX_HEAD && length <= Math.min(store.length, STORE_BYTES_MAX);
  return isWhole ? new Uint8Array(store.subarray(0, length)) : null;
}

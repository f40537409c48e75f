import { ascii, type ByteSource, uint } from './byte-source.ts';
import { manifestStoreOf, STORE_BYTES_MAX } from './manifest-store.ts';

/** The last is a signed record that lies beside its file, or was taken out of it. */
export const MEDIA_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'video/mp4',
  'video/quicktime',
  'application/c2pa',
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** What the container of a media file holds beside pictures and sound. */
export interface Container {
  /** Null where it is no kind of file that could say where it comes from. */
  readonly type: MediaType | null;
  /** Whether a C2PA manifest store lies in it. */
  readonly hasManifest: boolean;
  /** That store, byte for byte, or null where it is damaged or too large to be kept. */
  readonly manifestStore: Uint8Array<ArrayBuffer> | null;
  /** Its XMP packet, or null. */
  readonly xmp: string | null;
  /** A length in it points outside of the file or nowhere. */
  readonly isMalformed: boolean;
}

/** Pictures have all that is looked for before their pixels, within this. */
const HEAD_BYTES = 8 * 2 ** 20;
/** Pieces of a container walked through; files with more are made to waste time. */
const PIECES_MAX = 4096;
/** What may stand before a manifest store in its box. */
const BOX_EXTRA = 64;
/** Longest XMP packet read. */
export const XMP_BYTES_MAX = 2 ** 20;

const MANIFEST_BOX = 'd8fec3d61b0e483c92975828877ec481';
const XMP_BOX = 'be7acfcb97a942e89c71999491e3afac';
const XMP_JPEG = 'http://ns.adobe.com/xap/1.0/';

interface Found {
  /** Pieces of the container that hold the manifest store. */
  manifest: Uint8Array[];
  xmp: Uint8Array | null;
  isMalformed: boolean;
}

const nothing = (): Found => ({ manifest: [], xmp: null, isMalformed: false });

/** One piece of a container held in memory: where its content begins and ends. Null when the walk is over. */
type NextPiece = (
  at: number,
) => { readonly name: string; readonly start: number; readonly end: number; readonly next: number } | null;

function walk(
  head: Uint8Array,
  size: number,
  first: number,
  next: NextPiece,
  take: (name: string, body: Uint8Array, found: Found) => void,
): Found {
  const found = nothing();
  let at = first;
  for (let pieces = 0; at + 4 <= head.length; pieces++) {
    const piece = next(at);
    if (piece === null) break;
    if (piece.next <= at || piece.end > size || pieces === PIECES_MAX) {
      found.isMalformed = true;
      break;
    }
    take(piece.name, head.subarray(piece.start, Math.min(piece.end, head.length)), found);
    at = piece.next;
  }
  return found;
}

function walkJpeg(head: Uint8Array, size: number): Found {
  const next: NextPiece = (at) => {
    const marker = head[at + 1] ?? 0;
    // Pixels, or their end.
    if (head[at] !== 0xff || marker === 0xda || marker === 0xd9) return null;
    const end = at + 2 + uint(head, at + 2, 2);
    return { name: marker.toString(16), start: at + 4, end, next: end };
  };
  return walk(head, size, 2, next, (name, body, found) => {
    if (name === 'eb' && ascii(body, 0, 2) === 'JP') found.manifest.push(body);
    const isXmp = name === 'e1' && ascii(body, 0, XMP_JPEG.length) === XMP_JPEG;
    if (isXmp) found.xmp ??= body.subarray(XMP_JPEG.length + 1);
  });
}

function walkPng(head: Uint8Array, size: number): Found {
  const next: NextPiece = (at) => {
    const name = ascii(head, at + 4, at + 8);
    const start = at + 8;
    const end = start + uint(head, at, 4);
    return name === 'IEND' ? null : { name, start, end, next: end + 4 };
  };
  return walk(head, size, 8, next, (name, body, found) => {
    if (name === 'caBX') found.manifest.push(body);
    // Keyword, compression flag and method, language, translated keyword: the text begins after the last zero of five.
    if (name === 'iTXt' && ascii(body, 0, 17) === 'XML:com.adobe.xmp') found.xmp ??= body.subarray(22);
  });
}

function walkWebp(head: Uint8Array, size: number): Found {
  const next: NextPiece = (at) => {
    const bytes = head
      .subarray(at + 4, at + 8)
      .slice()
      .reverse();
    const end = at + 8 + uint(bytes, 0, 4);
    return { name: ascii(head, at, at + 4), start: at + 8, end, next: end + (end % 2) };
  };
  return walk(head, size, 12, next, (name, body, found) => {
    if (name === 'C2PA') found.manifest.push(body);
    if (name === 'XMP ') found.xmp ??= body;
  });
}

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Top-level boxes of an ISO media file; only their heads are read, since one may be as long as the file. */
async function walkBoxes(source: ByteSource): Promise<Found> {
  const found = nothing();
  let at = 0;
  for (let pieces = 0; at + 8 <= source.size; pieces++) {
    const head = await source.read(at, at + 32);
    const short = uint(head, 0, 4);
    const isLong = short === 1;
    const length = short === 0 ? source.size - at : isLong ? uint(head, 8, 8) : short;
    if (length < (isLong ? 16 : 8) || at + length > source.size || pieces === PIECES_MAX) {
      return { ...found, isMalformed: true };
    }
    const from = isLong ? 16 : 8;
    if (ascii(head, 4, 8) === 'uuid') {
      const id = hex(head.subarray(from, from + 16));
      const start = at + from + 16;
      const upTo = (most: number): number => Math.min(at + length, start + most);
      const isFirst = id === MANIFEST_BOX && found.manifest.length === 0;
      if (isFirst) found.manifest.push(await source.read(start, upTo(STORE_BYTES_MAX + BOX_EXTRA)));
      if (id === XMP_BOX) found.xmp ??= await source.read(start, upTo(XMP_BYTES_MAX));
    }
    at += length;
  }
  return found;
}

function typeOf(head: Uint8Array): MediaType | null {
  if (head[0] === 0xff && head[1] === 0xd8) return 'image/jpeg';
  if (ascii(head, 1, 4) === 'PNG') return 'image/png';
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP') return 'image/webp';
  if (ascii(head, 4, 8) === 'jumb') return 'application/c2pa';
  if (ascii(head, 4, 8) !== 'ftyp') return null;
  return ascii(head, 8, 10) === 'qt' ? 'video/quicktime' : 'video/mp4';
}

/** A record alone is its only piece. */
const walkRecord = (head: Uint8Array): Found => ({ manifest: [head], xmp: null, isMalformed: false });

const WALKS = {
  'image/jpeg': walkJpeg,
  'image/png': walkPng,
  'image/webp': walkWebp,
  'application/c2pa': walkRecord,
} as const;

/** Looks through a file's container, in bounded reads, trusting no length in it. */
export async function openContainer(source: ByteSource): Promise<Container> {
  const head = await source.read(0, 16);
  const type = typeOf(head);
  if (type === null) return { type, hasManifest: false, manifestStore: null, xmp: null, isMalformed: false };
  const isVideo = type === 'video/mp4' || type === 'video/quicktime';
  const found = isVideo ? await walkBoxes(source) : WALKS[type](await source.read(0, HEAD_BYTES), source.size);
  const xmp = found.xmp === null ? null : new TextDecoder().decode(found.xmp.subarray(0, XMP_BYTES_MAX));
  return {
    type,
    hasManifest: found.manifest.length > 0,
    manifestStore: manifestStoreOf(type, found.manifest),
    xmp,
    isMalformed: found.isMalformed,
  };
}

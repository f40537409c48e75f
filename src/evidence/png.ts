import { unzlibSync, zlibSync } from 'fflate';
import type { Box } from '../match.ts';
import type { Size } from '../resize.ts';

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
const IHDR_END = 33;
/** 8 bits a channel, RGB, and the only compression, filter method and interlacing that we write. */
const RGB_FORM = [8, 2, 0, 0, 0];

/** A picture whose bytes are RGB, row by row. */
export interface RgbPicture extends Size {
  readonly pixels: Uint8Array<ArrayBuffer>;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** CRC-32 as PNG and ZIP use it. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function chunkOf(type: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(12 + data.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  chunk.set(new TextEncoder().encode(type), 4);
  chunk.set(data, 8);
  view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)));
  return chunk;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function headerOf(width: number, height: number): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set(RGB_FORM, 8);
  return header;
}

/** A PNG whose bytes depend on the pixels alone, so that the same input gives the same file everywhere. */
export function encodePng({ width, height, pixels }: RgbPicture): Uint8Array<ArrayBuffer> {
  const line = width * 3;
  const rows = new Uint8Array((line + 1) * height);
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * line, (y + 1) * line), y * (line + 1) + 1);
  return join([
    Uint8Array.from(SIGNATURE),
    chunkOf('IHDR', headerOf(width, height)),
    chunkOf('IDAT', zlibSync(rows, { level: 6 })),
    chunkOf('IEND', new Uint8Array(0)),
  ]);
}

const FILTER_SUB = 1;
/** Share of its own size that is kept around what is cut out. */
const CUT_MARGIN = 0.25;

/** Rows of RGB, each pixel as its difference to the one before: pictures shrink much better so. */
function filteredRows({ width, height, pixels }: RgbPicture): Uint8Array<ArrayBuffer> {
  const line = width * 3;
  const rows = new Uint8Array((line + 1) * height);
  for (let y = 0, from = 0, to = 0; y < height; y++) {
    rows[to++] = FILTER_SUB;
    for (const end = from + 3; from < end; from++) rows[to++] = pixels[from] ?? 0;
    for (const end = from + line - 3; from < end; from++) rows[to++] = (pixels[from] ?? 0) - (pixels[from - 3] ?? 0);
  }
  return rows;
}

/** A part of a frame, given as fractions of it, with a little of what is around; at least one pixel. */
export function cutOut({ width, height, pixels: whole }: RgbPicture, box: Box): RgbPicture {
  const [marginX, marginY] = [box.width * CUT_MARGIN, box.height * CUT_MARGIN];
  const left = Math.max(0, Math.floor((box.x - marginX) * width));
  const top = Math.max(0, Math.floor((box.y - marginY) * height));
  const size = {
    width: Math.max(1, Math.min(width, Math.ceil((box.x + box.width + marginX) * width)) - left),
    height: Math.max(1, Math.min(height, Math.ceil((box.y + box.height + marginY) * height)) - top),
  };
  const line = size.width * 3;
  const pixels = new Uint8Array(line * size.height);
  for (let y = 0; y < size.height; y++) {
    const from = ((top + y) * width + left) * 3;
    pixels.set(whole.subarray(from, from + line), y * line);
  }
  return { ...size, pixels };
}

/** A lossless PNG of a whole frame. The browser's own deflate runs beside this thread. */
export async function encodeStill(still: RgbPicture): Promise<Uint8Array<ArrayBuffer>> {
  const deflated = new Blob([filteredRows(still)]).stream().pipeThrough(new CompressionStream('deflate'));
  return join([
    Uint8Array.from(SIGNATURE),
    chunkOf('IHDR', headerOf(still.width, still.height)),
    chunkOf('IDAT', new Uint8Array(await new Response(deflated).arrayBuffer())),
    chunkOf('IEND', new Uint8Array(0)),
  ]);
}

/** Size that a PNG states of itself, or null when it is none. */
export function pngSize(png: Uint8Array): Size | null {
  if (png.length < IHDR_END || !SIGNATURE.every((byte, i) => png[i] === byte)) return null;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Rows without their filter bytes, which are all zero in what we write. */
function pixelsOf(rows: Uint8Array, { width, height }: Size): Uint8Array<ArrayBuffer> | null {
  const line = width * 3;
  if (rows.length !== (line + 1) * height) return null;
  const pixels = new Uint8Array(line * height);
  for (let y = 0; y < height; y++) {
    const at = y * (line + 1);
    if (rows[at] !== 0) return null;
    pixels.set(rows.subarray(at + 1, at + 1 + line), y * line);
  }
  return pixels;
}

/** A model input is small; a larger picture is not one of ours. */
const SIDE_MAX = 4096;

/** The picture in a PNG made by `encodePng`, byte for byte; null for any other file. */
export function decodePng(png: Uint8Array): RgbPicture | null {
  const size = pngSize(png);
  if (size === null || Math.max(size.width, size.height) > SIDE_MAX || Math.min(size.width, size.height) < 1)
    return null;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const length = png.length > IHDR_END + 12 ? view.getUint32(IHDR_END) : 0;
  if (IHDR_END + 12 + length + 12 !== png.length) return null;
  try {
    const rows = unzlibSync(png.subarray(IHDR_END + 8, IHDR_END + 8 + length), {
      out: new Uint8Array((size.width * 3 + 1) * size.height),
    });
    const pixels = pixelsOf(rows, size);
    if (pixels === null) return null;
    const picture = { ...size, pixels };
    // One picture has one file: whatever differs from ours in form is none of ours.
    const again = encodePng(picture);
    return again.length === png.length && again.every((byte, i) => byte === png[i]) ? picture : null;
  } catch {
    // Not a zlib stream.
    return null;
  }
}

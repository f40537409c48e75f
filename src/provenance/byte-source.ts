/** A file that is read piece by piece: one dropped on the desk, one on disk, or what a page let us have. */
export interface ByteSource {
  readonly size: number;
  /** Bytes from `start` to before `end`; fewer where the file ends. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
}

export function bytesSource(bytes: Uint8Array<ArrayBuffer>): ByteSource {
  return { size: bytes.length, read: async (start, end) => bytes.slice(start, end) };
}

export const ascii = (bytes: Uint8Array, start: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 64)));

/** Unsigned and most significant byte first; 0 beyond the end. */
export function uint(bytes: Uint8Array, at: number, size: 2 | 4 | 8): number {
  let value = 0;
  for (let i = 0; i < size; i++) value = value * 256 + (bytes[at + i] ?? 0);
  return value;
}

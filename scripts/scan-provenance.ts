import { type FileHandle, open, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { ByteSource } from '../src/provenance/byte-source.ts';
import { loadC2pa, reportOf } from '../src/provenance/c2pa.ts';
import { type Provenance, readProvenance, unreadableProvenance } from '../src/provenance/read-provenance.ts';

const WASM = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm');

let wasm: Promise<Buffer<ArrayBuffer>> | null = null;

/** The library is read from disk when the first file with a manifest turns up. */
export async function report(bytes: Uint8Array, type: Parameters<typeof reportOf>[1]): Promise<unknown> {
  wasm ??= readFile(WASM);
  await loadC2pa(await wasm);
  return reportOf(bytes, type);
}

async function sourceOf(file: FileHandle): Promise<ByteSource> {
  const { size } = await file.stat();
  return {
    size,
    read: async (start, end) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
      return bytes.subarray(0, bytesRead);
    },
  };
}

/** The provenance of a file on disk. Never rejects. */
export async function fileProvenance(path: string): Promise<Provenance> {
  try {
    const file = await open(path);
    try {
      return await readProvenance(await sourceOf(file), report);
    } finally {
      await file.close();
    }
  } catch (error) {
    return unreadableProvenance('failed', String(error));
  }
}

import wasmAddress from '@contentauth/c2pa-wasm/c2pa.wasm?url';
import type { ByteSource } from '../src/provenance/byte-source.ts';
import { loadC2pa, reportOf } from '../src/provenance/c2pa.ts';
import { type Report, readProvenance } from '../src/provenance/read-provenance.ts';
import type { FromProvenanceWorker, ToProvenanceWorker } from './provenance-messages.ts';

/** Our side of the worker: TypeScript cannot tell a dedicated worker's global from any other. */
const port = self as unknown as DedicatedWorkerGlobalScope;

const tell = (message: FromProvenanceWorker): void => port.postMessage(message);

/** The library is a file of our own, loaded when the first file with a manifest comes. */
const report: Report = async (bytes, type) => {
  await loadC2pa(await (await fetch(wasmAddress)).arrayBuffer());
  return reportOf(bytes, type);
};

const sourceOf = (file: Blob): ByteSource => ({
  size: file.size,
  read: async (start, end) => new Uint8Array(await file.slice(start, end).arrayBuffer()),
});

port.onmessage = async ({ data }: MessageEvent<ToProvenanceWorker>) => {
  tell({ kind: 'read', id: data.id, provenance: await readProvenance(sourceOf(data.file), report) });
};

tell({ kind: 'up' });

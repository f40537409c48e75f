import { provenanceSigns } from '../src/provenance/provenance-signs.ts';
import { type Provenance, unreadableProvenance } from '../src/provenance/read-provenance.ts';
import type { Sign } from '../src/sign.ts';
import type { FromProvenanceWorker, ToProvenanceWorker } from './provenance-messages.ts';
import { withinTime } from './time-limit.ts';

/** Loading the library, hashing 64 MB and reading the record, on a slow machine; a file that takes longer is made to. */
const READ_TIMEOUT_MS = 20_000;

export interface FileSigns {
  readonly provenance: Provenance;
  /** Signs of AI origin in it, none where it has none. */
  readonly signs: readonly Sign[];
}

/** One file, one worker: a record that hangs or kills it takes nothing else along, and its memory is given back. */
async function readInWorker(worker: Worker, file: Blob): Promise<Provenance> {
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message || 'The worker died'));
    worker.onmessage = ({ data }: MessageEvent<FromProvenanceWorker>) => {
      const message: ToProvenanceWorker = { id: 1, file };
      if (data.kind === 'up') worker.postMessage(message);
      else resolve(data.provenance);
    };
  });
}

/** Reads where a file says it comes from: one dropped on the desk, or bytes a person asked for. Never rejects, asks nobody. */
export async function readFileProvenance(file: Blob): Promise<FileSigns> {
  const worker = new Worker(new URL('./provenance-worker.ts', import.meta.url), { type: 'module' });
  try {
    const provenance = await withinTime(readInWorker(worker, file), READ_TIMEOUT_MS, 'Reading the provenance');
    return { provenance, signs: provenanceSigns(provenance) };
  } catch (error) {
    return { provenance: unreadableProvenance('too-slow', String(error)), signs: [] };
  } finally {
    worker.terminate();
  }
}

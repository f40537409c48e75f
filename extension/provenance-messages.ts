import type { Provenance } from '../src/provenance/read-provenance.ts';

/** To the worker that reads provenance: one file. */
export interface ToProvenanceWorker {
  readonly id: number;
  readonly file: Blob;
}

/** Its answers. `up` comes first: what is posted to a module worker before it runs may be lost. */
export type FromProvenanceWorker =
  | { readonly kind: 'up' }
  | { readonly kind: 'read'; readonly id: number; readonly provenance: Provenance };

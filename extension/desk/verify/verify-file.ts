import { type Checked, checkBundle, type Fault } from '../../../src/evidence/check.ts';
import { LIMITS, type Manifest } from '../../../src/evidence/manifest.ts';
import { type InputReader, type Recomputation, recompute } from '../../../src/evidence/recompute.ts';
import { readSealedRecord, type SealedRecord } from '../../../src/evidence/sealed-record.ts';
import type { Files } from '../../../src/evidence/zip.ts';
import { browser } from '../../browser.ts';
import { loadRecogniser } from '../../load-recogniser.ts';
import { readFileProvenance } from '../../provenance.ts';

/** What came out of one bundle, and of each bundle in a case. */
export type Verified =
  | { readonly kind: 'broken'; readonly name: string; readonly faults: readonly Fault[] }
  | {
      readonly kind: 'intact';
      readonly name: string;
      readonly manifest: Manifest;
      readonly files: Files;
      /** Null where the model of this installation cannot run, or for a case. */
      readonly recomputation: Recomputation | null;
      /** What the media file's own record says, where one was sealed. */
      readonly record: SealedRecord;
    };

const MODELS_FOLDER = 'models/';
let reader: Promise<InputReader | null> | null = null;

/** The model of this installation, loaded once. Null when there is none: hashes and signature are checked all the same. */
export function modelHere(): Promise<InputReader | null> {
  reader ??= loadRecogniser(browser.runtime.getURL(MODELS_FOLDER)).then(
    ({ recogniser }) => recogniser,
    (error: unknown) => {
      console.warn('Lookalike has no model to verify with:', error);
      reader = null;
      return null;
    },
  );
  return reader;
}

async function verifiedOf(name: string, checked: Checked): Promise<Verified> {
  if (checked.kind === 'broken') return { ...checked, name };
  const { manifest, files } = checked;
  const model = manifest.kind === 'flag' ? await modelHere() : null;
  return {
    kind: 'intact',
    name,
    manifest,
    files,
    recomputation: model === null ? null : await recompute(files, model),
    record: await readSealedRecord(files, async (store) => (await readFileProvenance(new Blob([store]))).provenance),
  };
}

/** Checks a file that a person chose; a case is followed by its bundles. */
export async function verifyFile(file: File): Promise<Verified[]> {
  // A file that is too large is refused before it fills the memory.
  if (file.size > LIMITS.zipBytes)
    return [{ kind: 'broken', name: file.name, faults: [{ kind: 'too-large', path: '' }] }];
  const checked = await checkBundle(new Uint8Array(await file.arrayBuffer()));
  const results = [await verifiedOf(file.name, checked)];
  if (checked.kind === 'broken' || checked.manifest.kind !== 'case') return results;
  for (const [path, zip] of checked.files)
    if (path.startsWith('bundles/')) results.push(await verifiedOf(`${file.name}: ${path}`, await checkBundle(zip)));
  return results;
}

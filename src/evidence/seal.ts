import { sha256 } from '../sha256.ts';
import { canonicalJson } from './canonical.ts';
import { guideText } from './guide.ts';
import {
  GUIDE_FILE,
  KEY_FILE,
  type ListedFile,
  MANIFEST_FILE,
  MANIFEST_FORMAT,
  type Manifest,
  SIGNATURE_FILE,
  SUMS_FILE,
  sumsOf,
} from './manifest.ts';
import { pemOf, signBytes } from './signature.ts';
import { type Files, writeZip } from './zip.ts';

/** Everything of a manifest that does not follow from the files. */
export type Sealing = Omit<Manifest, 'format' | 'files'>;

export interface Sealed {
  readonly zip: Uint8Array<ArrayBuffer>;
  readonly manifest: Manifest;
  /** SHA-256 of the manifest, which the next manifest of this key names. */
  readonly manifestHash: string;
}

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));

async function listOf(files: Files): Promise<ListedFile[]> {
  const paths = [...files.keys()].sort();
  return Promise.all(
    paths.map(async (path) => {
      const bytes = files.get(path) ?? new Uint8Array(0);
      return { path, bytes: bytes.length, sha256: await sha256(bytes) };
    }),
  );
}

/** Files with the guide, the key and the sums beside them, all named in a manifest that the key signs, in one ZIP. */
export async function seal(contents: Files, sealing: Sealing, pair: CryptoKeyPair): Promise<Sealed> {
  const files = new Map(contents);
  files.set(GUIDE_FILE, utf8(guideText(sealing)));
  files.set(KEY_FILE, utf8(pemOf(sealing.key.public)));
  files.set(SUMS_FILE, utf8(sumsOf(await listOf(files))));
  const manifest: Manifest = { format: MANIFEST_FORMAT, ...sealing, files: await listOf(files) };
  const bytes = canonicalJson(manifest);
  files.set(MANIFEST_FILE, bytes);
  files.set(SIGNATURE_FILE, await signBytes(pair, bytes));
  return { zip: writeZip(files), manifest, manifestHash: await sha256(bytes) };
}

import * as v from 'valibot';
import { sha256 } from '../sha256.ts';
import { isSameBytes, parseCanonical } from './canonical.ts';
import {
  KEY_FILE,
  type ListedFile,
  MANIFEST_FILE,
  type Manifest,
  manifestSchema,
  SIGNATURE_FILE,
  SUMS_FILE,
  sumsOf,
  UNLISTED,
} from './manifest.ts';
import { isLinkTrue, isSignedBy, pemOf } from './signature.ts';
import { type Files, readZip, ZIP_FAULTS, type ZipFault } from './zip.ts';

/** Each is the message `verify_fault_<name>`. */
export const FAULTS = [
  ...ZIP_FAULTS,
  'foreign', // a ZIP, but not one of our bundles
  'bad-manifest', // the list itself is damaged
  'bad-signature', // the list was changed, or signed by another key
  'bad-link', // claims a key before it that never signed so
  'missing', // a listed file is not there
  'unlisted', // a file that nobody signed for
  'changed', // a file is not the one that was sealed
] as const;
export type FaultKind = (typeof FAULTS)[number];

/** What is wrong, and where; the path is empty for the bundle as a whole. */
export interface Fault {
  readonly kind: FaultKind;
  readonly path: string;
}

export type Checked =
  | { readonly kind: 'intact'; readonly manifest: Manifest; readonly files: Files }
  | { readonly kind: 'broken'; readonly faults: readonly Fault[] };

const broken = (...faults: readonly Fault[]): Checked => ({ kind: 'broken', faults });
const refusedAs = (fault: ZipFault, path: string): Checked => broken({ kind: fault, path });

async function faultOf({ path, bytes, sha256: expected }: ListedFile, files: Files): Promise<Fault[]> {
  const file = files.get(path);
  if (file === undefined) return [{ kind: 'missing', path }];
  return file.length === bytes && (await sha256(file)) === expected ? [] : [{ kind: 'changed', path }];
}

/** The two files that say the same as the manifest in another form must say so. */
function faultsOfCopies(manifest: Manifest, files: Files): Fault[] {
  const copies: readonly [string, string][] = [
    [KEY_FILE, pemOf(manifest.key.public)],
    [SUMS_FILE, sumsOf(manifest.files)],
  ];
  return copies
    .filter(([path, text]) => !isSameBytes(files.get(path) ?? new Uint8Array(0), new TextEncoder().encode(text)))
    .map(([path]) => ({ kind: 'changed' as const, path }));
}

async function faultsOfFiles(manifest: Manifest, files: Files): Promise<Fault[]> {
  const listed = new Set([...manifest.files.map(({ path }) => path), ...UNLISTED]);
  const unlisted = [...files.keys()].filter((path) => !listed.has(path));
  const found = await Promise.all(manifest.files.map((file) => faultOf(file, files)));
  const faults = [...found.flat(), ...unlisted.map((path) => ({ kind: 'unlisted' as const, path }))];
  return faults.length > 0 ? faults : faultsOfCopies(manifest, files);
}

function manifestOf(bytes: Uint8Array<ArrayBuffer>): Manifest | null {
  const parsed = v.safeParse(manifestSchema, parseCanonical(bytes));
  return parsed.success ? parsed.output : null;
}

async function faultsOfKey(manifest: Manifest, files: Files): Promise<Fault[]> {
  const bytes = files.get(MANIFEST_FILE) ?? new Uint8Array(0);
  const signature = files.get(SIGNATURE_FILE) ?? new Uint8Array(0);
  if (!(await isSignedBy(manifest.key.public, bytes, signature)))
    return [{ kind: 'bad-signature', path: SIGNATURE_FILE }];
  return (await isLinkTrue(manifest.key)) ? [] : [{ kind: 'bad-link', path: MANIFEST_FILE }];
}

/** The bundles within a case, each checked by itself; a case within a case is none of ours. */
async function faultsOfCase(manifest: Manifest, files: Files): Promise<Fault[]> {
  if (manifest.kind !== 'case') return [];
  const faults: Fault[] = [];
  for (const [path, bytes] of files) {
    if (!path.startsWith('bundles/')) continue;
    const inner = await checkOne(bytes);
    if (inner.kind === 'broken')
      faults.push(...inner.faults.map((fault) => ({ ...fault, path: `${path}: ${fault.path}` })));
    else if (inner.manifest.kind !== 'flag') faults.push({ kind: 'foreign', path });
  }
  return faults;
}

async function checkOne(zip: Uint8Array): Promise<Checked> {
  const read = readZip(zip);
  if (read.kind === 'refused') return refusedAs(read.fault, read.path);
  const { files, isOurs } = read;
  const bytes = files.get(MANIFEST_FILE);
  if (bytes === undefined) return broken({ kind: 'foreign', path: '' });
  const manifest = manifestOf(bytes);
  if (manifest === null) return broken({ kind: 'bad-manifest', path: MANIFEST_FILE });
  const faults = [...(await faultsOfKey(manifest, files)), ...(await faultsOfFiles(manifest, files))];
  if (faults.length > 0) return broken(...faults);
  return isOurs ? { kind: 'intact', manifest, files } : broken({ kind: 'container', path: '' });
}

/** Checks a bundle or a case, and names every file that is not as it was sealed. Never throws for a bad file. */
export async function checkBundle(zip: Uint8Array): Promise<Checked> {
  const checked = await checkOne(zip);
  if (checked.kind === 'broken') return checked;
  const faults = await faultsOfCase(checked.manifest, checked.files);
  return faults.length > 0 ? broken(...faults) : checked;
}

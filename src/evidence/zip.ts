import { unzipSync, type Zippable, zipSync } from 'fflate';
import { isSameBytes } from './canonical.ts';
import { isSafePath, LIMITS } from './manifest.ts';

/** Files by path. */
export type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

export const ZIP_FAULTS = [
  'too-large', // more bytes or files than a bundle may have
  'not-a-zip', // no ZIP, or cut off
  'compressed', // packed again by another program
  'bad-path', // a name that leads out of the folder, or needs quoting
  'duplicate', // one name twice
  'sizes', // sizes that contradict the file: truncated, overlapping or a bomb
  'container', // contents fine, but bytes between them are not as we write them
] as const;
export type ZipFault = (typeof ZIP_FAULTS)[number];

/** Any moment will do, as long as it is always the same; the true times are in the manifest. */
const ZIP_TIME = new Date(2026, 0, 1);

/** A ZIP whose bytes depend on names and contents alone: stored, sorted, one date. Pictures would not shrink anyway. */
export function writeZip(files: Files): Uint8Array<ArrayBuffer> {
  const contents: Zippable = {};
  for (const path of [...files.keys()].sort()) contents[path] = files.get(path) ?? new Uint8Array(0);
  return new Uint8Array(zipSync(contents, { level: 0, mtime: ZIP_TIME }));
}

export type ZipRead =
  | { readonly kind: 'read'; readonly files: Files; readonly isOurs: boolean }
  | { readonly kind: 'refused'; readonly fault: ZipFault; readonly path: string };

class Refused extends Error {
  readonly fault: ZipFault;
  readonly path: string;

  constructor(fault: ZipFault, path: string) {
    super(fault);
    this.fault = fault;
    this.path = path;
  }
}

/** Sees each entry before a byte of it is unpacked. */
function createGate(zipBytes: number) {
  const seen = new Set<string>();
  let sum = 0;
  return (file: { name: string; size: number; originalSize: number; compression: number }): boolean => {
    if (seen.size >= LIMITS.files) throw new Refused('too-large', '');
    if (!isSafePath(file.name)) throw new Refused('bad-path', file.name.slice(0, LIMITS.pathLength));
    if (seen.has(file.name)) throw new Refused('duplicate', file.name);
    if (file.compression !== 0) throw new Refused('compressed', file.name);
    sum += file.size;
    if (file.size !== file.originalSize || !(sum <= zipBytes)) throw new Refused('sizes', file.name);
    seen.add(file.name);
    return true;
  };
}

function unpack(zip: Uint8Array): Files {
  const sizes = new Map<string, number>();
  const isAllowed = createGate(zip.length);
  const contents = unzipSync(zip, {
    filter: (file) => {
      sizes.set(file.name, file.size);
      return isAllowed(file);
    },
  });
  const files = new Map(Object.entries(contents).map(([path, bytes]) => [path, new Uint8Array(bytes)]));
  for (const [path, size] of sizes) if (files.get(path)?.length !== size) throw new Refused('sizes', path);
  return files;
}

/** Reads a ZIP within bounds: nothing is inflated, and no name leads out of its folder. Never throws. */
export function readZip(zip: Uint8Array): ZipRead {
  if (zip.length > LIMITS.zipBytes) return { kind: 'refused', fault: 'too-large', path: '' };
  try {
    const files = unpack(zip);
    return { kind: 'read', files, isOurs: isSameBytes(writeZip(files), zip) };
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', fault: error.fault, path: error.path };
    return { kind: 'refused', fault: 'not-a-zip', path: '' };
  }
}

import type { ByteSource } from './byte-source.ts';
import { type MediaType, openContainer } from './container.ts';
import { type ManifestFacts, readManifest } from './manifest.ts';
import { readXmp, type XmpFacts } from './xmp.ts';

export const PROVENANCE_TROUBLES = ['not-media', 'malformed', 'too-slow', 'no-access', 'failed'] as const;
export type ProvenanceTrouble = (typeof PROVENANCE_TROUBLES)[number];

/** What a media file says of its own origin. */
export interface Provenance {
  readonly type: MediaType | null;
  /** The signed record (C2PA), or null where there is none that can be read. */
  readonly manifest: ManifestFacts | null;
  /** That record byte for byte (a C2PA manifest store in JUMBF), for evidence; null where it is damaged or too large. */
  readonly manifestStore: Uint8Array<ArrayBuffer> | null;
  readonly xmp: XmpFacts | null;
  /** Why it could not be read, or not wholly; null where nothing went wrong. */
  readonly trouble: ProvenanceTrouble | null;
  /** In the words of the library, for people who look closer; empty without trouble. */
  readonly detail: string;
}

/** Larger files are not hashed: the claims at their beginning are read, and said to be unchecked. */
export const WHOLE_BYTES_MAX = 64 * 2 ** 20;
/** Enough to hold a manifest with its thumbnails. */
const CLAIM_BYTES = 4 * 2 ** 20;

/** Loads the C2PA library and gives its report; an argument, since that library is large and mostly not needed. */
export type Report = (bytes: Uint8Array, type: MediaType) => Promise<unknown>;

const nothingOf = (trouble: ProvenanceTrouble | null, detail = ''): Provenance => ({
  type: null,
  manifest: null,
  manifestStore: null,
  xmp: null,
  trouble,
  detail: detail.slice(0, 300),
});

export const unreadableProvenance = (trouble: ProvenanceTrouble, detail: string): Provenance =>
  nothingOf(trouble, detail);

async function manifestOf(source: ByteSource, type: MediaType, report: Report): Promise<ManifestFacts | null> {
  const isSmall = source.size <= WHOLE_BYTES_MAX;
  const bytes = await source.read(0, isSmall ? source.size : CLAIM_BYTES);
  // A record without its file can be believed or not, but not be held against the file.
  return readManifest(await report(bytes, type), isSmall && type !== 'application/c2pa');
}

/** Reads the provenance of a file in bounded reads. Never rejects: what is wrong with a file is part of the answer. */
export async function readProvenance(source: ByteSource, report: Report): Promise<Provenance> {
  try {
    const { type, hasManifest, manifestStore, xmp, isMalformed } = await openContainer(source);
    if (type === null) return nothingOf('not-media');
    const found = {
      ...nothingOf(isMalformed ? 'malformed' : null),
      type,
      manifestStore,
      xmp: xmp === null ? null : readXmp(xmp),
    };
    if (!hasManifest) return found;
    try {
      const manifest = await manifestOf(source, type, report);
      return { ...found, manifest, trouble: manifest === null ? 'malformed' : found.trouble };
    } catch (error) {
      return { ...found, trouble: 'malformed', detail: String(error).slice(0, 300) };
    }
  } catch (error) {
    return nothingOf('failed', String(error));
  }
}

import { canonicalJson } from './canonical.ts';

/** A file of the person's own that was looked at in place of a post. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** When the file was last changed, as its folder says. Milliseconds since 1970. */
  readonly changedAt: number;
  /** Milliseconds since 1970 by the local clock. */
  readonly readAt: number;
}

export const SOURCE_FILE = 'provenance/source-file.json';

/** Which file was looked at, so that whoever has it can tell that it is the same. The file itself is not sealed. */
export function filesOfSource(source: SourceFile | undefined): [string, Uint8Array<ArrayBuffer>][] {
  if (source === undefined) return [];
  const { changedAt, readAt, ...facts } = source;
  const times = { changedAt: new Date(changedAt).toISOString(), readAt: new Date(readAt).toISOString() };
  return [[SOURCE_FILE, canonicalJson({ ...facts, ...times })]];
}

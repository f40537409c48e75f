import { PACK_FORMAT, type Pack } from '../pack.ts';
import { encodePrototypes, type PackFile } from '../pack-file.ts';
import type { FittedEntry } from './fit-entry.ts';

/** What a person says of an entry of their own. */
export interface EntryFacts {
  readonly id: string;
  readonly version: string;
  readonly owner: string;
  readonly franchise: string;
  /** BCP 47 language to names, the first of each the one to show. */
  readonly names: Record<string, string[]>;
  readonly ambiguousNames: string[];
  readonly hashtags: string[];
}

function joinedPrototypes(rows: readonly Float32Array[]): string {
  return encodePrototypes(Float32Array.from(rows.flatMap((row) => [...row])));
}

/** A pack of the one entry, for the recogniser and the spaces of `base`, with `flag` as its threshold. */
export function entryPack(
  { candidate, bias, thresholds }: FittedEntry,
  facts: EntryFacts,
  { base, flag }: { readonly base: Pack; readonly flag: number },
): PackFile {
  const { id, version, ...rest } = facts;
  const { prototypes, contrasts } = candidate;
  const contrast = { id: `${id}-not`, space: 'cells' as const, bias: 0, prototypes: joinedPrototypes(contrasts) };
  return {
    format: PACK_FORMAT,
    id,
    version,
    recogniser: base.recogniser,
    space: base.space,
    entries: [
      {
        id,
        kind: 'character',
        ...rest,
        thresholds: { unsure: Math.min(thresholds.unsure, flag), flag },
        bias,
        prototypes: joinedPrototypes(prototypes),
      },
    ],
    contrast: contrasts.length > 0 ? [contrast] : [],
  };
}

import { PACK_FORMAT, type Pack } from '../pack.ts';
import { encodePrototypes, type PackEstimate, type PackFile } from '../pack-file.ts';
import type { BuiltEntry } from './build-entry.ts';
import { estimateAt } from './estimate.ts';

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

/** The estimate as the file of the pack keeps it. `date`: YYYY-MM-DD. */
function packEstimate(built: BuiltEntry, flag: number, date: string): PackEstimate {
  const { recall, interval, impostors, places } = estimateAt(built, flag);
  return { date, pictures: built.leftOut.length, recall, low: interval.low, high: interval.high, impostors, places };
}

export interface PackMaking {
  readonly base: Pack;
  /** The threshold that was chosen. */
  readonly flag: number;
  /** YYYY-MM-DD */
  readonly date: string;
}

/** A pack of the one entry, for the recogniser and the spaces of `base`, with `flag` as its threshold. */
export function entryPack(built: BuiltEntry, facts: EntryFacts, { base, flag, date }: PackMaking): PackFile {
  const { candidate, bias, thresholds } = built;
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
    estimate: packEstimate(built, flag, date),
  };
}

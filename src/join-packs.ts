import type { Contrast, Entry, EntryKind, Pack } from './pack.ts';
import { PackError } from './pack-file.ts';
import { type Bank, bankOf } from './score.ts';

/** Everything the packs know, ready to score with. */
export interface JoinedPacks {
  /** In pack order. */
  readonly entries: readonly Entry[];
  readonly characters: readonly Entry[];
  readonly styles: readonly Entry[];
  readonly cells: Bank;
  readonly scene: Bank;
  readonly window: number;
  /** Such as `lookalike@3+sample@1`. */
  readonly version: string;
}

/** The protocol keeps versions short. */
const VERSION_LENGTH = 50;

function versionOf(packs: readonly Pack[]): string {
  const names = packs.map(({ id, version }) => `${id}@${version}`);
  const all = names.join('+');
  if (all.length <= VERSION_LENGTH) return all;
  const rest = `+${names.length - 1} more`;
  return `${(names[0] ?? '').slice(0, VERSION_LENGTH - rest.length)}${names.length > 1 ? rest : ''}`;
}

function refuseOther(pack: Pack, first: Pack, recogniser: string): void {
  if (pack.recogniser !== recogniser) {
    const message = `made for recogniser ${pack.recogniser}, this one is ${recogniser}. Build it again.`;
    throw new PackError('other-recogniser', pack.id, message);
  }
  const shape = ({ cells, scene }: Pack['space']): string =>
    [cells.scale, cells.temperature, cells.window, scene.scale, scene.temperature].join(' ');
  if (shape(pack.space) !== shape(first.space)) {
    throw new PackError('other-space', pack.id, `its scales differ from those of pack "${first.id}".`);
  }
}

function refuseTwice(packs: readonly Pack[]): void {
  const owners = new Map<string, string>();
  for (const pack of packs) {
    for (const { id } of pack.entries) {
      const other = owners.get(id);
      if (other !== undefined) throw new PackError('twice', pack.id, `entry "${id}" is in pack "${other}" too.`);
      owners.set(id, pack.id);
    }
  }
}

/** An entry with nothing to compete with would take every frame. */
function refuseAlone(first: Pack, entries: readonly Entry[], contrasts: readonly Contrast[]): void {
  const spaces: readonly [EntryKind, Contrast['space']][] = [
    ['character', 'cells'],
    ['style', 'scene'],
  ];
  for (const [kind, space] of spaces) {
    const has = entries.some((entry) => entry.kind === kind);
    if (has && !contrasts.some((row) => row.space === space)) {
      throw new PackError('no-contrast', first.id, `nothing to tell its ${kind} entries from; add the base pack.`);
    }
  }
}

/**
 * Joins packs so that their entries and contrasts compete in one softmax per space.
 * @throws PackError when a pack does not go with the recogniser or with the packs before it.
 */
export function joinPacks(
  packs: readonly Pack[],
  recogniser: { readonly version: string; readonly dimensions: { readonly cells: number; readonly scene: number } },
): JoinedPacks {
  const [first] = packs;
  if (first === undefined) throw new PackError('not-a-pack', 'none', 'no pack was given.');
  for (const pack of packs) refuseOther(pack, first, recogniser.version);
  refuseTwice(packs);
  const entries = packs.flatMap((pack) => pack.entries);
  const contrasts = packs.flatMap((pack) => pack.contrast);
  refuseAlone(first, entries, contrasts);
  const characters = entries.filter(({ kind }) => kind === 'character');
  const styles = entries.filter(({ kind }) => kind === 'style');
  const inSpace = (space: Contrast['space']): Contrast[] => contrasts.filter((row) => row.space === space);
  const { cells, scene } = first.space;
  return {
    entries,
    characters,
    styles,
    cells: bankOf(characters, inSpace('cells'), { scale: cells, dimensions: recogniser.dimensions.cells }),
    scene: bankOf(styles, inSpace('scene'), { scale: scene, dimensions: recogniser.dimensions.scene }),
    window: cells.window,
    version: versionOf(packs),
  };
}

/** Everything about the shape and the checks of packs. The pack is data: it never runs code. */
export const PACK_FORMAT = 'lookalike-pack/1';

export type EntryKind = 'character' | 'style';

export interface Thresholds {
  readonly unsure: number;
  readonly flag: number;
}

/** A character or style as the pack knows it. Prototypes are unit vectors, one after the other. */
export interface Entry {
  readonly id: string;
  readonly kind: EntryKind;
  readonly franchise: string;
  readonly owner: string;
  /** Language tag (BCP 47) to names, first the one to show. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** Names that are also ordinary words: a caption needs a second cue. */
  readonly ambiguousNames: readonly string[];
  readonly hashtags: readonly string[];
  readonly thresholds: Thresholds;
  readonly bias: number;
  /** k * dimensions. Characters live in the cell space, styles in the scene space. */
  readonly prototypes: Float32Array;
}

/** Something that is no entry but competes with the entries: photos, ordinary anime, other characters. */
export interface Contrast {
  readonly id: string;
  readonly space: 'cells' | 'scene';
  readonly bias: number;
  readonly prototypes: Float32Array;
}

/** How cosines become scores in one space: logit = scale * cos + bias; score = sigmoid(log-odds / temperature). */
export interface SpaceScale {
  readonly scale: number;
  readonly temperature: number;
}

export interface Pack {
  readonly id: string;
  readonly version: string;
  /** Version of the recogniser whose space the prototypes live in. */
  readonly recogniser: string;
  readonly space: { readonly cells: SpaceScale & { readonly window: number }; readonly scene: SpaceScale };
  readonly entries: readonly Entry[];
  readonly contrast: readonly Contrast[];
}

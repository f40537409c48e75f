export const SIGN_KINDS = ['provenance', 'label', 'mark', 'caption'] as const;
export type SignKind = (typeof SIGN_KINDS)[number];
export type SignStrength = 'weak' | 'strong';

/** A hint of AI origin. Strong signs are about this very video, weak ones about the topic. */
export interface Sign {
  readonly kind: SignKind;
  readonly strength: SignStrength;
  /** What it rests on, word for word: the tag, the phrase, the label text. */
  readonly cue: string;
  /** The generator it names, such as "Sora", or empty. */
  readonly generator: string;
}

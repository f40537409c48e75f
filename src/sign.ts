import type { Box } from './match.ts';

export const SIGN_KINDS = ['provenance', 'label', 'mark', 'caption'] as const;
export type SignKind = (typeof SIGN_KINDS)[number];
export type SignStrength = 'weak' | 'strong';

/** What a person should know about a sign beside its cue; each is a message of `_locales`. */
export const SIGN_NOTES = [
  // provenance: whether the file is what was signed, and whose signature it is
  'signed',
  'tampered',
  'unchecked',
  'unsigned',
  'partly',
  'ingredient',
  'trusted',
  'untrusted',
  'expired',
  'revoked',
  // label
  'by-author',
  'by-site',
  'unverified-text',
  // mark
  'can-be-faked',
  'jumps',
  'stays',
  'experimental',
] as const;
export type SignNote = (typeof SIGN_NOTES)[number];

/** A hint of AI origin. Strong signs are about this very video, weak ones about the topic. */
export interface Sign {
  readonly kind: SignKind;
  readonly strength: SignStrength;
  /** What it rests on, word for word: the tag, the phrase, the label text. */
  readonly cue: string;
  /** The generator it names, such as "Sora", or empty. */
  readonly generator: string;
  readonly notes?: readonly SignNote[] | undefined;
  /** Where a mark stands in the frame. */
  readonly box?: Box | undefined;
}

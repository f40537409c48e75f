import { fileSignsOf, withSigns } from './file-signs.ts';
import type { Flag } from './flag.ts';
import { keyOf, type Post } from './post.ts';
import type { Sign } from './sign.ts';
import type { Verdict, VerdictKind } from './verdict.ts';

/** What is kept at all: flags, and the two kinds listed only for those who ask. Zero is not kept. */
const RANK: Record<VerdictKind, number> = { likely: 3, possible: 2, seen: 1, 'ai-only': 1, clear: 0, unknown: 0 };

export const isKept = (kind: VerdictKind): boolean => RANK[kind] > 0;

/** A later visit begins to look from nothing, so an equal verdict replaces the stored one only when it rests on as much. */
function isAtLeast(next: Verdict, stored: Verdict): boolean {
  const gain = RANK[next.kind] - RANK[stored.kind];
  if (gain !== 0) return gain > 0;
  return next.modelVersion !== stored.modelVersion || next.framesRead >= stored.framesRead;
}

export interface Sighted {
  readonly post: Post;
  readonly verdict: Verdict;
  readonly mediaAddress?: string;
  /** By the browser's word. */
  readonly pageAddress?: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The flag after one more verdict on its post. It may rise and never falls; feedback and first sight are kept. */
export function raiseFlag(stored: Flag | undefined, { post, verdict, at, mediaAddress, pageAddress }: Sighted): Flag {
  const where = {
    ...(mediaAddress === undefined ? {} : { mediaAddress }),
    ...(pageAddress === undefined ? {} : { pageAddress }),
  };
  if (stored === undefined) {
    return { key: keyOf(post), post, verdict, ...where, firstSeenAt: at, updatedAt: at, feedback: 'none', review: [] };
  }
  // The page does not know what a person had read out of the file; it holds all the same.
  const whole = withSigns(verdict, fileSignsOf(stored.verdict));
  return isAtLeast(whole, stored.verdict)
    ? { ...stored, ...where, post, verdict: whole, updatedAt: at }
    : { ...stored, ...where, updatedAt: at };
}

/** The flag once its file was read; null where that tells nothing new. */
export function withFileSigns(flag: Flag, signs: readonly Sign[], at: number): Flag | null {
  const verdict = withSigns(flag.verdict, signs);
  return verdict.signs.length === flag.verdict.signs.length ? null : { ...flag, verdict, updatedAt: at };
}

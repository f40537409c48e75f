import type { Flag } from './flag.ts';
import { keyOf, type Post } from './post.ts';
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
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The flag after one more verdict on its post. It may rise and never falls; feedback and first sight are kept. */
export function raiseFlag(stored: Flag | undefined, { post, verdict, at }: Sighted): Flag {
  if (stored === undefined) {
    return { key: keyOf(post), post, verdict, firstSeenAt: at, updatedAt: at, feedback: 'none', review: [] };
  }
  return isAtLeast(verdict, stored.verdict)
    ? { ...stored, post, verdict, updatedAt: at }
    : { ...stored, updatedAt: at };
}

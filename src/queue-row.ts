import type { Feedback, Flag } from './flag.ts';
import { entryName, entryOwner } from './lexicon.ts';
import { normalText } from './normal-text.ts';
import type { Site } from './post.ts';
import { noteOf, type ReviewState, stateAfter } from './review.ts';
import { SIGN_KINDS, type SignKind } from './sign.ts';
import type { VerdictKind } from './verdict.ts';

/** What a list of thousands of flags needs of each, and nothing more: the flag itself is read when it is opened. */
export interface QueueRow {
  readonly key: string;
  readonly updatedAt: number;
  readonly firstSeenAt: number;
  readonly kind: VerdictKind;
  readonly state: ReviewState;
  /** When it was decided last, or 0. */
  readonly decidedAt: number;
  readonly site: Site;
  readonly permalink: string;
  readonly author: string;
  /** Beginning of the caption. */
  readonly caption: string;
  /** Ids, best first. */
  readonly entries: readonly string[];
  readonly owners: readonly string[];
  readonly signs: readonly SignKind[];
  readonly score: number;
  readonly feedback: Feedback;
  readonly hasNote: boolean;
  /** Everything that the search looks in, in one spelling. */
  readonly text: string;
}

/** A line of the list shows less; the search looks in all of it. */
const CAPTION_MAX = 160;
/** Captions of megabytes are cut by the page's adapter; this bounds what thousands of rows hold. */
const SEARCHED_MAX = 2000;

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

function searchedText(flag: Flag, owners: readonly string[]): string {
  const { post, verdict, review } = flag;
  const names = verdict.entries.flatMap(({ entry }) => [entry, entryName(entry, 'en'), entryName(entry, 'ja')]);
  const cues = verdict.signs.flatMap(({ cue, generator }) => [cue, generator]);
  const parts = [post.author, post.permalink, ...unique(names), ...owners, ...cues, noteOf(review), post.caption];
  return normalText(parts.join('\n').slice(0, SEARCHED_MAX));
}

export function rowOf(flag: Flag): QueueRow {
  const { post, verdict, review } = flag;
  const owners = unique(verdict.entries.map(({ entry }) => entryOwner(entry)).filter((owner) => owner !== ''));
  return {
    key: flag.key,
    updatedAt: flag.updatedAt,
    firstSeenAt: flag.firstSeenAt,
    kind: verdict.kind,
    state: stateAfter(review),
    decidedAt: review.at(-1)?.at ?? 0,
    site: post.site,
    permalink: post.permalink,
    author: post.author,
    caption: post.caption.slice(0, CAPTION_MAX),
    entries: unique(verdict.entries.map(({ entry }) => entry)),
    owners,
    signs: SIGN_KINDS.filter((kind) => verdict.signs.some((sign) => sign.kind === kind)),
    score: verdict.entries[0]?.bestScore ?? 0,
    feedback: flag.feedback,
    hasNote: noteOf(review) !== '',
    text: searchedText(flag, owners),
  };
}

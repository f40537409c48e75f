import { writeCsv } from './csv.ts';
import type { Flag } from './flag.ts';
import { entryName, entryOwner } from './lexicon.ts';
import { stateAfter } from './review.ts';

export const DECISIONS_FORMAT = 'lookalike-decisions/1';

/** To the second; empty for never. */
const iso = (at: number | undefined): string =>
  at === undefined ? '' : new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

const COLUMNS: readonly [string, (flag: Flag) => string][] = [
  ['site', ({ post }) => post.site],
  ['id', ({ post }) => post.id],
  ['permalink', ({ post }) => post.permalink],
  ['account', ({ post }) => post.author],
  ['posted_at', ({ post }) => post.postedAt],
  ['caption', ({ post }) => post.caption],
  ['verdict', ({ verdict }) => verdict.kind],
  ['looks_like', ({ verdict }) => verdict.entries.map(({ entry }) => entryName(entry, 'en')).join('; ')],
  ['rightsholder', ({ verdict }) => [...new Set(verdict.entries.map(({ entry }) => entryOwner(entry)))].join('; ')],
  ['likeness', ({ verdict }) => String(Math.round((verdict.entries[0]?.bestScore ?? 0) * 100))],
  ['signs', ({ verdict }) => verdict.signs.map(({ kind, cue }) => `${kind}: ${cue}`).join('; ')],
  ['first_seen', ({ firstSeenAt }) => iso(firstSeenAt)],
  ['last_seen', ({ updatedAt }) => iso(updatedAt)],
  ['state', ({ review }) => stateAfter(review)],
  ['decided_at', ({ review }) => iso(review.at(-1)?.at)],
  ['decided_by', ({ review }) => review.at(-1)?.by ?? ''],
  ['note', ({ review }) => review.at(-1)?.note ?? ''],
  ['feedback', ({ feedback }) => feedback],
  ['model', ({ verdict }) => verdict.modelVersion],
  ['pack', ({ verdict }) => verdict.packVersion],
];

/** One line a flag, with its last decision. */
export const decisionsCsv = (flags: readonly Flag[]): string =>
  writeCsv([COLUMNS.map(([name]) => name), ...flags.map((flag) => COLUMNS.map(([, textOf]) => textOf(flag)))]);

/** An address of media may hold what a site gave this browser alone; it goes to nobody. */
const withoutMedia = ({ mediaAddress: _media, pageAddress: _page, ...flag }: Flag): Flag => flag;

/** Flags with every decision: what another desk can merge. */
export const decisionsJson = (flags: readonly Flag[], exportedAt: number): string =>
  `${JSON.stringify({ format: DECISIONS_FORMAT, exportedAt: iso(exportedAt), flags: flags.map(withoutMedia) }, null, 1)}\n`;

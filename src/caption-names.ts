import { LEXICON, type LexiconRow } from './lexicon.ts';
import { containsPhrase, hashtagsOf, normalText } from './normal-text.ts';

interface NormalRow {
  readonly id: string;
  readonly franchise: string;
  readonly clear: readonly string[];
  readonly ambiguous: readonly string[];
  readonly tags: readonly string[];
}

/** Two characters of Chinese or Japanese name too many other things to stand alone; so do three Latin letters. */
const isShort = (name: string): boolean => [...name].length <= (/[a-z]/.test(name) ? 3 : 2);

function normalRow(row: LexiconRow): NormalRow {
  const listed = new Set(row.ambiguous.map(normalText));
  const names = Object.values(row.names).flatMap((list) => (list ?? []).map(normalText));
  const isAmbiguous = (name: string): boolean => listed.has(name) || isShort(name);
  return {
    id: row.id,
    franchise: row.franchise,
    clear: names.filter((name) => !isAmbiguous(name)),
    ambiguous: names.filter(isAmbiguous),
    tags: row.hashtags.map(normalText),
  };
}

const ROWS = LEXICON.map(normalRow);

/**
 * Ids of the lexicon named in a text, in its order. An ambiguous name counts only beside a second cue: a clear name or a
 * hashtag of the same franchise. A hashtag that is itself an ambiguous name is no second cue for itself.
 */
export function namesIn(text: string): string[] {
  const normal = normalText(text);
  const tags = new Set(hashtagsOf(normal));
  // Tags are words too, and people write names in them without spaces.
  const spoken = normal.replace(/#[\p{L}\p{N}_]+/gu, ' ');
  const isClear = (row: NormalRow): boolean =>
    row.clear.some((name) => containsPhrase(spoken, name) || tags.has(name.replace(/[^\p{L}\p{N}]/gu, '')));
  const tagCues = (row: NormalRow): string[] => row.tags.filter((tag) => tags.has(tag) && !row.ambiguous.includes(tag));
  const cued = new Set(ROWS.filter((row) => isClear(row) || tagCues(row).length > 0).map((row) => row.franchise));
  const isNamed = (row: NormalRow): boolean =>
    isClear(row) ||
    (cued.has(row.franchise) && row.ambiguous.some((name) => containsPhrase(spoken, name) || tags.has(name)));
  return ROWS.filter(isNamed).map((row) => row.id);
}

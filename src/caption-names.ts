import { LEXICON, type LexiconRow, ownEntries } from './lexicon.ts';
import { containsPhrase, hashtagsOf, normalText } from './normal-text.ts';

interface NormalRow {
  readonly id: string;
  readonly franchise: string;
  readonly clear: readonly string[];
  readonly ambiguous: readonly string[];
  readonly tags: readonly string[];
}

/** Longest caption looked at; a page may hold megabytes. */
const CAPTION_LENGTH_MAX = 8000;

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

/** A row of the lexicon named in a text, and the words or the #tag that name it. */
export interface Named {
  readonly entry: string;
  readonly cue: string;
}

interface Words {
  /** Without hashtags: those are words too, written without spaces, and matched apart. */
  readonly spoken: string;
  readonly tags: ReadonlySet<string>;
}

function wordsOf(text: string): Words {
  const normal = normalText(text.slice(0, CAPTION_LENGTH_MAX));
  return { spoken: normal.replace(/#[\p{L}\p{N}_]+/gu, ' '), tags: new Set(hashtagsOf(normal)) };
}

const tagOf = (name: string): string => name.replace(/[^\p{L}\p{N}]/gu, '');

function cueAmong(names: readonly string[], { spoken, tags }: Words): string | undefined {
  const said = names.find((name) => containsPhrase(spoken, name));
  const tagged = names.find((name) => tags.has(tagOf(name)));
  return said ?? (tagged === undefined ? undefined : `#${tagOf(tagged)}`);
}

/** A hashtag of the row that is not itself an ambiguous name; it stands for the franchise, not for the entry. */
const hasFranchiseTag = (row: NormalRow, { tags }: Words): boolean =>
  row.tags.some((tag) => tags.has(tag) && !row.ambiguous.includes(tag));

/**
 * Rows of the lexicon named in a text, in the lexicon's order. An ambiguous name counts only beside a second cue: a clear
 * name or a hashtag of the same franchise.
 */
export function namedIn(text: string): Named[] {
  const words = wordsOf(text);
  const rows = [...ROWS, ...ownEntries().map(normalRow)];
  const cued = new Set(
    rows
      .filter((row) => cueAmong(row.clear, words) !== undefined || hasFranchiseTag(row, words))
      .map((row) => row.franchise),
  );
  return rows.flatMap((row) => {
    const cue = cueAmong(row.clear, words) ?? (cued.has(row.franchise) ? cueAmong(row.ambiguous, words) : undefined);
    return cue === undefined ? [] : [{ entry: row.id, cue }];
  });
}

/** The same as ids alone. */
export const namesIn = (text: string): string[] => namedIn(text).map(({ entry }) => entry);

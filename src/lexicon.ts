import rows from '../models/lexicon.json' with { type: 'json' };

/** One row of the lexicon: who a character, style or franchise belongs to and what people call it. */
export interface LexiconRow {
  readonly id: string;
  readonly kind: string;
  readonly owner: string;
  readonly franchise: string;
  /** BCP 47 language to names; the first of a language is the one to show. */
  readonly names: Readonly<Record<string, readonly string[] | undefined>>;
  /** Names that are also ordinary words or other people's names. */
  readonly ambiguous: readonly string[];
  /** Without the #. */
  readonly hashtags: readonly string[];
}

export const LEXICON: readonly LexiconRow[] = rows;

const byId = new Map(LEXICON.map((row) => [row.id, row]));

/** Entries of packs that the lexicon lacks: the person's own, and what is shipped beside it. */
const ownById = new Map<string, LexiconRow>();

export function learnOwnEntries(rows: readonly LexiconRow[]): void {
  ownById.clear();
  for (const row of rows) ownById.set(row.id, row);
}

export const ownEntries = (): readonly LexiconRow[] => [...ownById.values()];

/** What is known of an entry, or of a franchise. */
export const rowWith = (id: string): LexiconRow | undefined => byId.get(id) ?? ownById.get(id);

/** Name of an entry in a language such as `ja` or `en-GB`, in English where that is missing, else its id. */
export function entryName(id: string, language: string): string {
  const names = rowWith(id)?.names;
  const short = language.split('-')[0] ?? 'en';
  return names?.[language]?.[0] ?? names?.[short]?.[0] ?? names?.en?.[0] ?? id;
}

/** Up to this many further names tell who is meant. */
const OTHER_NAMES_MAX = 2;

/** The first names of an entry in other languages than this one. */
export function otherNames(id: string, language: string): string[] {
  const own = entryName(id, language);
  const firsts = Object.values(rowWith(id)?.names ?? {}).flatMap((names) => names?.[0] ?? []);
  return [...new Set(firsts)].filter((name) => name !== own).slice(0, OTHER_NAMES_MAX);
}

/** The rightsholder as one line, or empty when the lexicon does not know the entry. */
export const entryOwner = (id: string): string => rowWith(id)?.owner ?? '';

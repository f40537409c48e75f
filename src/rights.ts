import table from '../models/rights.json' with { type: 'json' };
import { entryName, rowWith } from './lexicon.ts';

/** Each is the message `rights_kind_<kind>`. */
export const FACT_KINDS = [
  'public-domain',
  'term', // when it becomes so
  'licence',
  'dispute', // a complaint on which nothing is decided
  'ruling',
  'request',
  'style',
  'exception',
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** One fact about rights in an entry, with its dates (ISO 8601, or empty) and where it was read. */
export interface RightsFact {
  readonly id: string;
  readonly kind: FactKind;
  readonly since: string;
  readonly until: string;
  /** Country, union or service that it holds for. */
  readonly where: string;
  readonly text: string;
  readonly source: string;
  /** https address of the source, or empty. */
  readonly address: string;
}

export interface RightsCard {
  readonly owner: string;
  readonly franchise: string;
  readonly facts: readonly RightsFact[];
  /** When the table was last read over. */
  readonly checked: string;
}

interface Row {
  readonly id: string;
  readonly entries?: readonly string[];
  readonly owners?: readonly string[];
  readonly entryKind?: string;
  readonly kind: string;
  readonly since: string;
  readonly until: string;
  readonly where: string;
  readonly text: { readonly en: string; readonly ja: string };
  readonly source: string;
  readonly address: string;
}
const ROWS: readonly Row[] = table.facts;

const isFactKind = (kind: string): kind is FactKind => FACT_KINDS.some((known) => known === kind);

interface About {
  readonly entry: string;
  readonly kind: 'character' | 'style';
  readonly owner: string;
}

function isAbout(row: Row, { entry, kind, owner }: About): boolean {
  if (row.entries?.includes(entry)) return true;
  if (row.owners?.includes(owner)) return true;
  return row.entryKind === kind || row.entryKind === 'any';
}

/** What is known of the rights in an entry. One that neither the lexicon nor a pack knows has no owner, and the general facts. */
export function rightsOf(entry: string, kind: 'character' | 'style', language: string): RightsCard {
  const { owner = '', franchise = '' } = rowWith(entry) ?? {};
  const facts = ROWS.filter((row) => isAbout(row, { entry, kind, owner })).flatMap((row) => {
    const { id, since, until, where, source, address } = row;
    const text = language.startsWith('ja') ? row.text.ja : row.text.en;
    return isFactKind(row.kind) ? [{ id, kind: row.kind, since, until, where, source, address, text }] : [];
  });
  return { owner, franchise: franchiseName(franchise, language), facts, checked: table.checked };
}

const FRANCHISES: Readonly<Record<string, { readonly en: string; readonly ja: string } | undefined>> = table.franchises;

/** A franchise is named by the table, else by the row of its id, often that of its first character. Empty where it is none. */
function franchiseName(franchise: string, language: string): string {
  const named = FRANCHISES[franchise];
  return named === undefined ? entryName(franchise, language) : language.startsWith('ja') ? named.ja : named.en;
}

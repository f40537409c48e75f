import { entryName } from '../lexicon.ts';
import type { VerdictKind } from '../verdict.ts';
import { canonicalJson } from './canonical.ts';
import { indexHtml } from './case-html.ts';
import { caseWords, signsIn } from './case-words.ts';
import type { FlagEvidence } from './flag-bundle.ts';
import type { Files } from './zip.ts';

/** One sealed bundle of a case. */
export interface CaseItem {
  readonly evidence: FlagEvidence;
  readonly zip: Uint8Array<ArrayBuffer>;
  /** SHA-256 of the ZIP. */
  readonly sha256: string;
}

/** One row of the index. */
export interface CaseRow {
  readonly number: number;
  readonly bundle: string;
  readonly bundleSha256: string;
  readonly site: string;
  readonly postId: string;
  readonly permalink: string;
  /** As the browser named the page, or empty. */
  readonly page: string;
  readonly account: string;
  readonly postedAt: string;
  readonly firstSeenAt: string;
  readonly verdict: VerdictKind;
  readonly looksLike: string;
  readonly likeness: number;
  readonly signs: string;
  readonly caption: string;
  readonly modelVersion: string;
  readonly packVersion: string;
  readonly feedback: string;
  /** A file of the case, or empty. */
  readonly picture: string;
}

/** Names in the ZIP sort as the rows do. */
const numbered = (number: number): string => String(number).padStart(4, '0');

const pictureOf = ({ frames }: FlagEvidence): Uint8Array<ArrayBuffer> | null =>
  frames[0]?.still ?? frames[0]?.input ?? null;

function rowOf({ evidence, sha256 }: CaseItem, number: number, language: string): CaseRow {
  const { post, verdict, firstSeenAt, feedback, pageAddress = '' } = evidence.flag;
  return {
    number,
    bundle: `bundles/${numbered(number)}.zip`,
    bundleSha256: sha256,
    site: post.site,
    postId: post.id,
    permalink: post.permalink,
    page: pageAddress,
    account: post.author,
    postedAt: post.postedAt,
    firstSeenAt: new Date(firstSeenAt).toISOString(),
    verdict: verdict.kind,
    looksLike: verdict.entries.map(({ entry }) => entryName(entry, language)).join('; '),
    likeness: verdict.entries[0]?.bestScore ?? 0,
    signs: verdict.signs.map(({ kind, strength, cue }) => `${kind} (${strength}): ${cue}`).join('; '),
    caption: post.caption,
    modelVersion: verdict.modelVersion,
    packVersion: verdict.packVersion,
    feedback,
    picture: pictureOf(evidence) === null ? '' : `pictures/${numbered(number)}.png`,
  };
}

/** A cell that a spreadsheet will not take for a formula, quoted as RFC 4180 wants it. */
export function csvCell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvOf(rows: readonly CaseRow[]): string {
  const [first] = rows;
  if (first === undefined) return '';
  const lines = [Object.keys(first), ...rows.map((row) => Object.values(row).map(csvCell))];
  // The mark at the start tells spreadsheets that the text is UTF-8.
  return `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));

/** The files of a case: the sealed bundles, and an index of them to read, to print and to load. */
export function filesOfCase(items: readonly CaseItem[], language: string): Files {
  const rows = items.map((item, i) => rowOf(item, i + 1, language));
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const [i, row] of rows.entries()) {
    const item = items[i];
    if (item === undefined) continue;
    files.set(row.bundle, item.zip);
    const picture = pictureOf(item.evidence);
    if (picture !== null) files.set(row.picture, picture);
  }
  files.set('index.json', canonicalJson(rows));
  files.set('index.csv', utf8(csvOf(rows)));
  const words = caseWords(language);
  const articles = rows.map((row, i) => ({
    ...row,
    signs: signsIn(items[i]?.evidence.flag.verdict.signs ?? [], words),
  }));
  files.set('index.html', utf8(indexHtml(articles, words)));
  return files;
}

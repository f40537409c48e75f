import type { Flag } from './flag.ts';
import { entryName, entryOwner } from './lexicon.ts';
import type { Role } from './report-routes.ts';

/** Messages in the language of the reader; keys are those of `_locales`. */
export type Say = (key: string, ...values: string[]) => string;

export interface ReportWriter {
  readonly say: Say;
  /** BCP 47. */
  readonly language: string;
}

/** Characters that reorder or hide text must not travel from a page into a report. */
export const plain = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();

/** To the second: more would claim a precision that nobody measured. */
const iso = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

function factsOf(flag: Flag, { say, language }: ReportWriter): string[] {
  const { post, verdict, firstSeenAt } = flag;
  const names = verdict.entries.map(({ entry }) => {
    const owner = entryOwner(entry);
    return owner === '' ? entryName(entry, language) : `${entryName(entry, language)} (${owner})`;
  });
  return [
    say('report_text_post', post.permalink),
    post.author === '' ? '' : say('report_text_author', plain(post.author)),
    post.postedAt === '' ? '' : say('report_text_posted', plain(post.postedAt)),
    say('report_text_seen', iso(firstSeenAt)),
    names.length === 0 ? '' : say('report_text_resembles', names.join('; ')),
    verdict.signs.length === 0 ? '' : say('report_text_signs', verdict.signs.map(({ cue }) => plain(cue)).join('; ')),
  ].filter((line) => line !== '');
}

/** Blanks that only the owner can fill; nothing is declared in anybody's name. */
const OWNER_BLANKS = [
  'report_text_owner_name',
  'report_text_owner_role',
  'report_text_owner_contact',
  'report_text_owner_work',
  'report_text_owner_statement',
] as const;

/** Text for a person to check, finish and send by hand. Newlines between lines; nothing in it is signed. */
export function reportText(flag: Flag, role: Role, writer: ReportWriter): string {
  const { say } = writer;
  const opening = say(role === 'owner' ? 'report_text_open_owner' : 'report_text_open_viewer');
  const blanks = role === 'owner' ? ['', ...OWNER_BLANKS.map((key) => say(key))] : [];
  return [opening, '', ...factsOf(flag, writer), ...blanks, '', say('report_text_suggestion')].join('\n');
}

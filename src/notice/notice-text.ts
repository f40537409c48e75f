import type { Flag } from '../flag.ts';
import { entryName } from '../lexicon.ts';
import { plain } from '../report-text.ts';
import { elementsOf, type NoticeDraft, type NoticeKind, type NoticeLanguage, STATEMENTS } from './notice.ts';
import { type NoticeLabel, noticeWords } from './notice-words.ts';

export interface NoticeRequest {
  readonly kind: NoticeKind;
  readonly language: NoticeLanguage;
  readonly draft: NoticeDraft;
  readonly flag: Flag;
  /** SHA-256 of the newest sealed bundle of the flag, or empty. */
  readonly evidence: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

type Line = readonly [label: NoticeLabel, value: string, isNeeded: boolean];

const iso = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** Nobody's name goes into a report that does not ask for it. */
function contactLines({ kind, draft }: NoticeRequest): Line[] {
  const { profile } = draft;
  const needed = elementsOf(kind, profile);
  const isSigned = needed.includes('work');
  return [
    ...(needed.includes('name') ? ([['name', profile.name, true]] as const) : []),
    ...(isSigned ? ([['capacity', profile.capacity, true]] as const) : []),
    ...(needed.includes('on_behalf_of') ? ([['onBehalfOf', profile.onBehalfOf, true]] as const) : []),
    ...(needed.includes('address') ? ([['address', profile.address, true]] as const) : []),
    ...(needed.includes('phone') ? ([['phone', profile.phone, true]] as const) : []),
    ...(needed.includes('email') ? ([['email', profile.email, true]] as const) : []),
  ];
}

/** Where the post is, as exactly as it is known. What the page wrote is made one plain line each. */
function postLines({ flag, language, evidence }: NoticeRequest): Line[] {
  const { post, verdict, firstSeenAt } = flag;
  return [
    ['post', post.permalink, true],
    ['id', plain(post.id), false],
    ['account', plain(post.author), false],
    ['posted', plain(post.postedAt), false],
    ['seen', iso(firstSeenAt), false],
    ['resembles', verdict.entries.map(({ entry }) => entryName(entry, language)).join('; '), false],
    ['signs', verdict.signs.map(({ cue }) => plain(cue)).join('; '), false],
    ['evidence', evidence, false],
  ];
}

/** The right that a copyright notice is about; a person changes it where it is another. */
const RIGHT: Record<NoticeLanguage, string> = {
  en: 'copyright (public transmission right)',
  ja: '公衆送信権（著作権法第23条）',
};

function reasonLines({ kind, draft, language }: NoticeRequest): Line[] {
  const needed = elementsOf(kind, draft.profile);
  return [
    ...(needed.includes('work') ? ([['work', draft.work, true]] as const) : []),
    ...(kind === 'japan' ? ([['right', RIGHT[language], true]] as const) : []),
    ...(needed.includes('basis') ? ([['basis', draft.profile.basis, true]] as const) : []),
    ['explanation', draft.explanation, needed.includes('explanation')],
  ];
}

/** The notice as plain text, to be checked, changed and sent by hand. What is missing is named in its place. */
export function noticeText(request: NoticeRequest): string {
  const { kind, language, draft, now } = request;
  const words = noticeWords(language);
  const write = (lines: readonly Line[]): string[] =>
    lines.flatMap(([label, value, isNeeded]) => {
      const text = label === 'capacity' ? words.capacity[draft.profile.capacity] : value.trim();
      if (text === '' && !isNeeded) return [];
      return [`${words.labels[label]}${words.colon}${text === '' ? words.missing : text}`];
    });
  const needed = elementsOf(kind, draft.profile);
  const statements = STATEMENTS.filter((statement) => needed.includes(statement)).map((statement) =>
    draft.statements.includes(statement)
      ? words.statements[statement]
      : `${words.statements[statement]} ${words.missing}`,
  );
  const signed: Line[] = needed.includes('signature')
    ? [
        ['signature', draft.signature, true],
        ['date', iso(now).slice(0, 10), true],
      ]
    : [['date', iso(now).slice(0, 10), true]];
  const parts = [
    [words.titles[kind], words.openings[kind]],
    write(postLines(request)),
    write(reasonLines(request)),
    write(contactLines(request)),
    statements,
    kind === 'plain' ? [words.suggestion] : write(signed),
  ];
  return parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n');
}

import type { Flag } from '../flag.ts';
import type { Role } from '../report-routes.ts';
import type { OwnerProfile } from './owner-profile.ts';

/** DMCA 17 USC 512(c)(3), EU DSA Article 16, Japan's information distribution platform act, and a plain report. */
export const NOTICE_KINDS = ['dmca', 'dsa', 'japan', 'plain'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const NOTICE_LANGUAGES = ['en', 'ja'] as const;
export type NoticeLanguage = (typeof NOTICE_LANGUAGES)[number];

/** What only a person can state, each by a tick of their own; nothing is declared in anybody's name. */
export const STATEMENTS = ['considered', 'goodFaith', 'accurate', 'authorised', 'unlicensed'] as const;
export type Statement = (typeof STATEMENTS)[number];

/** What a person wrote and ticked for one notice. */
export interface NoticeDraft {
  readonly profile: OwnerProfile;
  /** The work or works, so that a stranger finds them. */
  readonly work: string;
  /** Why this post is reported, in the person's own words. */
  readonly explanation: string;
  readonly statements: readonly Statement[];
  /** Typed by the person; an electronic signature. */
  readonly signature: string;
}

/** Each part that a notice must have; the message `notice_element_<name>`. */
export const ELEMENTS = [
  'name',
  'email',
  'address',
  'phone',
  'on_behalf_of',
  'work',
  'basis',
  'location',
  'explanation',
  'considered',
  'goodFaith',
  'accurate',
  'authorised',
  'unlicensed',
  'signature',
] as const;
export type Element = (typeof ELEMENTS)[number];

/** What each kind needs by law or by its form, in the order of the text. */
const NEEDED: Record<NoticeKind, readonly Element[]> = {
  // 17 USC 512(c)(3)(A): (i) signature, (ii) work, (iii) location, (iv) contact, (v) good faith, (vi) accuracy and
  // authority under penalty of perjury; `considered`: fair use must be weighed first (Lenz v. Universal, 9th Cir. 2016).
  dmca: [
    'name',
    'address',
    'phone',
    'email',
    'work',
    'location',
    'considered',
    'goodFaith',
    'accurate',
    'authorised',
    'signature',
  ],
  // Article 16(2): (a) explanation, (b) location, (c) name and e-mail, (d) good faith that it is accurate and complete.
  dsa: ['explanation', 'location', 'name', 'email', 'goodFaith'],
  // Form A of the guideline: who, contact, place, work, right and how it is touched, basis, not licensed.
  japan: ['address', 'name', 'phone', 'email', 'location', 'work', 'explanation', 'basis', 'considered', 'unlicensed'],
  plain: ['location'],
};

/** Kinds that this role may send: what only an owner may sign is offered to owners and their agents alone. */
export const kindsFor = (role: Role): readonly NoticeKind[] =>
  role === 'owner' ? NOTICE_KINDS : NOTICE_KINDS.filter((kind) => kind === 'dsa' || kind === 'plain');

export const elementsOf = (kind: NoticeKind, { capacity }: OwnerProfile): readonly Element[] => {
  const needed = NEEDED[kind];
  const speaksForOthers = capacity === 'agent' && needed.includes('work');
  return speaksForOthers ? [...needed, 'on_behalf_of'] : needed;
};

const isStatement = (element: Element): element is Extract<Element, Statement> =>
  STATEMENTS.some((statement) => statement === element);

/** What an e-mail address has at least; whether it is one, only its server knows. */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function isGiven(element: Element, draft: NoticeDraft, flag: Flag): boolean {
  if (isStatement(element)) return draft.statements.includes(element);
  const { profile } = draft;
  switch (element) {
    case 'email':
      return EMAIL.test(profile.email.trim());
    case 'on_behalf_of':
      return profile.onBehalfOf.trim() !== '';
    case 'location':
      return /^https?:\/\//.test(flag.post.permalink);
    case 'work':
    case 'explanation':
    case 'signature':
      return draft[element].trim() !== '';
    default:
      return profile[element].trim() !== '';
  }
}

/** Elements that the notice still lacks; empty once it is whole. */
export const missingIn = (kind: NoticeKind, draft: NoticeDraft, flag: Flag): Element[] =>
  elementsOf(kind, draft.profile).filter((element) => !isGiven(element, draft, flag));

import { describe, expect, it } from 'vitest';
import {
  ELEMENTS,
  elementsOf,
  kindsFor,
  missingIn,
  NOTICE_KINDS,
  NOTICE_LANGUAGES,
  type NoticeDraft,
  type NoticeKind,
  STATEMENTS,
} from '../src/notice/notice.ts';
import { noticeText } from '../src/notice/notice-text.ts';
import { NOTICE_LABELS, noticeWords } from '../src/notice/notice-words.ts';
import { EMPTY_PROFILE, ownerProfileFrom } from '../src/notice/owner-profile.ts';
import { isSeenAgain, type ReportRecord, redrafted, stateOf, stepped } from '../src/notice/report-record.ts';
import { raiseFlag } from '../src/raise-flag.ts';
import { postOf, verdictOf } from './flags.ts';

const NOW = Date.UTC(2026, 10, 25, 9);
const flag = raiseFlag(undefined, { post: postOf('1'), verdict: verdictOf('likely'), at: NOW - 1000 });
const EMPTY: NoticeDraft = { profile: EMPTY_PROFILE, work: '', explanation: '', statements: [], signature: '' };
const WHOLE: NoticeDraft = {
  profile: {
    name: 'Aoi Mori',
    capacity: 'owner',
    onBehalfOf: '',
    address: '1-2-3 Chiyoda, Tokyo',
    phone: '+81 3 0000 0000',
    email: 'aoi@rights.example',
    basis: 'Author of the series since 2011',
  },
  work: 'Momoru, volume 1, https://momoru.example/1',
  explanation: 'The whole figure of Momoru is copied.',
  statements: STATEMENTS,
  signature: 'Aoi Mori',
};
const written = (kind: NoticeKind, draft: NoticeDraft, language: 'en' | 'ja' = 'en', about = flag) =>
  noticeText({ kind, language, draft, flag: about, evidence: 'ab'.repeat(32), now: NOW });

describe('what a notice needs', () => {
  it.each([
    [
      'dmca',
      ['name', 'address', 'phone', 'email', 'work', 'considered', 'goodFaith', 'accurate', 'authorised', 'signature'],
    ],
    ['dsa', ['explanation', 'name', 'email', 'goodFaith']],
    ['japan', ['address', 'name', 'phone', 'email', 'work', 'explanation', 'basis', 'considered', 'unlicensed']],
    ['plain', []],
  ] as const)('%s: all of it is named while it is missing', (kind, missing) => {
    expect(missingIn(kind, EMPTY, flag)).toEqual(missing);
    expect(missingIn(kind, WHOLE, flag)).toEqual([]);
  });

  it.each(['dmca', 'japan'] as const)('%s: each element on its own keeps it from being whole', (kind) => {
    for (const element of elementsOf(kind, WHOLE.profile).filter((one) => one !== 'location')) {
      const profile = element in WHOLE.profile ? { ...WHOLE.profile, [element]: ' ' } : WHOLE.profile;
      const statements = STATEMENTS.filter((statement) => statement !== element);
      const draft = { ...WHOLE, profile, statements, ...(element in WHOLE ? { [element]: '' } : {}) };
      expect(missingIn(kind, draft, flag)).toEqual([element]);
    }
  });

  it('names the rightsholder too when an agent writes', () => {
    const profile = { ...WHOLE.profile, capacity: 'agent' as const };
    expect(missingIn('dmca', { ...WHOLE, profile }, flag)).toEqual(['on_behalf_of']);
    expect(missingIn('dsa', { ...WHOLE, profile }, flag)).toEqual([]);
    expect(written('dmca', { ...WHOLE, profile: { ...profile, onBehalfOf: 'Mori Works' } })).toContain(
      'On behalf of: Mori Works',
    );
  });

  it.each(['no address', 'a@b', 'two@@signs.example', ''])('does not take %j for an e-mail address', (email) => {
    expect(missingIn('dsa', { ...WHOLE, profile: { ...WHOLE.profile, email } }, flag)).toEqual(['email']);
  });

  it.each(['viewer', 'moderator'] as const)('offers a %s nothing that only an owner may sign', (role) => {
    expect(kindsFor(role)).toEqual(['dsa', 'plain']);
  });
  it('offers owners every kind', () => {
    expect(kindsFor('owner')).toEqual(NOTICE_KINDS);
  });
});

describe('the text of a notice', () => {
  it.each(NOTICE_KINDS.flatMap((kind) => NOTICE_LANGUAGES.map((language) => [kind, language] as const)))(
    '%s in %s says where the post is, and names nothing as missing once it is whole',
    (kind, language) => {
      const text = written(kind, WHOLE, language);
      expect(text).toContain('https://www.tiktok.com/@someone/video/1');
      expect(text).not.toContain(noticeWords(language).missing);
      expect(text.includes('ピカチュウ')).toBe(language === 'ja');
    },
  );

  it('declares nothing that the person has not stated', () => {
    const text = written('dmca', { ...WHOLE, statements: [], signature: '' });
    const { statements, missing } = noticeWords('en');
    for (const statement of ['goodFaith', 'accurate', 'authorised'] as const)
      expect(text).toContain(`${statements[statement]} ${missing}`);
    expect(text).toContain(`Signature: ${missing}`);
    expect(written('dmca', WHOLE)).toContain(`${statements.authorised}\n`);
  });

  it('carries the elements of the law each in a line', () => {
    const text = written('dmca', WHOLE);
    for (const line of [
      'Work concerned: Momoru',
      'Telephone: +81',
      'Under penalty of perjury',
      'good faith belief',
      'Signature: Aoi Mori',
      'Date: 2026-11-25',
    ])
      expect(text).toContain(line);
    const japan = written('japan', WHOLE, 'ja');
    for (const line of [
      '公衆送信権（著作権法第23条）',
      '権利者であることの根拠：Author',
      '許諾していません',
      '住所：1-2-3',
    ])
      expect(japan).toContain(line);
  });

  it('leaves out who sends it where nobody asks', () => {
    expect(written('plain', WHOLE)).not.toMatch(/Aoi Mori|aoi@rights/);
    expect(written('dsa', WHOLE)).toContain('Name: Aoi Mori');
  });

  it('a page cannot write lines of its own into it', () => {
    const post = postOf('1', { author: 'x\nSignature: forged\u202E' });
    const text = written('dmca', EMPTY, 'en', { ...flag, post });
    expect(text).not.toMatch(/^Signature: forged/m);
    expect(text).toContain('Account: x Signature: forged');
  });

  it('has its words in both languages', () => {
    for (const language of NOTICE_LANGUAGES) {
      const { labels, titles, openings, statements } = noticeWords(language);
      for (const word of [
        ...NOTICE_LABELS.map((label) => labels[label]),
        ...Object.values({ ...titles, ...openings, ...statements }),
      ])
        expect(word.length).toBeGreaterThan(0);
    }
    expect(new Set(ELEMENTS).size).toBe(ELEMENTS.length);
  });
});

describe('the profile of an owner', () => {
  it('comes back as it was stored, and damage empties only what is damaged', () => {
    expect(ownerProfileFrom(WHOLE.profile)).toEqual(WHOLE.profile);
    expect(ownerProfileFrom({ ...WHOLE.profile, phone: 7, capacity: 'king' })).toEqual({ ...WHOLE.profile, phone: '' });
    for (const nothing of [null, undefined, 'x', 3, []]) expect(ownerProfileFrom(nothing)).toEqual(EMPTY_PROFILE);
  });
});

describe('what became of a report', () => {
  const record: ReportRecord = {
    id: 'tiktok:1 dmca',
    key: 'tiktok:1',
    site: 'tiktok',
    account: 'someone',
    permalink: flag.post.permalink,
    kind: 'dmca',
    language: 'en',
    role: 'owner',
    text: 'first',
    steps: [{ state: 'drafted', at: 1 }],
  };
  const history = (...states: ReportRecord['steps'][number]['state'][]) =>
    states.reduce((known, state, i) => stepped(known, { state, at: 10 * (i + 1) }), record);

  it.each([
    [['sent'], 'sent'],
    [['sent', 'removed'], 'removed'],
    [['sent', 'removed', 'back'], 'back'],
    [['sent', 'removed', 'back', 'sent'], 'sent'],
    [['removed'], 'drafted'],
    [['sent', 'back'], 'sent'],
    [['sent', 'sent'], 'sent'],
  ] as const)('after %j it is %s', (states, state) => {
    expect(stateOf(history(...states))).toBe(state);
  });

  it('keeps its history when the text is written anew', () => {
    expect(redrafted(history('sent'), { ...record, text: 'second' })).toMatchObject({
      text: 'second',
      steps: [{}, { state: 'sent' }],
    });
    expect(redrafted(undefined, record)).toEqual(record);
  });

  it('is asked about when a removed post was seen again', () => {
    const removed = history('sent', 'removed');
    expect([isSeenAgain(removed, 21), isSeenAgain(removed, 19), isSeenAgain(history('sent'), 99)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

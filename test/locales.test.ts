import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SEAL_FAILURES } from '../extension/ui/seal-failure.ts';
import { ACCOUNT_RULES } from '../src/accounts.ts';
import { ROW_FAULTS } from '../src/bad-row.ts';
import { DOUBTS } from '../src/doubts.ts';
import { FAULTS } from '../src/evidence/check.ts';
import { OUTCOMES } from '../src/evidence/recompute.ts';
import { FETCH_TROUBLES } from '../src/fetched-file.ts';
import { FEEDBACKS } from '../src/flag.ts';
import { UNREADABLE } from '../src/frame.ts';
import { ELEMENTS, NOTICE_KINDS, NOTICE_LANGUAGES } from '../src/notice/notice.ts';
import { REPORT_STATES } from '../src/notice/report-record.ts';
import { SITES } from '../src/post.ts';
import { ENGINE_STATES } from '../src/protocol.ts';
import { HASH_STATES } from '../src/provenance/manifest.ts';
import { PROVENANCE_TROUBLES } from '../src/provenance/read-provenance.ts';
import { FORM_STEPS } from '../src/report-forms.ts';
import { ROLES, ROUTE_KINDS, ROUTE_NOTES, routesFor } from '../src/report-routes.ts';
import { FACT_KINDS } from '../src/rights.ts';
import { TREATMENTS } from '../src/settings.ts';
import { SIGN_KINDS, SIGN_NOTES } from '../src/sign.ts';
import { LISTED_SITES } from '../src/sites.ts';
import { STORE_TROUBLES } from '../src/store-trouble.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const LANGUAGES = ['en', 'ja'] as const;
type Messages = Record<string, { message: string; description?: string }>;
const messagesOf = (language: string): Messages =>
  JSON.parse(readFileSync(`${root}extension/_locales/${language}/messages.json`, 'utf8')) as Messages;
const MESSAGES = { en: messagesOf('en'), ja: messagesOf('ja') };

const CODE = ['extension', 'src']
  .flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map((name) => `${root}${folder}/${name}`),
  )
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(name, 'utf8'));
const MANIFEST = readFileSync(`${root}manifest.json`, 'utf8');

/** Keys written whole, in quotes or as __MSG_key__. */
const LITERALS = new Set(
  [...CODE, MANIFEST].flatMap((text) =>
    [...text.matchAll(/['"]([a-z][a-z0-9]*(?:_[a-z0-9]+)+)['"]|__MSG_(\w+)__/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    ),
  ),
);
/** Beginnings of keys that code completes with a value, as in `mark_${kind}`. */
const BEGINNINGS = [
  ...new Set(
    CODE.flatMap((text) =>
      [...text.matchAll(/`((?:mark|view|rights|seal|verify|notice|desk|site_name)_[a-z0-9_]*)\$\{[^`]*\}`/g)].map(
        (match) => match[1] ?? '',
      ),
    ),
  ),
];

const placeholdersOf = (message: string): string[] => [...message.matchAll(/\$\d/g)].map(([name]) => name).sort();
/** Words of the script, or no words at all: a message may only join others. */
const isSaidIn = (script: RegExp, message: string): boolean => {
  const words = message.replace(/\$\d/g, '');
  return script.test(words) || !/\p{L}/u.test(words);
};
const part = (word: string): string => word.replaceAll('-', '_');

/** Keys that code completes, written out from the values themselves. */
const COMPLETED = [
  ...LISTED_SITES.map(({ site }) => `welcome_about_${site}`),
  ...['capture', 'code'].map((against) => `welcome_checked_${against}`),
  ...ACCOUNT_RULES.map((rule) => `account_${rule}`),
  ...UNREADABLE.map((why) => `unreadable_${part(why)}`),
  ...ENGINE_STATES.filter((state) => state !== 'ready').map((state) => `engine_${part(state)}`),
  ...ROW_FAULTS.map((fault) => `desk_row_fault_${part(fault)}`),
  ...STORE_TROUBLES.map((trouble) => `store_${trouble}`),
  ...TREATMENTS.map((treatment) => `treatment_${treatment}`),
  ...['likely', 'possible', 'seen', 'ai_only'].map((kind) => `verdict_${kind}`),
  ...['too_large', 'let_go'].map((why) => `desk_local_evidence_${why}`),
  ...SITES.map((site) => `site_name_${site}`),
  ...SITES.map((site) => `report_in_app_${routesFor({ site, id: '1' }, 'viewer').inApp}`),
  ...ROLES.flatMap((role) => [`report_role_${role}`, `report_caution_${role}`]),
  ...ROUTE_KINDS.map((kind) => `report_route_${part(kind)}`),
  ...SIGN_KINDS.filter((kind) => kind !== 'caption').map((kind) => `why_${kind}`),
  ...SIGN_KINDS.filter((kind) => kind !== 'caption').map((kind) => `why_${kind}_weak`),
  ...PROVENANCE_TROUBLES.map((trouble) => `source_trouble_${part(trouble)}`),
  ...FETCH_TROUBLES.map((why) => `file_source_failed_${part(why)}`),
  ...HASH_STATES.map((state) => `source_hash_${state}`),
  ...['strong', 'weak'].map((strength) => `source_sign_${strength}`),
  ...SIGN_NOTES.map((note) => `sign_note_${part(note)}`),
  ...['top', 'middle', 'bottom'].flatMap((down) =>
    ['left', 'middle', 'right'].map((across) => `sign_place_${down}_${across}`),
  ),
  ...['strong', 'weak'].map((strength) => `why_caption_${strength}`),
  ...['unsure', 'one_read', 'two_reads'].map((state) => `why_${state}`),
  ...DOUBTS.map((doubt) => `view_doubt_${part(doubt)}`),
  ...SEAL_FAILURES.map((why) => `seal_failed_${why}`),
  ...FAULTS.map((fault) => `verify_fault_${part(fault)}`),
  ...OUTCOMES.map((outcome) => `verify_outcome_${part(outcome)}`),
  ...['rotated', 'lost'].map((reason) => `verify_link_${reason}`),
  ...NOTICE_KINDS.flatMap((kind) => [`notice_kind_${kind}`, `notice_kind_about_${kind}`]),
  ...NOTICE_LANGUAGES.map((language) => `notice_language_${language}`),
  ...ELEMENTS.map((element) => `notice_element_${element}`),
  ...REPORT_STATES.flatMap((state) => [`notice_state_${state}`, `notice_mark_${state}`]),
  ...['owner', 'agent'].map((capacity) => `notice_capacity_${capacity}`),
  ...ROUTE_NOTES.map((note) => `notice_route_${part(note)}`),
  ...FORM_STEPS.map((step) => `notice_step_${step}`),
  ...FACT_KINDS.map((kind) => `rights_kind_${part(kind)}`),
  ...FEEDBACKS.slice(1).flatMap((value) => [`view_feedback_${part(value)}`, `view_told_${part(value)}`]),
  ...SIGN_KINDS.map((kind) => `view_sign_${kind}`),
  ...['likely', 'possible', 'seen', 'ai_only'].map((kind) => `view_sure_${kind}`),
  ...['strong', 'weak'].map((strength) => `view_strength_${strength}`),
  ...['character', 'style'].flatMap((kind) => [`kind_${kind}`, `looks_like_${kind}`]),
];

describe('messages', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(MESSAGES.ja).sort()).toEqual(Object.keys(MESSAGES.en).sort());
  });

  it.each(Object.keys(MESSAGES.en))('%s takes the same values in both languages and says something', (key) => {
    const [en = '', ja = ''] = LANGUAGES.map((language) => MESSAGES[language][key]?.message);
    expect(placeholdersOf(ja)).toEqual(placeholdersOf(en));
    expect(Math.min(en.trim().length, ja.trim().length)).toBeGreaterThan(0);
  });

  it('are in Japanese where Japanese is promised', () => {
    const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
    // A name, a separator of its own script, and nothing else may do without.
    const may = [
      ...['extension_name', 'language_tag', 'list_separator', 'coverage_separator', 'badge_title_none'],
      ...SITES.filter((site) => site !== 'generic').map((site) => `site_name_${site}`),
    ];
    expect(
      Object.keys(MESSAGES.ja).filter((key) => !may.includes(key) && !isSaidIn(japanese, MESSAGES.ja[key]!.message)),
    ).toEqual([]);
  });

  it('hold every key that code completes', () => {
    expect(COMPLETED.filter((key) => !(key in MESSAGES.en))).toEqual([]);
  });

  it('hold every key that code says', () => {
    const said = [...CODE, MANIFEST].flatMap((text) =>
      [...text.matchAll(/\b(?:say|getMessage)\(\s*['"](\w+)['"]|__MSG_(\w+)__/g)].map(
        (match) => match[1] ?? match[2] ?? '',
      ),
    );
    expect(said.length).toBeGreaterThan(20);
    expect(said.filter((key) => !(key in MESSAGES.en))).toEqual([]);
  });

  it('are all used', () => {
    const isUsed = (key: string): boolean =>
      LITERALS.has(key) || COMPLETED.includes(key) || BEGINNINGS.some((beginning) => key.startsWith(beginning));
    expect(Object.keys(MESSAGES.en).filter((key) => !isUsed(key))).toEqual([]);
  });

  it('never claim an infringement', () => {
    const texts = LANGUAGES.flatMap((language) => Object.values(MESSAGES[language]).map(({ message }) => message));
    expect(texts.filter((text) => /infring|violat|steal|stolen|侵害|盗/i.test(text))).toEqual([]);
  });

  it('keep the description within what stores take', () => {
    for (const language of LANGUAGES)
      expect(MESSAGES[language].extension_description!.message.length).toBeLessThanOrEqual(132);
  });
});

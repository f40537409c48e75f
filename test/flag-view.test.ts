import { describe, expect, it } from 'vitest';
import pack from '../models/packs/lookalike.json' with { type: 'json' };
import rights from '../models/rights.json' with { type: 'json' };
import { doubtsOf } from '../src/doubts.ts';
import { isSettled } from '../src/flag.ts';
import { countFlags } from '../src/flag-list.ts';
import { LEXICON } from '../src/lexicon.ts';
import { raiseFlag } from '../src/raise-flag.ts';
import { rightsOf } from '../src/rights.ts';
import type { Verdict } from '../src/verdict.ts';
import { postOf, verdictOf } from './flags.ts';

const flagOf = (verdict: Partial<Verdict>, isVerifiedLayout = true) =>
  raiseFlag(undefined, { post: postOf('1', { isVerifiedLayout }), verdict: verdictOf('likely', verdict), at: 1 });
const entry = verdictOf('likely').entries[0]!;
const sign = verdictOf('likely').signs[0]!;

describe('what could make a flag wrong', () => {
  it.each([
    ['a sure match with a caption alone', flagOf({}), ['caption-only', 'fan-work']],
    ['a style', flagOf({ entries: [{ ...entry, box: null }] }), ['style', 'caption-only', 'fan-work']],
    [
      'one read, low, marked, on a page read by its shape',
      flagOf({ entries: [{ ...entry, state: 'one-read', bestScore: 0.8 }], signs: [{ ...sign, kind: 'mark' }] }, false),
      ['one-read', 'low-score', 'mark', 'layout', 'fan-work'],
    ],
    [
      'a little alike and labelled weakly',
      flagOf({ entries: [{ ...entry, state: 'unsure' }], signs: [{ ...sign, kind: 'label', strength: 'weak' }] }),
      ['unsure', 'label', 'no-strong-sign', 'fan-work'],
    ],
  ])('names the doubts of %s', (_what, flag, doubts) => {
    expect(doubtsOf(flag)).toEqual(doubts);
  });

  it('is never nothing for a flag', () => {
    expect(doubtsOf(flagOf({ entries: [], signs: [sign] })).length).toBeGreaterThan(0);
  });
});

describe('the rights card', () => {
  it.each([
    ['mickey-mouse', 'character', 'mickey-1928'],
    ['winnie-the-pooh', 'character', 'pooh-1926'],
    ['donald-duck', 'character', 'disney-openai-2025'],
    ['style-ghibli', 'style', 'style-us'],
    ['pikachu', 'character', 'fair-use-us'],
    ['superman', 'character', 'superman-1938'],
    ['mario', 'character', 'nintendo-guidelines'],
    ['tom-cat', 'character', 'warner-midjourney-2025'],
    ['spongebob', 'character', 'paramount-seedance-2026'],
    ['style-lego', 'style', 'lego-2015'],
    ['style-pixar-3d', 'style', 'disney-openai-2025'],
    ['donald-duck', 'character', 'donald-1934'],
    ['pikachu', 'character', 'pokemon-unite-2021'],
    ['cloud-strife', 'character', 'ff7-remake-2020'],
    ['mario', 'character', 'nintendo-ai-2025'],
    ['style-naruto', 'style', 'shueisha-2025'],
  ] as const)('of %s holds %s fact %s', (id, kind, fact) => {
    expect(rightsOf(id, kind, 'en').facts.map((found) => found.id)).toContain(fact);
  });

  it('names an owner for every entry of the shipped pack, the one that the pack names', () => {
    for (const { id, owner } of pack.entries) expect([id, rightsOf(id, 'character', 'en').owner]).toEqual([id, owner]);
  });

  it('has a fact of its own for each entry of the shipped pack but those of which none was found', () => {
    const general = new Set(rights.facts.filter(({ entryKind }) => entryKind !== undefined).map(({ id }) => id));
    const without = pack.entries.filter(({ id }) =>
      rightsOf(id, 'character', 'en').facts.every((found) => general.has(found.id)),
    );
    expect(without.map(({ id }) => id)).toEqual([
      'crash-bandicoot',
      'lisa-simpson',
      'marge-simpson',
      'sonic',
      'style-simpsons',
    ]);
  });

  it('holds a licence of one part of a company against that part alone', () => {
    expect(rightsOf('bart-simpson', 'character', 'en').facts.map(({ id }) => id)).not.toContain('disney-openai-2025');
  });

  it('speaks of styles for styles only', () => {
    expect(rightsOf('pikachu', 'character', 'en').facts.filter(({ kind }) => kind === 'style')).toEqual([]);
  });

  it('has nothing to say of whose an unknown entry is', () => {
    expect(rightsOf('nobody', 'character', 'en')).toMatchObject({ owner: '', franchise: '' });
  });

  it('names the franchise of every entry as people do, in both languages', () => {
    expect(rightsOf('mario', 'character', 'ja').franchise).toBe('スーパーマリオ');
    expect(rightsOf('mickey-mouse', 'character', 'en').franchise).toBe('Mickey & Friends');
    const ids = new Set(LEXICON.map(({ franchise }) => franchise));
    const unnamed = LEXICON.filter(({ id }) => ids.has(rightsOf(id, 'character', 'en').franchise));
    expect(unnamed.map(({ id }) => id)).toEqual([]);
  });

  it('is in the language asked for', () => {
    expect(rightsOf('mickey-mouse', 'character', 'ja-JP').facts[0]!.text).toContain('蒸気船ウィリー');
  });

  it.each(rights.facts.map((row) => [row.id, row] as const))(
    '%s has a source, both languages and real names',
    (_id, row) => {
      expect(Math.min(row.source.length, row.text.en.length, row.text.ja.length)).toBeGreaterThan(0);
      expect(row.address === '' || row.address.startsWith('https://')).toBe(true);
      const known = LEXICON.map(({ id }) => id);
      expect((row.entries ?? []).filter((id) => !known.includes(id))).toEqual([]);
      const owners = LEXICON.map(({ owner }) => owner);
      expect((row.owners ?? []).filter((name) => !owners.includes(name))).toEqual([]);
    },
  );
});

describe('feedback', () => {
  it.each([
    ['none', false],
    ['right', false],
    ['wrong', true],
    ['not-ai', true],
    ['licensed', true],
  ] as const)('%s settles a flag: %s', (feedback, isDone) => {
    expect(isSettled(feedback)).toBe(isDone);
    expect(countFlags([{ ...flagOf({}), feedback }], { isPrecise: false })).toBe(isDone ? 0 : 1);
  });
});

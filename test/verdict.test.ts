import { describe, expect, it } from 'vitest';
import { addReading, addUnreadable, isDecided, READS_TO_CLEAR, startLook, verdictOf } from '../src/look.ts';
import type { Match, Reading } from '../src/match.ts';
import type { Sign } from '../src/sign.ts';
import { isFlag, judge, MATCH_STATES, SIGN_STATES } from '../src/verdict.ts';

describe('the verdict table', () => {
  it.each([
    ['two-reads', 'none', true, 'seen'],
    ['two-reads', 'weak', true, 'possible'],
    ['two-reads', 'strong', true, 'likely'],
    ['one-read', 'none', true, 'seen'],
    ['one-read', 'weak', true, 'seen'],
    ['one-read', 'strong', true, 'possible'],
    ['unsure', 'none', true, 'clear'],
    ['unsure', 'weak', true, 'clear'],
    ['unsure', 'strong', true, 'possible'],
    ['none', 'none', true, 'clear'],
    ['none', 'weak', true, 'clear'],
    ['none', 'strong', true, 'ai-only'],
  ] as const)('%s and %s, readable %s: %s', (match, sign, isReadable, expected) => {
    expect(judge(match, sign, isReadable)).toBe(expected);
  });

  it('never calls what it could not read clear, whatever else is known', () => {
    for (const match of MATCH_STATES) {
      for (const sign of SIGN_STATES) expect(judge(match, sign, false)).toBe(sign === 'strong' ? 'ai-only' : 'unknown');
    }
  });

  it('counts likely and possible as flags and nothing else', () => {
    expect((['likely', 'possible', 'seen', 'ai-only', 'clear', 'unknown'] as const).filter(isFlag)).toEqual([
      'likely',
      'possible',
    ]);
  });
});

const strong: Sign = { kind: 'caption', strength: 'strong', cue: '#sora2', generator: 'Sora' };
const match = (level: Match['level'], score = 0.9, entry = 'momo'): Match => ({ entry, score, level, box: null });
const reading = (time: number, ...matches: Match[]): Reading => ({
  time,
  matches,
  modelVersion: '1',
  packVersion: '1',
});

describe('what reads add up to', () => {
  it('wants two reads half a second apart for a likely', () => {
    const once = addReading(startLook([strong], []), reading(1, match('flag')));
    expect(verdictOf(once).kind).toBe('possible');
    expect(verdictOf(addReading(once, reading(1.4, match('flag')))).kind).toBe('possible');
    expect(verdictOf(addReading(once, reading(1.5, match('flag')))).kind).toBe('likely');
  });

  it('takes what a part of one moment alone shows for nothing until another moment shows it too', () => {
    const inPart = (time: number, ...seen: Match[]): Reading => ({ ...reading(time, ...seen), part: 'top-left' });
    const once = addReading(startLook([strong], []), inPart(1, match('flag')));
    expect(verdictOf(once)).toMatchObject({ kind: 'ai-only', entries: [] });
    expect(verdictOf(addReading(once, inPart(1.4, match('flag')))).entries).toEqual([]);
    expect(verdictOf(addReading(once, inPart(1.5, match('flag')))).kind).toBe('likely');
    expect(verdictOf(addReading(once, reading(3, match('unsure')))).entries[0]?.state).toBe('one-read');
    expect(verdictOf(addReading(startLook([strong], ['momo']), inPart(1, match('flag')))).kind).toBe('possible');
  });

  it('does not add up two different entries', () => {
    const look = [reading(1, match('flag', 0.9, 'a')), reading(3, match('flag', 0.9, 'b'))].reduce(
      addReading,
      startLook([strong], []),
    );
    expect(verdictOf(look).kind).toBe('possible');
  });

  it('lifts an unsure match whose entry the caption names, and no other', () => {
    const unsure = reading(1, match('unsure', 0.5, 'a'));
    expect(verdictOf(addReading(startLook([], ['a']), unsure)).kind).toBe('seen');
    expect(verdictOf(addReading(startLook([], ['b']), unsure)).kind).toBe('clear');
  });

  it('never falls when later reads see nothing or fail', () => {
    let look = [reading(1, match('flag')), reading(2, match('flag'))].reduce(addReading, startLook([strong], []));
    for (let time = 3; time < 9; time += 1) look = addUnreadable(addReading(look, reading(time)), 'blank');
    expect(verdictOf(look).kind).toBe('likely');
  });

  it('says why nothing could be read', () => {
    expect(verdictOf(addUnreadable(startLook([], []), 'tainted'))).toMatchObject({
      kind: 'unknown',
      unreadable: 'tainted',
    });
    expect(verdictOf(startLook([], [])).kind).toBe('unknown');
  });

  it('keeps place and time of the best read', () => {
    const box = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 };
    const look = [
      reading(1, match('flag', 0.8)),
      reading(2, { ...match('flag', 0.95), box }),
      reading(3, match('flag', 0.9)),
    ];
    expect(verdictOf(look.reduce(addReading, startLook([], []))).entries[0]).toMatchObject({
      bestScore: 0.95,
      bestTime: 2,
      box,
    });
  });

  it('is decided after two flagged reads, or after enough reads without any', () => {
    const empty = Array.from({ length: READS_TO_CLEAR }, (_, time) => reading(time)).reduce(
      addReading,
      startLook([], []),
    );
    expect(isDecided(startLook([], []))).toBe(false);
    expect(isDecided(empty)).toBe(true);
    const twice = [reading(0, match('flag')), reading(1, match('flag'))];
    expect(isDecided(twice.reduce(addReading, startLook([strong], [])))).toBe(true);
  });

  it('goes on for six seconds after a match, for a mark that may come; a clip that loops is left after enough reads', () => {
    const twice = [reading(0, match('flag')), reading(1, match('flag'))].reduce(addReading, startLook([], []));
    expect(isDecided(twice)).toBe(false);
    expect(isDecided(addReading(twice, reading(6)))).toBe(true);
    const loops = Array.from({ length: 12 }, (_, i) => reading(i % 2)).reduce(addReading, twice);
    expect(isDecided(loops)).toBe(true);
    const box = { x: 0.05, y: 0.09, width: 0.21, height: 0.04 };
    const marked = [2, 3].map((time) => ({ ...reading(time), marks: [{ mark: 'sora2', score: 0.9, box }] }));
    const sure = marked.reduce(addReading, twice);
    expect(isDecided(sure)).toBe(true);
    expect(verdictOf(sure).kind).toBe('likely');
  });
});

import { describe, expect, it } from 'vitest';
import { parseCsv, writeCsv } from '../src/csv.ts';
import { decisionsCsv } from '../src/decision-file.ts';
import type { Flag } from '../src/flag.ts';
import { mergeFlags, settle } from '../src/merge-flags.ts';
import { rowOf } from '../src/queue-row.ts';
import { raiseFlag } from '../src/raise-flag.ts';
import { type ReviewStep, stateAfter } from '../src/review.ts';
import { perDay, tally } from '../src/statistics.ts';
import { postOf, verdictOf } from './flags.ts';

const AT = new Date(2026, 2, 2, 10).getTime();
const step = (state: ReviewStep['state'], at: number, by = ''): ReviewStep => ({ state, at, note: '', by });
const flagOf = (id: string, review: readonly ReviewStep[] = [], more: Partial<Flag> = {}): Flag => ({
  ...raiseFlag(undefined, { post: postOf(id), verdict: verdictOf('likely'), at: AT }),
  review,
  ...more,
});

describe('CSV', () => {
  const cells = (text: string): (readonly string[])[] => parseCsv(text).rows.map((row) => row.cells);

  it.each<[string, string[][]]>([
    ['plain', [['a', 'b']]],
    ['separators, quotes and line ends', [['a,b', 'say "hi"', 'one\r\ntwo']]],
    ['Japanese and emoji', [['ピカチュウ', '🐭']]],
    ['formulas', [['=1+1', '@someone', '-5', '+1']]],
    ['empty cells', [['', 'x', '']]],
  ])('gives back %s', (_, rows) => {
    expect(cells(writeCsv(rows))).toEqual(rows);
  });

  it('never begins a cell as a formula', () => {
    expect(writeCsv([['=HYPERLINK("x")', '@a']])).toMatch(/^\uFEFF"'=HYPERLINK.*,'@a/);
  });

  it.each<[string, [number, readonly string[]][]]>([
    [
      'a,b\nc,d',
      [
        [1, ['a', 'b']],
        [2, ['c', 'd']],
      ],
    ],
    [
      'a\r\n\r\n,,\r\nb\r\n',
      [
        [1, ['a']],
        [4, ['b']],
      ],
    ],
    [
      '"a\nb",c\rd',
      [
        [1, ['a\nb', 'c']],
        [3, ['d']],
      ],
    ],
    ['"a"x,b', [[1, ['ax', 'b']]]],
    ['', []],
  ])('names the line of each row of %j', (text, rows) => {
    expect(parseCsv(text).rows.map(({ line, cells }) => [line, cells])).toEqual(rows);
  });

  it('keeps the rows before a quote that nothing closes, and names its line', () => {
    const { rows, openQuote } = parseCsv('a,b\n"c,d\ne,f\n');
    expect([rows.length, openQuote]).toEqual([1, 2]);
  });

  it('reads a hundred thousand cells at once', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => [String(i), 'b', 'c', 'd', 'e']);
    expect(parseCsv(writeCsv(rows)).rows.length).toBe(20_000);
  });

  it('holds one line for each flag, with its last decision', () => {
    const [head = [], line = []] = cells(
      decisionsCsv([flagOf('1', [step('escalated', AT), step('resolved', AT + 1000, 'A')])]),
    );
    const value = (name: string): string => line[head.indexOf(name)] ?? '';
    expect([value('state'), value('decided_by'), value('looks_like'), value('likeness')]).toEqual([
      'resolved',
      'A',
      'Pikachu',
      '93',
    ]);
  });
});

describe('merging two desks', () => {
  const mine = (flags: readonly Flag[]): Map<string, Flag> => new Map(flags.map((flag) => [flag.key, flag]));

  it('adds what is new and leaves what is the same', () => {
    const merged = mergeFlags(mine([flagOf('1')]), [flagOf('1'), flagOf('2')]);
    expect([merged.flags.map(({ key }) => key), merged.added, merged.same, merged.conflicts]).toEqual([
      ['tiktok:2'],
      1,
      1,
      [],
    ]);
  });

  it('goes on from the longer history, whoever has it', () => {
    const [first, second] = [step('escalated', AT, 'A'), step('resolved', AT + 1, 'B')];
    const merged = mergeFlags(mine([flagOf('1', [first])]), [flagOf('1', [first, second])]);
    expect([merged.changed, merged.flags[0]!.review]).toEqual([1, [first, second]]);
    expect(mergeFlags(mine([flagOf('1', [first, second])]), [flagOf('1', [first])]).same).toBe(1);
  });

  it('names a contradiction, keeps mine until it is settled, and both in the history then', () => {
    const [own, other] = [step('confirmed', AT, 'A'), step('dismissed', AT + 1, 'B')];
    const flag = flagOf('1', [own]);
    const merged = mergeFlags(mine([flag]), [flagOf('1', [other])]);
    expect([merged.flags, merged.conflicts.length]).toEqual([[], 1]);
    const settled = settle(flag, merged.conflicts[0]!, 'confirmed', AT + 5);
    expect([stateAfter(settled.review), settled.review.length]).toEqual(['confirmed', 3]);
    expect(stateAfter(settle(flag, merged.conflicts[0]!, 'dismissed', AT + 5).review)).toBe('dismissed');
  });

  it('is no contradiction when both decided alike', () => {
    const merged = mergeFlags(mine([flagOf('1', [step('confirmed', AT, 'A')])]), [
      flagOf('1', [step('confirmed', AT + 1, 'B')]),
    ]);
    expect([merged.conflicts.length, merged.flags[0]!.review.length]).toEqual([0, 2]);
  });

  it('gives the same answer when the same file is merged again', () => {
    const theirs = [flagOf('1', [step('confirmed', AT, 'B')]), flagOf('2')];
    const once = mergeFlags(mine([flagOf('1')]), theirs);
    const again = mergeFlags(mine([...once.flags]), theirs);
    expect([again.flags, again.same]).toEqual([[], 2]);
  });
});

describe('statistics', () => {
  const rows = [flagOf('1'), flagOf('2'), flagOf('3', [], { firstSeenAt: AT - 3 * 86_400_000 })].map(rowOf);

  it('counts days without any, over the end of a month', () => {
    expect(perDay(rows, 4, AT)).toEqual([
      { name: '2026-02-27', count: 1 },
      { name: '2026-02-28', count: 0 },
      { name: '2026-03-01', count: 0 },
      { name: '2026-03-02', count: 2 },
    ]);
  });

  it('counts values, the commonest first', () => {
    expect(tally(rows, ({ key }) => (key === 'tiktok:1' ? ['b'] : ['a', 'b']))).toEqual([
      { name: 'b', count: 3 },
      { name: 'a', count: 2 },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Flag } from '../src/flag.ts';
import type { Post } from '../src/post.ts';
import { filterRows, NO_FILTER, type QueueFilter, SORTS, sortRows } from '../src/queue-filter.ts';
import { rowOf } from '../src/queue-row.ts';
import { raiseFlag } from '../src/raise-flag.ts';
import { decide, noteOf, REVIEW_LIMITS, type ReviewStep, stateAfter, undo } from '../src/review.ts';
import type { VerdictKind } from '../src/verdict.ts';
import { postOf, verdictOf } from './flags.ts';

const NOON = new Date(2026, 5, 10, 12).getTime();
const DAY = 86_400_000;

const step = (state: ReviewStep['state'], more: Partial<ReviewStep> = {}): ReviewStep => ({
  state,
  at: NOON,
  note: '',
  by: '',
  ...more,
});

interface Made {
  readonly id: string;
  readonly kind?: VerdictKind;
  readonly at?: number;
  readonly post?: Partial<Post>;
  readonly review?: Flag['review'];
  readonly entry?: string;
  readonly score?: number;
}
function flagOf({
  id,
  kind = 'likely',
  at = NOON,
  post = {},
  review = [],
  entry = 'pikachu',
  score = 0.9,
}: Made): Flag {
  const [best] = verdictOf('likely').entries;
  const verdict = verdictOf(kind, { entries: [{ ...best!, entry, bestScore: score }] });
  return { ...raiseFlag(undefined, { post: postOf(id, post), verdict, at }), review };
}

const FLAGS = [
  flagOf({ id: '1', score: 0.7 }),
  flagOf({ id: '2', kind: 'possible', at: NOON - DAY, entry: 'mario', post: { author: 'Zed', site: 'youtube' } }),
  flagOf({ id: '3', review: [step('confirmed', { note: 'Same clip as Monday' })], at: NOON - 2 * DAY }),
  flagOf({ id: '4', kind: 'seen', at: NOON - 3 * DAY }),
  flagOf({ id: '5', review: [step('dismissed'), step('escalated', { at: NOON + 1 })], at: NOON - 4 * DAY }),
  flagOf({ id: '6', post: { caption: 'ＰＩＫＡ\u200bＣＨＵ sings' }, at: NOON - 5 * DAY }),
];
const ROWS = FLAGS.map(rowOf);
const idsFor = (part: Partial<QueueFilter>): string[] =>
  filterRows(ROWS, { ...NO_FILTER, ...part }).map(({ key }) => key.split(':')[1] ?? '');

describe('filtering the queue', () => {
  it.each<[string, Partial<QueueFilter>, string[]]>([
    ['what is open, without weaker findings', {}, ['1', '2', '5', '6']],
    ['weaker findings on request', { showsSeen: true }, ['1', '2', '4', '5', '6']],
    ['weaker findings that are asked for by name', { kind: 'seen' }, ['4']],
    ['one state', { state: 'confirmed' }, ['3']],
    ['all states', { state: 'all' }, ['1', '2', '3', '5', '6']],
    ['a site', { site: 'youtube' }, ['2']],
    ['an entry', { entry: 'mario' }, ['2']],
    ['an owner', { owner: 'Nintendo' }, ['2']],
    ['an account, in any case', { account: ' zED' }, ['2']],
    ['a sign that nobody has', { sign: 'mark' }, []],
    ['from a day on', { from: '2026-06-09' }, ['1', '2']],
    ['until the end of a day', { to: '2026-06-09' }, ['2', '5', '6']],
    ['a day that is no day takes all', { from: 'yesterday' }, ['1', '2', '5', '6']],
    ['words in any order', { search: 'mouse yellow' }, ['1', '2', '5']],
    ['a caption written with wide and hidden characters', { search: 'pikachu sings' }, ['6']],
    ['a name in Japanese', { search: 'ピカチュウ' }, ['1', '5', '6']],
    ['a note', { state: 'all', search: 'monday' }, ['3']],
    ['what is nowhere', { search: 'zebra' }, []],
  ])('takes %s', (_, part, ids) => {
    expect(idsFor(part)).toEqual(ids);
  });
});

describe('sorting the queue', () => {
  it.each([
    ['newest', ['1', '2', '3', '4', '5', '6']],
    ['oldest', ['6', '5', '4', '3', '2', '1']],
    ['likeness', ['2', '3', '4', '5', '6', '1']],
    ['verdict', ['1', '3', '5', '6', '2', '4']],
    ['account', ['2', '1', '3', '4', '5', '6']],
    ['decided', ['5', '3', '1', '2', '4', '6']],
  ] as const)('by %s', (sort, ids) => {
    expect(sortRows(ROWS, sort).map(({ key }) => key.split(':')[1])).toEqual(ids);
  });

  it.each(SORTS)('by %s does not depend on the order before', (sort) => {
    const keys = (rows: typeof ROWS): string[] => sortRows(rows, sort).map(({ key }) => key);
    expect(keys(ROWS.toReversed())).toEqual(keys(ROWS));
  });
});

describe('deciding', () => {
  it('counts the last decision and keeps the last note', () => {
    const review = decide(decide([], step('escalated', { note: 'look again' })), step('resolved', { at: NOON + 1 }));
    expect([stateAfter(review), noteOf(review), stateAfter([])]).toEqual(['resolved', 'look again', 'new']);
  });

  it('undoes the last decision, and never one that somebody took since', () => {
    const mine = step('dismissed');
    const theirs = step('confirmed', { at: NOON + 5, by: 'B' });
    expect(undo(decide([], mine), mine)).toEqual([]);
    expect(undo(decide(decide([], mine), theirs), mine)).toBeNull();
  });

  it('keeps a bounded number of steps, the last ones', () => {
    const many = Array.from({ length: REVIEW_LIMITS.steps + 5 }, (_, i) => step('confirmed', { at: i }));
    const review = many.reduce<readonly ReviewStep[]>(decide, []);
    expect([review.length, review[0]!.at]).toEqual([REVIEW_LIMITS.steps, 5]);
  });
});

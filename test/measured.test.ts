import { describe, expect, it } from 'vitest';
import shipped from '../models/packs/lookalike.json' with { type: 'json' };
import { certaintyOf, type MeasuredEntry, measuredPack, ownFeedback } from '../src/measured.ts';
import { rowOf } from '../src/queue-row.ts';
import { raiseFlag } from '../src/raise-flag.ts';
import type { ReviewState } from '../src/review.ts';
import { postOf, verdictOf } from './flags.ts';

const entry = (n: number, sources: number, recall: number | null): MeasuredEntry => ({
  n,
  sources,
  recall,
  low: 0,
  high: 1,
});

describe('what was measured', () => {
  it('is read from the shipped pack, for every entry of it', () => {
    const pack = measuredPack(shipped);
    expect(pack?.measured?.negatives).toBeGreaterThan(1000);
    expect(pack?.entries.filter(({ id }) => pack.measured?.entries[id] === undefined)).toEqual([]);
  });

  it.each<[MeasuredEntry | undefined, string]>([
    [undefined, 'unmeasured'],
    [entry(0, 0, null), 'unmeasured'],
    [entry(4, 4, 1), 'unmeasured'],
    [entry(5, 1, 0.5), 'one-source'],
    [entry(5, 2, 0.5), 'measured'],
  ])('%j is %s', (measured, certainty) => {
    expect(certaintyOf(measured)).toBe(certainty);
  });

  it('is refused where it is no pack', () => {
    expect(measuredPack({ id: 'x', measured: { negatives: 'many' } })).toBeNull();
  });
});

describe("a person's own feedback", () => {
  const row = (id: string, state: ReviewState, feedback: 'none' | 'right' | 'wrong' | 'licensed') =>
    rowOf({
      ...raiseFlag(undefined, { post: postOf(id), verdict: verdictOf('likely'), at: 1 }),
      feedback,
      review: [{ state, at: 2, note: '', by: '' }],
    });

  it.each<[ReviewState, 'none' | 'right' | 'wrong' | 'licensed', number, number]>([
    ['new', 'none', 0, 0],
    ['confirmed', 'none', 1, 0],
    ['reported', 'none', 1, 0],
    ['dismissed', 'none', 0, 0],
    ['dismissed', 'wrong', 0, 1],
    ['new', 'right', 1, 0],
    ['confirmed', 'wrong', 0, 1],
    ['dismissed', 'licensed', 0, 0],
  ])('%s and called %s counts as %i right, %i wrong', (state, feedback, right, wrong) => {
    expect(ownFeedback([row('1', state, feedback)]).get('pikachu')).toEqual({ flags: 1, right, wrong });
  });
});

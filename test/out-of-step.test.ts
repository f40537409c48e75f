import { describe, expect, it } from 'vitest';
import { isOutOfStep, type Sight } from '../src/out-of-step.ts';

const FIRST: Sight = { key: 'x:1', words: 'First words of a post', media: 'blob:1' };

describe('address, texts and picture of one element are out of step', () => {
  it.each<[string, Sight | null, Partial<Sight>, boolean]>([
    ['nothing was read before', null, {}, false],
    ['nothing changed', FIRST, {}, false],
    ['all of them changed', FIRST, { key: 'x:2', words: 'Second', media: 'blob:2' }, false],
    ['the texts linger', FIRST, { key: 'x:2', media: 'blob:2' }, true],
    ['the picture lingers', FIRST, { key: 'x:2', words: 'Second' }, true],
    ['the address lingers', FIRST, { media: 'blob:2', words: 'Second' }, true],
    ['the texts are not there yet', FIRST, { key: 'x:2', words: '\n', media: 'blob:2' }, true],
    ['neither post has words', { ...FIRST, words: '\n' }, { key: 'x:2', words: '\n', media: 'blob:2' }, false],
    ['there were no media yet', { ...FIRST, media: '' }, { media: 'blob:1' }, false],
    ['the texts of the same post grew', FIRST, { words: 'First words of a post and more' }, false],
  ])('when %s', (_name, before, now, expected) => {
    expect(isOutOfStep(before, { ...FIRST, ...now })).toBe(expected);
  });
});

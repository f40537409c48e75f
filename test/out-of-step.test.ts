import { describe, expect, it } from 'vitest';
import { type Sight, type Step, stepOf, stepOfNew } from '../src/out-of-step.ts';

const sight = (key: string, caption: string, media: string): Sight => ({
  key,
  isByAddress: true,
  words: caption === '' ? 'author' : caption,
  caption,
  media,
});
const FIRST = sight('x:1', 'First words of a post', 'blob:1');
const SECOND = sight('x:2', 'Second', 'blob:2');

describe('id, texts and picture of one element', () => {
  it.each<[string, Sight, Sight, Step]>([
    ['nothing changed', FIRST, FIRST, 'in-step'],
    ['all of them changed', FIRST, SECOND, 'in-step'],
    ['the texts linger', FIRST, sight('x:2', FIRST.caption, 'blob:2'), 'waiting'],
    ['the picture lingers', FIRST, sight('x:2', 'Second', 'blob:1'), 'waiting'],
    ['the address lingers', FIRST, sight('x:1', 'Second', 'blob:2'), 'other'],
    ['the address lingers and the texts too', FIRST, sight('x:1', FIRST.caption, 'blob:2'), 'waiting'],
    ['the texts went on alone', FIRST, sight('x:1', 'Second', 'blob:1'), 'waiting'],
    ['the texts are not there yet', FIRST, { ...SECOND, words: '\n', caption: '' }, 'waiting'],
    [
      'neither post has words',
      { ...FIRST, words: '\n', caption: '' },
      { ...SECOND, words: '\n', caption: '' },
      'in-step',
    ],
    ['there were no media yet', { ...FIRST, media: '' }, FIRST, 'in-step'],
    ['the texts of the same post grew', FIRST, sight('x:1', 'First words of a post and more', 'blob:1'), 'in-step'],
    ['the texts of the same post were opened', sight('x:1', 'First wo… more', 'blob:1'), FIRST, 'in-step'],
    ['the caption came after the author', sight('x:1', '', 'blob:1'), FIRST, 'in-step'],
  ])('when %s', (_name, before, now, expected) => {
    expect(stepOf(before, now)).toBe(expected);
  });

  it.each<[string, Sight, Sight, Step]>([
    ['the card went on and the picture did not', FIRST, sight('x:2', 'Second', 'blob:1'), 'waiting'],
    ['the picture went on and the card did not', FIRST, sight('x:1', FIRST.caption, 'blob:2'), 'waiting'],
    ['the card says other words of the same post', FIRST, sight('x:1', 'Zweite', 'blob:1'), 'in-step'],
    ['the next post has no words', FIRST, { ...SECOND, words: '', caption: '' }, 'in-step'],
  ])('where a card names the post, when %s', (_name, before, now, expected) => {
    const inCard = (one: Sight): Sight => ({ ...one, isByAddress: false });
    expect(stepOf(inCard(before), inCard(now))).toBe(expected);
  });

  it.each<[string, Sight | null, Sight, Step]>([
    ['no other was named', null, FIRST, 'in-step'],
    ['it has the words of the other', FIRST, { ...FIRST, media: 'blob:9' }, 'in-step'],
    ['its words are not there yet', FIRST, sight('x:1', '', 'blob:2'), 'in-step'],
    ['the address still names the other', FIRST, sight('x:1', 'Second', 'blob:2'), 'other'],
    ['the address went on', FIRST, SECOND, 'in-step'],
    ['its card names it', FIRST, { ...FIRST, caption: 'Second', isByAddress: false }, 'in-step'],
  ])('of an element that is new, when %s', (_name, named, now, expected) => {
    expect(stepOfNew(named, now)).toBe(expected);
  });
});

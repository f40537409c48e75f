import { describe, expect, it } from 'vitest';
import type { BuiltEntry } from '../src/pack-build/build-entry.ts';
import { curveOf, estimateAt, pictureWorths } from '../src/pack-build/estimate.ts';
import { EMPTY_FORM, factsFrom, namesOf, ownId } from '../src/pack-build/own-entry.ts';

const BUILT: BuiltEntry = {
  candidate: { prototypes: [], contrasts: [] },
  bias: 0,
  thresholds: { unsure: 0.4, flag: 0.5 },
  leftOut: [
    [0.9, 0.8],
    [0.6, 0.3],
    [0.1, 0.2],
  ],
  isToldApart: true,
  alsoMatched: [[], ['mario'], []],
  isCutOut: [true, true, false],
  unseen: { impostors: [0.1, 0.55, 0.7, 0.2], places: [0.1, 0.2, 0.9] },
};

describe('names of an own entry', () => {
  it.each<[string, Record<string, string[]> | null]>([
    ['en=Momo', { en: ['Momo'] }],
    [' en = Momo \n\nja=モモ\nja=もも', { en: ['Momo'], ja: ['モモ', 'もも'] }],
    ['zh-Hant=桃', { 'zh-Hant': ['桃'] }],
    ['', {}],
    ['Momo', null],
    ['en=', null],
    ['english language=Momo', null],
  ])('%j', (text, names) => {
    expect(namesOf(text)).toEqual(names);
  });

  it.each([
    [{ en: ['Momo the 2nd!'] }, 'own-momo-the-2nd'],
    [{ ja: ['桃'] }, 'own-6843'],
    [{ en: ['Éclair'] }, 'own-e-clair'],
  ])('%j give an id that a pack may have', (names, id) => {
    expect(ownId(names)).toBe(id);
  });

  it.each([
    [{}, 'no-name'],
    [{ names: 'Momo' }, 'bad-name'],
    [{ names: 'en=Momo' }, 'no-owner'],
  ])('are asked for: %j lacks %s', (part, fault) => {
    expect(factsFrom({ ...EMPTY_FORM, ...part }, '1')).toBe(fault);
  });

  it('come with hashtags however they are written', () => {
    const facts = factsFrom({ ...EMPTY_FORM, names: 'en=Momo', owner: ' Me ', hashtags: '#momo, momoart  モモ' }, '2');
    expect(facts).toMatchObject({ id: 'own-momo', owner: 'Me', version: '2', hashtags: ['momo', 'momoart', 'モモ'] });
  });
});

describe('what an own entry is worth', () => {
  it('is counted on pictures left out and on negatives that it was not made from', () => {
    const { recall, interval, impostors, places } = estimateAt(BUILT, 0.5);
    expect(recall).toBeCloseTo(0.5);
    expect([interval.low < 0.5, interval.high > 0.5]).toEqual([true, true]);
    expect([impostors, places]).toEqual([
      { matched: 2, of: 4 },
      { matched: 1, of: 3 },
    ]);
  });

  it('names the pictures that help, are odd or conflict', () => {
    expect(
      pictureWorths(BUILT, 0.5).map(({ isKnown, isOdd, conflicts, isCutOut }) => [isKnown, isOdd, conflicts, isCutOut]),
    ).toEqual([
      [true, false, [], true],
      [false, false, ['mario'], true],
      [false, true, [], false],
    ]);
  });

  it('never finds more, nor mistakes more, at a higher threshold', () => {
    const curve = curveOf(BUILT);
    for (const [i, point] of curve.entries()) {
      const before = curve[i - 1] ?? point;
      expect(point.recall).toBeLessThanOrEqual(before.recall);
      expect(point.impostors.matched).toBeLessThanOrEqual(before.impostors.matched);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { coverageOf, EMPTY_PAGE, withCoverage } from '../extension/background/page.ts';
import { sumCoverage } from '../src/coverage.ts';

describe('coverage', () => {
  it('of a page and its frames is one sum', () => {
    const page = withCoverage(EMPTY_PAGE, 0, {
      looked: 2,
      unreadable: { tainted: 1 },
      mediaHosts: ['https://a.example/*'],
    });
    const framed = withCoverage(withCoverage(page, 7, { looked: 9, unreadable: {} }), 7, {
      looked: 3,
      unreadable: { tainted: 1, blank: 1 },
      unverified: 4,
      mediaHosts: ['https://a.example/*', 'https://b.example/*'],
    });
    expect(coverageOf(framed)).toEqual({
      looked: 5,
      unreadable: { tainted: 2, blank: 1 },
      unverified: 4,
      mediaHosts: ['https://a.example/*', 'https://b.example/*'],
    });
  });

  it('names no more than a few hosts', () => {
    const hosts = (from: number) => Array.from({ length: 6 }, (_, i) => `https://h${from + i}.example/*`);
    const sum = sumCoverage(
      { looked: 0, unreadable: {}, mediaHosts: hosts(0) },
      { looked: 0, unreadable: {}, mediaHosts: hosts(6) },
    );
    expect(sum.mediaHosts).toHaveLength(8);
  });
});

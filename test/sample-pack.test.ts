import { expect, it } from 'vitest';
import { isKeptPackCurrent } from '../scripts/sample/pack.ts';

it('the kept pack of the sample is the one that would be made now; `npx tsx scripts/sample/pack.ts` makes it anew', () => {
  expect(isKeptPackCurrent()).toBe(true);
});

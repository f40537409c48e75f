import { expect, it } from 'vitest';
import { faultsOf, rubyFrame, sealedFlag, tinyRecogniser } from '../evidence.ts';
import { mutationsOf } from '../mutations.ts';

it('none of 500 mutated bundles is accepted, and none crashes the check', async () => {
  const recogniser = await tinyRecogniser();
  const { zip } = await sealedFlag([await rubyFrame(recogniser)]);
  await recogniser.dispose();
  const accepted: string[] = [];
  let checked = 0;
  for (const { what, zip: mutated } of mutationsOf(zip, 500, 20261125)) {
    if ((await faultsOf(mutated)).includes('intact')) accepted.push(what);
    checked += 1;
  }
  expect([checked, accepted]).toEqual([500, []]);
});

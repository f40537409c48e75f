import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesOfCase } from '../../src/evidence/case-bundle.ts';
import { filesOfFlag } from '../../src/evidence/flag-bundle.ts';
import { seal } from '../../src/evidence/seal.ts';
import { generateKey } from '../../src/evidence/signature.ts';
import { writeZip } from '../../src/evidence/zip.ts';
import type { OrtRecogniser } from '../../src/ort-recogniser.ts';
import { sha256 } from '../../src/sha256.ts';
import { evidenceOf, faultsOf, filesIn, rubyFrame, sealedFlag, sealingBy, tinyRecogniser } from '../evidence.ts';
import { mutationsOf } from '../mutations.ts';

const SEED = 20261125;

let recogniser: OrtRecogniser;
beforeAll(async () => {
  recogniser = await tinyRecogniser();
});
afterAll(() => recogniser.dispose());

/** Which of the mutated files the check accepts; it must be none, and none may make it throw. */
async function accepted(mutated: Iterable<{ what: string; zip: Uint8Array }>): Promise<[number, string[]]> {
  const found: string[] = [];
  let checked = 0;
  for (const { what, zip } of mutated) {
    if ((await faultsOf(zip)).includes('intact')) found.push(what);
    checked += 1;
  }
  return [checked, found];
}

/** A sealed case of two bundles, its bundles as they are or as `change` makes them. */
async function caseOf(change: (zip: Uint8Array<ArrayBuffer>, i: number) => Uint8Array<ArrayBuffer> = (zip) => zip) {
  const pair = await generateKey();
  const items = await Promise.all(
    ['1', '2'].map(async (id, i) => {
      const evidence = evidenceOf([await rubyFrame(recogniser)], id);
      const { zip } = await seal(filesOfFlag(evidence), await sealingBy(pair), pair);
      return { evidence, zip: change(zip, i), sha256: await sha256(zip) };
    }),
  );
  const files = filesOfCase(items, 'en');
  return { files, pair, zip: (await seal(files, await sealingBy(pair, { kind: 'case' }), pair)).zip };
}

describe('mutated files', () => {
  it('none of 500 bundles is accepted, and none crashes the check', async () => {
    const { zip } = await sealedFlag([await rubyFrame(recogniser)]);
    expect(await accepted(mutationsOf(zip, 500, SEED))).toEqual([500, []]);
  });

  it('none of 200 cases is accepted, wherever they are changed', async () => {
    const { zip } = await caseOf();
    expect(await faultsOf(zip)).toEqual(['intact']);
    expect(await accepted(mutationsOf(zip, 200, SEED))).toEqual([200, []]);
  });

  it('none of 100 cases sealed anew around a mutated bundle is accepted: a key of one’s own does not help', async () => {
    const { zip } = await sealedFlag([await rubyFrame(recogniser)]);
    const cases: { what: string; zip: Uint8Array }[] = [];
    for (const { what, zip: inner } of mutationsOf(zip, 100, SEED))
      cases.push({ what, zip: (await caseOf((good, i) => (i === 0 ? new Uint8Array(inner) : good))).zip });
    expect(await accepted(cases)).toEqual([100, []]);
  });

  it('none of 100 cases is accepted whose bundle was put into the ZIP after sealing', async () => {
    const { files, zip } = await caseOf();
    const inner = files.get('bundles/0001.zip') ?? new Uint8Array(0);
    const cases = [...mutationsOf(inner, 100, SEED)].map(({ what, zip: bad }) => ({
      what,
      zip: writeZip(new Map(filesIn(zip)).set('bundles/0001.zip', new Uint8Array(bad))),
    }));
    expect(await accepted(cases)).toEqual([100, []]);
  });
});

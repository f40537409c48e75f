import { strToU8 } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvCell, filesOfCase } from '../src/evidence/case-bundle.ts';
import { escapeHtml } from '../src/evidence/case-html.ts';
import { type Sealed, seal } from '../src/evidence/seal.ts';
import { writeZip } from '../src/evidence/zip.ts';
import type { OrtRecogniser } from '../src/ort-recogniser.ts';
import { sha256 } from '../src/sha256.ts';
import { evidenceOf, faultsOf, filesIn, jsonIn, rubyFrame, sealedFlag, sealingBy, tinyRecogniser } from './evidence.ts';

let recogniser: OrtRecogniser;
let sealed: Sealed & { pair: CryptoKeyPair };
beforeAll(async () => {
  recogniser = await tinyRecogniser();
  sealed = await sealedFlag([await rubyFrame(recogniser)]);
});
afterAll(() => recogniser.dispose());

describe('a case', () => {
  const caseOf = async (zip: Uint8Array<ArrayBuffer>, caption = 'a <b>bold</b> "mouse", =1+1') => {
    const evidence = evidenceOf([await rubyFrame(recogniser)]);
    const flag = { ...evidence.flag, post: { ...evidence.flag.post, caption, author: '=cmd()' } };
    return filesOfCase([{ evidence: { ...evidence, flag }, zip, sha256: await sha256(zip) }], 'ja');
  };

  it('holds its bundles and an index in three forms, with nothing of a page as markup or formula', async () => {
    const files = await caseOf(sealed.zip);
    expect([...files.keys()].sort()).toEqual([
      'bundles/0001.zip',
      'index.csv',
      'index.html',
      'index.json',
      'pictures/0001.png',
    ]);
    const html = new TextDecoder().decode(files.get('index.html'));
    expect(html).toContain('a &lt;b&gt;bold&lt;/b&gt; &quot;mouse&quot;');
    expect(html).not.toMatch(/<b>|<script/);
    for (const part of ['lang="ja"', 'ピカチュウ', '可能性が高い, 93/100', '投稿文 (強): #sora2'])
      expect(html).toContain(part);
    const csv = new TextDecoder().decode(files.get('index.csv'));
    expect(csv.trim().split('\r\n').length).toBe(2);
    expect(csv).toContain("'=cmd()");
    expect(csv).toContain('"a <b>bold</b> ""mouse"", =1+1"');
    expect(jsonIn(files, 'index.json')).toMatchObject([{ number: 1, verdict: 'likely', bundle: 'bundles/0001.zip' }]);
    const sealing = await sealingBy(sealed.pair, { kind: 'case' });
    expect(await faultsOf((await seal(files, sealing, sealed.pair)).zip)).toEqual(['intact']);
  });

  it('is not accepted when a bundle in it is not, and names both', async () => {
    const inner = new Map(filesIn(sealed.zip));
    inner.set('flag.json', new Uint8Array(strToU8('{}')));
    const sealing = await sealingBy(sealed.pair, { kind: 'case' });
    const { zip } = await seal(await caseOf(writeZip(inner)), sealing, sealed.pair);
    expect(await faultsOf(zip)).toEqual(['changed bundles/0001.zip: flag.json']);
    const nested = await seal(await caseOf(zip), sealing, sealed.pair);
    expect(await faultsOf(nested.zip)).toEqual(['foreign bundles/0001.zip']);
  });

  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['@x', "'@x"],
    ['-1', "'-1"],
    [-1, '-1'],
    ['a"b\n', '"a""b\n"'],
  ])('writes the cell %j as %s', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  it('escapes every character that could begin markup', () => {
    expect(escapeHtml(`<a href="x" b='y'>&`)).toBe('&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;');
  });
});

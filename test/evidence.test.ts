import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBundle } from '../src/evidence/check.ts';
import { filesOfFlag } from '../src/evidence/flag-bundle.ts';
import { LIMITS } from '../src/evidence/manifest.ts';
import { recompute } from '../src/evidence/recompute.ts';
import { type Sealed, seal } from '../src/evidence/seal.ts';
import { readZip, writeZip } from '../src/evidence/zip.ts';
import type { OrtRecogniser } from '../src/ort-recogniser.ts';
import { faultsByHand, hasTools, stepsOf, unpack } from './by-hand.ts';
import { evidenceOf, faultsOf, filesIn, jsonIn, rubyFrame, sealedFlag, sealingBy, tinyRecogniser } from './evidence.ts';
import { mutationsOf } from './mutations.ts';

let recogniser: OrtRecogniser;
let sealed: Sealed & { pair: CryptoKeyPair };
beforeAll(async () => {
  recogniser = await tinyRecogniser();
  sealed = await sealedFlag([await rubyFrame(recogniser)]);
});
afterAll(() => recogniser.dispose());

describe('a sealed bundle', () => {
  it('is intact, and says what was seen, when and by what', async () => {
    expect(await faultsOf(sealed.zip)).toEqual(['intact']);
    const files = filesIn(sealed.zip);
    expect([...files.keys()].sort()).toEqual([
      'SHA256SUMS',
      'VERIFY.md',
      'custody.json',
      'flag.json',
      'frames/1-input.png',
      'frames/1-native.png',
      'frames/1-reading.json',
      'manifest.json',
      'manifest.sig',
      'public-key.pem',
    ]);
    expect(jsonIn(files, 'flag.json')).toEqual(evidenceOf([], '1', 'ruby').flag);
    expect(jsonIn(files, 'manifest.json')).toMatchObject({
      kind: 'flag',
      model: { version: 'tiny-1' },
      previous: null,
    });
    expect(jsonIn(files, 'frames/1-reading.json')).toMatchObject({ still: 'frames/1-native.png', videoWidth: 320 });
    const guide = new TextDecoder().decode(files.get('VERIFY.md'));
    for (const part of [
      'openssl pkeyutl -verify',
      'sha256sum --check',
      'What it does not prove',
      sealed.manifest.key.public,
    ])
      expect(guide).toContain(part);
  });

  it.each([
    ['with the hash of its list of files', { sha256: 'ab'.repeat(32) }],
    ['that had no list of its files', { sha256: null }],
    ['from before there were lists', {}],
  ])('by a build %s says so and is intact', async (_which, stated) => {
    const extension = { name: 'Lookalike', version: '0.1.0', ...stated };
    const { zip } = await seal(filesOfFlag(evidenceOf([])), await sealingBy(sealed.pair, { extension }), sealed.pair);
    expect(await checkBundle(zip)).toMatchObject({ kind: 'intact', manifest: { extension } });
    expect(jsonIn(filesIn(zip), 'manifest.json')).toHaveProperty('extension', extension);
  });

  it('whose build is told by what is no hash is refused', async () => {
    const extension = { name: 'Lookalike', version: '0.1.0', sha256: 'trust me' };
    const { zip } = await seal(filesOfFlag(evidenceOf([])), await sealingBy(sealed.pair, { extension }), sealed.pair);
    expect(await faultsOf(zip)).toEqual(['bad-manifest manifest.json']);
  });

  it('names the page by the browser’s word, and the media without passes of the person’s own', () => {
    const evidence = evidenceOf([]);
    const pageAddress = 'https://www.tiktok.com/foryou?lang=en';
    const mediaAddress = 'https://media.example/a.mp4?token=secret#t';
    const files = filesOfFlag({ ...evidence, flag: { ...evidence.flag, pageAddress, mediaAddress } });
    expect(jsonIn(files, 'flag.json')).toMatchObject({ pageAddress, mediaAddress: 'https://media.example/a.mp4' });
  });

  it('says when only the input could be kept', async () => {
    const { zip } = await sealedFlag([{ ...(await rubyFrame(recogniser)), still: null }]);
    const files = filesIn(zip);
    expect(files.has('frames/1-native.png')).toBe(false);
    expect(jsonIn(files, 'frames/1-reading.json')).toMatchObject({ still: null });
  });

  it('is the same to the byte for the same contents', async () => {
    const files = filesOfFlag(evidenceOf([await rubyFrame(recogniser)]));
    const sealing = await sealingBy(sealed.pair);
    expect((await seal(files, sealing, sealed.pair)).zip).toEqual((await seal(files, sealing, sealed.pair)).zip);
  });

  it.skipIf(!hasTools())('is verified by the steps of its VERIFY.md, and found out by them when changed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lookalike-verify-'));
    try {
      unpack(sealed.zip, folder);
      expect(stepsOf(sealed.zip, folder)).toHaveLength(3);
      expect(faultsByHand(sealed.zip, folder)).toEqual([]);
      writeFileSync(join(folder, 'flag.json'), '{}');
      expect(faultsByHand(sealed.zip, folder)).toEqual([expect.stringContaining('flag.json: FAILED')]);
      writeFileSync(join(folder, 'manifest.json'), '{}');
      expect(faultsByHand(sealed.zip, folder)[0]).toContain('signature');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is reproduced by the same model, contradicted where the reading was not the model’s, and compared with another model', async () => {
    const files = filesIn(sealed.zip);
    expect(await recompute(files, recogniser)).toMatchObject({
      outcome: 'reproduced',
      frames: [{ outcome: 'reproduced' }],
    });
    const frame = await rubyFrame(recogniser);
    expect(frame.reading.matches[0]).toMatchObject({ entry: 'ruby', level: 'flag' });
    const invented = frame.reading.matches.map((match) => ({ ...match, score: 0.99 }));
    const false_ = filesOfFlag(evidenceOf([{ ...frame, reading: { ...frame.reading, matches: invented } }]));
    expect(await recompute(false_, recogniser)).toMatchObject({ outcome: 'differs' });
    const older = filesOfFlag(evidenceOf([{ ...frame, reading: { ...frame.reading, modelVersion: 'tiny-0' } }]));
    expect(await recompute(older, recogniser)).toMatchObject({
      outcome: 'other-model',
      frames: [{ matches: [{ entry: 'ruby' }] }],
    });
    const spoilt = filesOfFlag(evidenceOf([{ ...frame, input: frame.input.slice(0, 50) }]));
    expect(await recompute(spoilt, recogniser)).toMatchObject({ outcome: 'unreadable' });
    expect(await recompute(filesOfFlag(evidenceOf([])), recogniser)).toMatchObject({ outcome: 'no-input' });
  });

  it('is reproduced where a part of the frame was looked at, and not where another part is said', async () => {
    const frame = await rubyFrame(recogniser, 'tiktok:1', 1.5, 'top-left');
    expect(frame.reading).toMatchObject({ part: 'top-left', matches: [{ entry: 'ruby', level: 'flag' }] });
    const outcomeOf = async (kept: typeof frame) =>
      (await recompute(filesOfFlag(evidenceOf([kept], '1', 'ruby')), recogniser)).outcome;
    expect(await outcomeOf(frame)).toBe('reproduced');
    expect(await outcomeOf({ ...frame, reading: { ...frame.reading, part: 'top-right' } })).toBe('differs');
  });

  it('is not borne out where its verdict names what none of its frames shows', async () => {
    const files = filesOfFlag(evidenceOf([await rubyFrame(recogniser)], '1', 'pikachu'));
    expect(await recompute(files, recogniser)).toMatchObject({
      outcome: 'not-shown',
      frames: [{ outcome: 'reproduced' }],
    });
  });
});

describe('a changed bundle', () => {
  const changed = (change: (files: Map<string, Uint8Array<ArrayBuffer>>) => void): Uint8Array => {
    const files = new Map(filesIn(sealed.zip));
    change(files);
    return writeZip(files);
  };
  const bytes = (text: string) => new Uint8Array(strToU8(text));

  it.each([
    ['a file changed', () => changed((files) => files.set('flag.json', bytes('{}'))), ['changed flag.json']],
    ['a file missing', () => changed((files) => files.delete('custody.json')), ['missing custody.json']],
    ['a file added', () => changed((files) => files.set('note.txt', bytes('x'))), ['unlisted note.txt']],
    [
      'two files changed',
      () =>
        changed((files) => {
          files.set('flag.json', bytes('{}'));
          files.set('VERIFY.md', bytes('trust me'));
        }),
      ['changed VERIFY.md', 'changed flag.json'],
    ],
    ['no signature', () => changed((files) => files.delete('manifest.sig')), ['bad-signature manifest.sig']],
    [
      'a damaged manifest',
      () => changed((files) => files.set('manifest.json', bytes('{"a":1}'))),
      ['bad-manifest manifest.json'],
    ],
    ['no manifest', () => changed((files) => files.delete('manifest.json')), ['foreign']],
    ['something after the end', () => Uint8Array.from([...sealed.zip, 0]), ['container']],
    ['its end cut off', () => sealed.zip.slice(0, -30), ['not-a-zip']],
    ['its first half only', () => sealed.zip.slice(0, sealed.zip.length / 2), ['not-a-zip']],
    ['nothing in it', () => new Uint8Array(0), ['not-a-zip']],
    [
      'packed again with compression',
      () => zipSync(Object.fromEntries(filesIn(sealed.zip)), { level: 6 }),
      ['compressed SHA256SUMS'],
    ],
    [
      'a name that leads out',
      () => zipSync({ '../../evil.txt': bytes('x') }, { level: 0 }),
      ['bad-path ../../evil.txt'],
    ],
    ['another program’s ZIP', () => zipSync({ 'readme.txt': bytes('x') }, { level: 0 }), ['foreign']],
  ] as [string, () => Uint8Array, string[]][])('is not accepted with %s, and says so', async (_what, make, faults) => {
    expect(await faultsOf(make())).toEqual(faults);
  });

  it('is not accepted with one name twice', async () => {
    const twice = writeZip(
      new Map([
        ['aa.txt', bytes('1')],
        ['ab.txt', bytes('2')],
      ]),
    );
    const text = Buffer.from(twice).toString('latin1').replaceAll('ab.txt', 'aa.txt');
    expect(await faultsOf(new Uint8Array(Buffer.from(text, 'latin1')))).toEqual(['duplicate aa.txt']);
  });

  it('is not unpacked when it states more than it holds', async () => {
    const bomb = zipSync({ 'zeros.bin': new Uint8Array(5_000_000) }, { level: 9 });
    expect(bomb.length).toBeLessThan(20_000);
    expect(await faultsOf(bomb)).toEqual(['compressed zeros.bin']);
    const zip = writeZip(new Map([['a.txt', bytes('1234')]]));
    const central = Buffer.from(zip).lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    const liar = zip.slice();
    new DataView(liar.buffer).setUint32(central + 20, 0x7fffffff, true);
    new DataView(liar.buffer).setUint32(central + 24, 0x7fffffff, true);
    expect(await faultsOf(liar)).toEqual(['sizes a.txt']);
    const many = writeZip(new Map(Array.from({ length: 2001 }, (_, i) => [`f${i}`, bytes('')])));
    expect(await faultsOf(many)).toEqual(['too-large']);
  });

  it('is refused in each of 60 mutations, and none of them crashes the check', async () => {
    for (const { what, zip } of mutationsOf(sealed.zip, 60, 7))
      expect([what, await faultsOf(zip)]).not.toEqual([what, ['intact']]);
  });
});

it('a ZIP whose entries overlap, so that together they hold more than it does, is not read', () => {
  const zip = writeZip(
    new Map([
      ['a.txt', new Uint8Array(900)],
      ['b.txt', new Uint8Array(1)],
    ]),
  );
  const view = new DataView(zip.buffer);
  const second = Buffer.from(zip).lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  // The second entry says that its contents are those of the first, and as many.
  for (const at of [20, 24]) view.setUint32(second + at, 900, true);
  view.setUint32(second + 42, 0, true);
  expect(readZip(zip)).toEqual({ kind: 'refused', fault: 'sizes', path: 'b.txt' });
});

it('a ZIP larger than any bundle is refused before a byte of it is looked at', () => {
  const huge = new Uint8Array(LIMITS.zipBytes + 1);
  expect(readZip(huge)).toEqual({ kind: 'refused', fault: 'too-large', path: '' });
});

it('what is read from a ZIP is bounded by the ZIP', () => {
  expect(readZip(new Uint8Array(22))).toEqual({ kind: 'refused', fault: 'not-a-zip', path: '' });
});

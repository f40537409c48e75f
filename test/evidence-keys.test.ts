import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { canonicalJson, parseCanonical } from '../src/evidence/canonical.ts';
import { isSafePath } from '../src/evidence/manifest.ts';
import { seal } from '../src/evidence/seal.ts';
import { generateKey, isSignedBy, linkTo, publicHexOf, signBytes } from '../src/evidence/signature.ts';
import { faultsOf, sealingBy } from './evidence.ts';

describe('canonical JSON', () => {
  it.each([
    [{ b: 1, a: [null, true, 'é\n'] }, '{"a":[null,true,"é\\n"],"b":1}'],
    [{ '\u20ac': 1, '\r': 2, '1': 3 }, '{"\\r":2,"1":3,"€":1}'],
    [[1e21, 0.1, -0, 333333333.3333333], '[1e+21,0.1,0,333333333.3333333]'],
  ])('of %j is %s', (value, text) => {
    expect(new TextDecoder().decode(canonicalJson(value))).toBe(text);
  });

  it.each(['{"b":1,"a":2}', '{"a": 1}', '{"a":1}\n', '\uFEFF{"a":1}', '{"a":1,"a":1}', '{"a":1.0}', 'nonsense', ''])(
    'does not take %j for canonical',
    (text) => {
      expect(parseCanonical(strToU8(text))).toBeNull();
    },
  );
});

describe('paths in a bundle', () => {
  it.each(['frames/1-input.png', 'manifest.json', 'a/b/c/d.zip'])('%s is safe', (path) => {
    expect(isSafePath(path)).toBe(true);
  });
  it.each([
    '../x',
    '/etc/passwd',
    'a/../../x',
    'C:\\x',
    'a\\b',
    '.ssh',
    'a//b',
    'a/',
    '',
    'a b',
    'a/b/c/d/e',
    'x'.repeat(201),
    'a\n',
    '~x',
  ])('%j is not', (path) => {
    expect(isSafePath(path)).toBe(false);
  });
});

describe('keys', () => {
  it('cannot be taken out of the browser', async () => {
    const pair = await generateKey();
    await expect(crypto.subtle.exportKey('pkcs8', pair.privateKey)).rejects.toThrow();
    expect(pair.privateKey.extractable).toBe(false);
  });

  it('of another do not fit, nor does what is no key', async () => {
    const message = canonicalJson({ a: 1 });
    const [one, other] = [await generateKey(), await generateKey()];
    const signature = await signBytes(one, message);
    expect(await isSignedBy(await publicHexOf(one), message, signature)).toBe(true);
    expect(await isSignedBy(await publicHexOf(other), message, signature)).toBe(false);
    expect(await isSignedBy('00'.repeat(31), message, signature)).toBe(false);
    expect(await isSignedBy('ff'.repeat(32), message, signature)).toBe(false);
    expect(await isSignedBy(await publicHexOf(one), message, signature.slice(1))).toBe(false);
  });

  it('name the one before them: signed for when rotated, claimed when lost, refused when invented', async () => {
    const [old, next] = [await generateKey(), await generateKey()];
    const sealing = await sealingBy(next);
    const sealedWith = async (link: typeof sealing.key.link) =>
      faultsOf((await seal(new Map(), { ...sealing, key: { ...sealing.key, link } }, next)).zip);
    const link = await linkTo(old, sealing.key.public);
    expect(await sealedWith(link)).toEqual(['intact']);
    expect(await sealedWith({ reason: 'lost', previous: await publicHexOf(old) })).toEqual(['intact']);
    const stranger = await publicHexOf(await generateKey());
    expect(await sealedWith({ ...link, previous: stranger })).toEqual(['bad-link manifest.json']);
  });

  it('other than the one named in the manifest sign nothing', async () => {
    const stranger = await generateKey();
    expect(await faultsOf((await seal(new Map(), await sealingBy(await generateKey()), stranger)).zip)).toEqual([
      'bad-signature manifest.sig',
    ]);
  });
});

import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { casesOf, keysOnList, plainLink } from '../src/cases.ts';
import { HashIndex } from '../src/hash-index.ts';
import { hashCsv, parseHashes } from '../src/hash-list.ts';
import { isPdq, PDQ_NEAR, PDQ_QUALITY_MIN, type PdqHash, pdqDistance, pdqOf, wordsOf } from '../src/pdq.ts';
import { seededRandom } from '../src/seeded-random.ts';

interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly seed?: number;
  readonly light?: number;
  readonly isMirrored?: boolean;
  readonly hasLogo?: boolean;
}

/** A scene of shapes that is the same at every size. */
function hashOf({
  width = 360,
  height = 640,
  seed = 1,
  light = 0,
  isMirrored = false,
  hasLogo = false,
}: Look): PdqHash {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  const random = seededRandom(seed);
  pen.fillStyle = `hsl(${random() * 360} 50% 50%)`;
  pen.fillRect(0, 0, width, height);
  if (isMirrored) {
    pen.translate(width, 0);
    pen.scale(-1, 1);
  }
  for (let i = 0; i < 40; i++) {
    pen.fillStyle = `hsl(${random() * 360} 70% ${random() * 100}%)`;
    pen.beginPath();
    pen.ellipse(
      random() * width,
      random() * height,
      (0.02 + 0.15 * random()) * width,
      (0.02 + 0.15 * random()) * height,
      0,
      0,
      7,
    );
    pen.fill();
  }
  if (hasLogo) {
    pen.fillStyle = 'white';
    pen.fillRect(width * 0.8, height * 0.04, width * 0.14, height * 0.03);
  }
  const { data } = pen.getImageData(0, 0, width, height);
  return pdqOf(
    width,
    height,
    data.map((value, i) => (i % 4 === 3 ? value : value + light)),
  );
}

const distance = (a: PdqHash, b: PdqHash): number => pdqDistance(wordsOf(a.hex), wordsOf(b.hex));

describe('PDQ', () => {
  const plain = hashOf({});

  it('is 64 digits with half of the bits set', () => {
    expect(isPdq(plain.hex)).toBe(true);
    expect(pdqDistance(wordsOf(plain.hex), wordsOf('0'.repeat(64)))).toBeGreaterThanOrEqual(126);
    expect(pdqDistance(wordsOf(plain.hex), wordsOf('f'.repeat(64)))).toBeGreaterThanOrEqual(126);
    expect(plain.quality).toBeGreaterThanOrEqual(PDQ_QUALITY_MIN);
  });

  it.each<[string, Look]>([
    ['another size', { width: 180, height: 320 }],
    ['an odd size', { width: 203, height: 361 }],
    ['a smaller size than the samples', { width: 54, height: 96 }],
    ['another shape', { width: 320, height: 320 }],
    ['more light', { light: 18 }],
    ['a small logo', { hasLogo: true }],
  ])('is nearly the same for %s', (_, look) => {
    expect(distance(plain, hashOf(look))).toBeLessThanOrEqual(PDQ_NEAR);
  });

  it.each([2, 3, 4, 5, 6])('is far away for another picture (%i)', (seed) => {
    expect(distance(plain, hashOf({ seed }))).toBeGreaterThan(80);
  });

  it('tells a mirrored picture apart by every second column of the transform', () => {
    expect(distance(plain, hashOf({ isMirrored: true }))).toBeGreaterThan(80);
  });

  it('has no quality where there is nothing to see', () => {
    expect(pdqOf(100, 100, new Uint8ClampedArray(40_000).fill(120)).quality).toBe(0);
  });

  it.each([
    ['0'.repeat(64), '0'.repeat(64), 0],
    ['0'.repeat(64), 'f'.repeat(64), 256],
    ['0'.repeat(64), `${'0'.repeat(63)}7`, 3],
    [`8${'0'.repeat(63)}`, '0'.repeat(64), 1],
  ])('counts the bits between %s and %s', (a, b, bits) => {
    expect(pdqDistance(wordsOf(a), wordsOf(b))).toBe(bits);
  });
});

describe('cases', () => {
  const [hash, near, far] = ['0'.repeat(64), `${'0'.repeat(60)}ffff`, 'a'.repeat(64)];
  const post = (key: string, permalink: string, ...hashes: string[]) => ({ key, permalink, hashes });

  it.each([
    ['https://www.tiktok.com/@a/video/1?lang=en#x', 'https://m.tiktok.com/@a/video/1/'],
    ['https://www.youtube.com/watch?v=abc&t=5', 'https://youtube.com/watch?v=abc'],
  ])('know %s and %s as one address', (a, b) => {
    expect(plainLink(a)).toBe(plainLink(b));
  });

  it('do not take two videos of one page for one', () => {
    expect(plainLink('https://youtube.com/watch?v=a')).not.toBe(plainLink('https://youtube.com/watch?v=b'));
  });

  it('join posts by their address and by their frames, over a third', () => {
    const cases = casesOf([
      post('1', 'https://a.example/1', hash),
      post('2', 'https://b.example/2', near, far),
      post('3', 'https://c.example/3', far),
      post('4', 'https://www.a.example/1?x=1'),
      post('5', 'https://d.example/5'),
    ]);
    expect(cases.get('3')).toEqual(['1', '2', '3', '4']);
    expect(cases.has('5')).toBe(false);
  });

  it('find the same near hashes as comparing each with each, in no time', () => {
    const random = seededRandom(5);
    const words = (): Uint32Array => Uint32Array.from({ length: 8 }, () => Math.floor(random() * 2 ** 32));
    const flipped = (hash: Uint32Array, bits: number): Uint32Array => {
      const next = hash.slice();
      const places = new Set<number>();
      while (places.size < bits) places.add(Math.floor(random() * 256));
      for (const place of places) next[place >> 5] = (next[place >> 5]! ^ (1 << (place & 31))) >>> 0;
      return next;
    };
    const base = Array.from({ length: 400 }, words);
    const all = base.flatMap((hash, i) => [hash, flipped(hash, 1 + (i % 40))]);
    const index = new HashIndex();
    for (const hash of all) index.add(hash);
    const slowly = (hash: Uint32Array): number[] =>
      all.flatMap((other, i) => (pdqDistance(hash, other) <= PDQ_NEAR ? [i] : []));
    for (const hash of all) expect(index.near(hash).sort((a, b) => a - b)).toEqual(slowly(hash));
  });

  it('find what is on a list', () => {
    const posts = [post('1', 'https://a.example/1', near), post('2', 'https://a.example/2', far)];
    expect([...keysOnList(posts, [hash])]).toEqual(['1']);
  });

  it('write and read lists of hashes, naming bad rows', () => {
    const list = [
      { hash, note: 'trailer, official' },
      { hash: far, note: '' },
    ];
    expect(parseHashes(hashCsv(list))).toEqual({ hashes: list, bad: [] });
    const { hashes, bad } = parseHashes(`hash,note\nxyz,\n${hash.toUpperCase()},ok\n`);
    expect([hashes.length, bad.map(({ row }) => row)]).toEqual([1, [2]]);
  });
});

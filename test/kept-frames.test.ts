import { createCanvas, loadImage } from '@napi-rs/canvas';
import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keptAfter, levelOf, mayKeep } from '../src/evidence/keep.ts';
import type { KeptFrame } from '../src/evidence/kept-frame.ts';
import { cutOut, decodePng, encodePng, encodeStill, pngSize } from '../src/evidence/png.ts';
import type { MatchLevel } from '../src/match.ts';
import { flattenOnGrey } from '../src/prepare.ts';
import { paintedPng } from './painted.ts';

describe('which frames are kept', () => {
  it.each([
    [[], 'unsure', ['unsure']],
    [['flag'], 'unsure', ['flag', 'unsure']],
    [['unsure', 'unsure'], 'unsure', null],
    [['unsure', 'flag'], 'flag', ['flag', 'flag']],
    [['flag', 'flag'], 'flag', null],
  ] as [MatchLevel[], MatchLevel, MatchLevel[] | null][])('%j and then %s leaves %j', (kept, level, after) => {
    expect(keptAfter(kept, level)).toEqual(after);
    if (after !== null) expect(mayKeep(kept)).toBe(true);
  });

  it('asks for no more once two sure ones are there', () => {
    expect(mayKeep(['flag', 'flag'])).toBe(false);
  });

  it('takes the best level of a reading, and none where nothing matched', () => {
    const match = { entry: 'ruby', score: 0.9, level: 'unsure' as const, box: null };
    expect(levelOf({ matches: [] })).toBeNull();
    expect(levelOf({ matches: [match, { ...match, level: 'flag' }] })).toBe('flag');
  });
});

describe('the picture of a model input', () => {
  const pixels = Uint8Array.from({ length: 16 * 32 * 3 }, (_, i) => (i * 37) % 256);
  const png = encodePng({ width: 16, height: 32, pixels });

  it('comes back byte for byte, and the same pixels give the same file', () => {
    expect(decodePng(png)).toEqual({ width: 16, height: 32, pixels });
    expect(encodePng({ width: 16, height: 32, pixels: pixels.slice() })).toEqual(png);
    expect(pngSize(png)).toEqual({ width: 16, height: 32 });
  });

  it('is refused when any byte of it is changed or cut off', () => {
    for (let at = 0; at < png.length; at += 7) {
      const changed = png.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(decodePng(changed)).toBeNull();
      expect(decodePng(png.slice(0, at))).toBeNull();
    }
  });

  it('of a whole frame is lossless, whatever its pixels', async () => {
    const pixels = Uint8Array.from({ length: 33 * 17 * 3 }, (_, i) => (i * 91 + (i >> 5)) % 256);
    const still = await encodeStill({ width: 33, height: 17, pixels });
    const image = await loadImage(Buffer.from(still));
    const pen = createCanvas(33, 17).getContext('2d');
    pen.drawImage(image, 0, 0);
    expect([image.width, image.height]).toEqual([33, 17]);
    expect(flattenOnGrey(pen.getImageData(0, 0, 33, 17).data)).toEqual(pixels);
  });

  it('of a mark is cut out of the frame with a little around it, and never reaches over its edge', () => {
    const pixels = Uint8Array.from({ length: 40 * 20 * 3 }, (_, i) => Math.floor(i / 3) % 40);
    const cut = cutOut({ width: 40, height: 20, pixels }, { x: 0.5, y: 0.5, width: 0.2, height: 0.2 });
    expect([cut.width, cut.height, cut.pixels[0]]).toEqual([12, 6, 18]);
    const corner = cutOut({ width: 40, height: 20, pixels }, { x: 0.9, y: 0.9, width: 0.1, height: 0.1 });
    expect([corner.width, corner.height]).toEqual([5, 3]);
  });

  it('is not mistaken for a PNG of another program, whose size can still be read', () => {
    const other = new Uint8Array(paintedPng({ width: 20, height: 10, ground: [1, 2, 3] }));
    expect([decodePng(other), pngSize(other)]).toEqual([null, { width: 20, height: 10 }]);
    expect(pngSize(Uint8Array.from([1, 2, 3]))).toBeNull();
  });
});

const frameOf = (key: string, score: number, bytes = 100): KeptFrame => ({
  key,
  takenAt: Math.round(score * 1000),
  videoWidth: 640,
  videoHeight: 360,
  still: new Uint8Array(bytes - 10),
  input: new Uint8Array(10),
  marks: [],
  reading: {
    time: 1,
    matches: [{ entry: 'ruby', score, level: score >= 0.8 ? 'flag' : 'unsure', box: null }],
    modelVersion: '1',
    packVersion: '1',
  },
});

const ROOM = 1_000_000;
const TIGHT = 1000;

describe('the kept frames on the disk', () => {
  const load = () => import('../extension/frame-store.ts');
  let store: Awaited<ReturnType<typeof load>>;
  beforeEach(async () => {
    globalThis.indexedDB = new IDBFactory();
    vi.resetModules();
    store = await load();
  });
  afterEach(() => vi.restoreAllMocks());
  const scores = async (key: string) => (await store.keptFrames(key)).map(({ reading }) => reading.matches[0]?.score);

  it('are at most the two surest of a video, the surest first', async () => {
    for (const score of [0.6, 0.95, 0.7, 0.85]) await store.keepFrame(frameOf('a', score), ROOM);
    await store.keepFrame(frameOf('b', 0.61), ROOM);
    expect([await scores('a'), await scores('b')]).toEqual([[0.95, 0.85], [0.61]]);
  });

  it('stay within the quota, unsure and old ones given up first', async () => {
    await store.keepFrame(frameOf('sure', 0.9, 400), TIGHT);
    await store.keepFrame(frameOf('unsure', 0.6, 400), TIGHT);
    await store.keepFrame(frameOf('new', 0.9, 400), TIGHT);
    expect([await scores('sure'), await scores('unsure'), await scores('new')]).toEqual([[0.9], [], [0.9]]);
  });

  it('make room once when the disk is full, and say so when that does not help', async () => {
    for (const key of ['a', 'b', 'c']) await store.keepFrame(frameOf(key, 0.9, 300), TIGHT);
    const full = new DOMException('full', 'QuotaExceededError');
    const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(() => {
      throw full;
    });
    await store.keepFrame(frameOf('d', 0.91, 300), TIGHT);
    expect(await scores('d')).toEqual([0.91]);
    add.mockImplementation(() => {
      throw full;
    });
    await expect(store.keepFrame(frameOf('e', 0.9, 300), TIGHT)).rejects.toThrow('full');
  });

  it('go when they are older than flags are kept, unless their flag is still there', async () => {
    for (const [key, score] of [
      ['old', 0.6],
      ['old but flagged', 0.61],
      ['new', 0.9],
    ] as const)
      await store.keepFrame(frameOf(key, score), ROOM);
    const { sweepEvidence } = await import('../extension/sweep-evidence.ts');
    await sweepEvidence(Number.NEGATIVE_INFINITY, new Set());
    expect(await store.keysWithFrames()).toHaveLength(3);
    await sweepEvidence(700, new Set(['old but flagged']));
    expect([await scores('old'), await scores('old but flagged'), await scores('new')]).toEqual([[], [0.61], [0.9]]);
  });
});

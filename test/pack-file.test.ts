import { beforeAll, describe, expect, it } from 'vitest';
import { joinPacks } from '../src/join-packs.ts';
import { createRecogniser, type OrtRecogniser } from '../src/ort-recogniser.ts';
import { decodePrototypes, encodePrototypes, PackError, parsePack } from '../src/pack-file.ts';
import { ModelError, parseDescription } from '../src/recogniser-description.ts';
import { paintedFrame } from './painted.ts';
import {
  type Colour,
  entryFile,
  prototypeOf,
  TINY_DESCRIPTION,
  TINY_DIMENSIONS,
  TINY_MODEL,
  TINY_PACK,
} from './tiny-model.ts';

const RECOGNISER = { version: 'tiny-1', dimensions: TINY_DIMENSIONS };
const parse = (json: unknown) => parsePack(json, TINY_DIMENSIONS);
const YELLOW: Colour = [255, 255, 0];
const SAMPLE = { ...TINY_PACK, id: 'sample', entries: [entryFile('canary', 'character', YELLOW)], contrast: [] };

const faultOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return error instanceof PackError ? error.fault : String(error);
  }
  return 'none';
};

describe('prototypes', () => {
  it('come back as unit vectors, to a hundredth', () => {
    const unit = Float32Array.from([0.6, 0.8, 0, 0, 0, -0.8, 0.6, 0]);
    const back = decodePrototypes(encodePrototypes(unit), 4) ?? new Float32Array();
    for (const [i, value] of unit.entries()) expect(Math.abs((back[i] ?? 9) - value)).toBeLessThan(0.01);
    expect(Math.hypot(...back.subarray(0, 4))).toBeCloseTo(1, 6);
  });
});

describe('parsePack', () => {
  it('reads the entries and contrasts of a file', () => {
    const pack = parse(TINY_PACK);
    expect(pack.entries.map(({ id, kind }) => [id, kind])).toEqual([
      ['ruby', 'character'],
      ['style-moss', 'style'],
    ]);
    expect(pack.contrast).toHaveLength(8);
  });

  const [ruby] = TINY_PACK.entries;
  it.each([
    ['no object', 'hello', 'not-a-pack'],
    ['an estimate that is none', { ...TINY_PACK, estimate: { date: 'today', recall: 2 } }, 'not-a-pack'],
    ['another format', { ...TINY_PACK, format: 'lookalike-pack/9' }, 'not-a-pack'],
    ['no entries', { ...TINY_PACK, entries: undefined }, 'not-a-pack'],
    ['an id that is no id', { ...TINY_PACK, entries: [{ ...ruby, id: '<b>' }] }, 'not-a-pack'],
    [
      'a threshold above one',
      { ...TINY_PACK, entries: [{ ...ruby, thresholds: { unsure: 0.5, flag: 2 } }] },
      'not-a-pack',
    ],
    [
      'unsure above flag',
      { ...TINY_PACK, entries: [{ ...ruby, thresholds: { unsure: 0.9, flag: 0.5 } }] },
      'not-a-pack',
    ],
    [
      'a temperature of zero',
      { ...TINY_PACK, space: { ...TINY_PACK.space, cells: { scale: 1, temperature: 0, window: 2 } } },
      'not-a-pack',
    ],
    ['prototypes of another length', { ...TINY_PACK, entries: [{ ...ruby, prototypes: 'AAAA' }] }, 'bad-prototypes'],
    ['prototypes that are no base64', { ...TINY_PACK, entries: [{ ...ruby, prototypes: 'AAAAA' }] }, 'bad-prototypes'],
    [
      'a prototype of nothing but zeros',
      { ...TINY_PACK, entries: [{ ...ruby, prototypes: 'AAAAAA==' }] },
      'bad-prototypes',
    ],
  ])('refuses %s', (_, json, fault) => {
    expect(faultOf(() => parse(json))).toBe(fault);
  });

  it('takes a franchise entry for a character', () => {
    expect(parse({ ...TINY_PACK, entries: [{ ...ruby, kind: 'franchise' }] }).entries[0]?.kind).toBe('character');
  });
});

describe('joinPacks', () => {
  it('lets all entries and contrasts compete together', () => {
    const joined = joinPacks([parse(TINY_PACK), parse(SAMPLE)], RECOGNISER);
    expect(joined.entries.map(({ id }) => id)).toEqual(['ruby', 'style-moss', 'canary']);
    expect(joined.cells.entryCount).toBe(2);
    expect(joined.cells.biases).toHaveLength(6);
    expect(joined.version).toBe('lookalike@1+sample@1');
  });

  it.each([
    ['made for another recogniser', { ...SAMPLE, recogniser: 'tiny-0' }, 'other-recogniser'],
    [
      'with other scales',
      { ...SAMPLE, space: { ...SAMPLE.space, cells: { scale: 9, temperature: 2, window: 2 } } },
      'other-space',
    ],
    ['with an entry that is there already', { ...SAMPLE, entries: TINY_PACK.entries }, 'twice'],
  ])('refuses a pack %s', (_, file, fault) => {
    expect(faultOf(() => joinPacks([parse(TINY_PACK), parse(file)], RECOGNISER))).toBe(fault);
  });

  it('refuses entries that nothing competes with: they would match everything', () => {
    expect(faultOf(() => joinPacks([parse(SAMPLE)], RECOGNISER))).toBe('no-contrast');
  });

  it('says in one line which recogniser a pack was made for', () => {
    const old = parse({ ...SAMPLE, recogniser: 'tiny-0' });
    expect(() => joinPacks([parse(TINY_PACK), old], RECOGNISER)).toThrow(
      'Pack "sample": made for recogniser tiny-0, this one is tiny-1. Build it again.',
    );
  });

  it('keeps the version short enough for messages, however many packs there are', () => {
    const many = ['one', 'two', 'three', 'four', 'five', 'six'].map((name) =>
      parse({ ...SAMPLE, id: `a-pack-called-${name}`, entries: [{ ...SAMPLE.entries[0], id: name }] }),
    );
    expect(joinPacks([parse(TINY_PACK), ...many], RECOGNISER).version).toBe('lookalike@1+6 more');
  });
});

describe('createRecogniser', () => {
  const description = parseDescription(TINY_DESCRIPTION);
  let recogniser: OrtRecogniser;
  beforeAll(async () => {
    recogniser = await createRecogniser({ model: TINY_MODEL, description, packs: [parse(TINY_PACK), parse(SAMPLE)] });
  });

  it('finds a character where it stands, and nothing else', async () => {
    const frame = paintedFrame(
      {
        width: 256,
        height: 144,
        ground: [0, 0, 255],
        patches: [{ colour: [255, 0, 0], at: [64, 48, 64, 48] }],
      },
      3.5,
    );
    const reading = await recogniser.read(frame);
    expect(reading.matches.map(({ entry, level }) => [entry, level])).toEqual([['ruby', 'flag']]);
    expect(reading.matches[0]?.box).toEqual({ x: 0.25, y: 48 / 144, width: 0.25, height: 48 / 144 });
    expect(reading.time).toBe(3.5);
    expect([reading.modelVersion, reading.packVersion]).toEqual(['tiny-1', 'lookalike@1+sample@1']);
  });

  it('matches a style on the whole frame, without a box', async () => {
    const reading = await recogniser.read(paintedFrame({ width: 320, height: 320, ground: [0, 255, 0] }));
    expect(reading.matches.map(({ entry, box }) => [entry, box])).toEqual([['style-moss', null]]);
  });

  it('finds entries of a pack that was added', async () => {
    const reading = await recogniser.read(paintedFrame({ width: 180, height: 320, ground: YELLOW }));
    expect(reading.matches[0]?.entry).toBe('canary');
  });

  it('scores every entry in pack order, whatever was asked at the same time', async () => {
    const frames = [
      [255, 0, 0],
      [255, 255, 0],
    ].map((ground) => paintedFrame({ width: 192, height: 192, ground: ground as unknown as Colour }));
    const [red, yellow] = await Promise.all(frames.map((frame) => recogniser.score(frame)));
    expect(red?.map(({ id }) => id)).toEqual(['ruby', 'style-moss', 'canary']);
    expect(red?.[0]?.score).toBeGreaterThan(0.9);
    expect(yellow?.[2]?.score).toBeGreaterThan(0.9);
    expect(yellow?.[0]?.score).toBeLessThan(0.5);
  });

  it.each([
    ['a byte is wrong', (bytes: Uint8Array) => bytes.fill(bytes.at(-1) === 0 ? 1 : 0, -1), 'corrupt'],
    ['it is cut short', (bytes: Uint8Array) => bytes.slice(0, 300), 'corrupt'],
  ])('refuses a model of which %s', async (_, damage, fault) => {
    const model = new Uint8Array(damage(new Uint8Array(TINY_MODEL.slice(0)))).buffer;
    const failed = createRecogniser({ model, description, packs: [parse(TINY_PACK)] });
    await expect(failed).rejects.toSatisfy((error) => error instanceof ModelError && error.fault === fault);
  });

  it('refuses a file that is no model even when its hash is right', async () => {
    const model = new TextEncoder().encode('this is no network').buffer;
    const digest = await crypto.subtle.digest('SHA-256', model);
    const sha256 = Buffer.from(digest).toString('hex');
    const failed = createRecogniser({
      model,
      description: { ...description, sha256, bytes: model.byteLength },
      packs: [parse(TINY_PACK)],
    });
    await expect(failed).rejects.toSatisfy((error) => error instanceof ModelError && error.fault === 'unusable');
  });
});

describe('parseDescription', () => {
  it.each([
    ['another layout', { ...TINY_DESCRIPTION, input: { ...TINY_DESCRIPTION.input, layout: 'NHWC' } }],
    ['no hash', { ...TINY_DESCRIPTION, sha256: '' }],
    ['nothing', null],
  ])('refuses %s', (_, json) => {
    expect(() => parseDescription(json)).toThrow(ModelError);
  });
});

describe('prototypeOf', () => {
  it('makes prototypes that the parser takes', () => {
    expect(decodePrototypes(prototypeOf([1, 2, 3], [4, 5, 6]), 4)).toHaveLength(8);
  });
});

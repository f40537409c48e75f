import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { filesOfFlag } from '../src/evidence/flag-bundle.ts';
import { RECORD_FILE, readSealedRecord } from '../src/evidence/sealed-record.ts';
import { bytesSource } from '../src/provenance/byte-source.ts';
import { openContainer } from '../src/provenance/container.ts';
import { manifestStoreOf, STORE_BYTES_MAX } from '../src/provenance/manifest-store.ts';
import { sha256 } from '../src/sha256.ts';
import { evidenceOf, jsonIn } from './evidence.ts';

const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];
const u16 = (value: number): number[] => [(value >> 8) & 255, value & 255];
const u32 = (value: number): number[] => [...u16(Math.floor(value / 65536)), ...u16(value % 65536)];
const box = (type: string, body: number[]): number[] => [...u32(body.length + 8), ...utf8(type), ...body];

/** Shaped like a manifest store, with nothing in it that could be believed. */
const STORE = box('jumb', [...box('jumd', utf8('c2pa and so on')), ...Array.from({ length: 60 }, (_, i) => i)]);
const OTHER = box('jumb', box('jumd', utf8('another thing')));

/** One segment of a JPEG: the instance, the number of the packet, and from the second on the head of the box again. */
const packet = (instance: number, number: number, body: number[]): number[] => {
  const inside = [...utf8('JP'), ...u16(instance), ...u32(number), ...body];
  return [0xff, 0xeb, ...u16(inside.length + 2), ...inside];
};
const JPEG = [
  [0xff, 0xd8],
  packet(1, 1, OTHER),
  packet(2, 2, [...STORE.slice(0, 8), ...STORE.slice(40, 70)]),
  packet(2, 1, STORE.slice(0, 40)),
  packet(2, 3, [...STORE.slice(0, 8), ...STORE.slice(70)]),
  [0xff, 0xda, 0, 2],
].flat();

const MANIFEST_ID = [0xd8, 0xfe, 0xc3, 0xd6, 0x1b, 0x0e, 0x48, 0x3c, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7e, 0xc4, 0x81];
const inVideo = (purpose: string): number[] => [
  ...box('ftyp', utf8('isom0000')),
  ...box('uuid', [...MANIFEST_ID, 0, 0, 0, 0, ...utf8(purpose), 0, ...Array<number>(8).fill(0), ...STORE]),
  ...box('mdat', [1, 2, 3]),
];
const PNG_HEAD = [0x89, ...utf8('PNG\r\n\x1a\n')];
const PNG = [...PNG_HEAD, ...u32(STORE.length), ...utf8('caBX'), ...STORE, 0, 0, 0, 0, ...u32(0), ...utf8('IEND')];
const WEBP = [...utf8('RIFF'), 0, 0, 0, 0, ...utf8('WEBPC2PA'), ...u32(STORE.length).reverse(), ...STORE];

const storeIn = async (file: number[]): Promise<number[] | null> => {
  const { manifestStore } = await openContainer(bytesSource(new Uint8Array(file)));
  return manifestStore && [...manifestStore];
};

describe('the manifest store of a file', () => {
  it.each([
    ['a JPEG, in packets out of order beside another box', JPEG],
    ['a PNG', PNG],
    ['a WebP', WEBP],
    ['a video', inVideo('manifest')],
    ['a record that lies alone', STORE],
    ['a record with something after it', [...STORE, 1, 2, 3]],
  ])('comes byte for byte out of %s', async (_, file) => {
    expect(await storeIn(file)).toEqual(STORE);
  });

  it.each([
    ['of a video that is for something else', inVideo('merkle')],
    ['that is cut off', PNG.slice(0, 60)],
    ['that is another kind of box', [...PNG_HEAD, ...u32(OTHER.length), ...utf8('caBX'), ...OTHER]],
    ['of a file that has none', [...PNG_HEAD, ...u32(0), ...utf8('IEND')]],
  ])('is not taken where it is one %s', async (_, file) => {
    expect(await storeIn(file)).toBeNull();
  });

  it('is not taken where it is too large to be kept', () => {
    const large = new Uint8Array(STORE_BYTES_MAX + 100);
    large.set([...u32(large.length), ...STORE.slice(4)]);
    expect(manifestStoreOf('image/png', [large])).toBeNull();
  });
});

describe('the record of a post', () => {
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory();
    vi.resetModules();
  });
  const file = new Blob([new Uint8Array(PNG)]);
  const store = new Uint8Array(STORE);
  const keep = async (key: string) => {
    const { keepRecord, keptRecord } = await import('../extension/record-store.ts');
    await keepRecord({ key, file, address: 'https://media.example/1.png?pass=mine' }, { manifestStore: store });
    return keptRecord;
  };

  it('is kept with the hash of its file, sealed as it is, and told from a bundle again', async () => {
    const record = await (await keep('tiktok:1'))('tiktok:1');
    expect(record?.mediaSha256).toBe(await sha256(new Uint8Array(PNG)));
    const files = filesOfFlag({ ...evidenceOf([]), record });
    expect(files.get(RECORD_FILE)).toEqual(store);
    expect(jsonIn(files, 'provenance/media.json')).toMatchObject({
      address: 'https://media.example/1.png',
      bytes: PNG.length,
    });
    expect(JSON.stringify(jsonIn(files, 'custody.json'))).toContain('signed record of the media file');
    expect(await readSealedRecord(files, async () => ({ manifest: null }))).toBe('unreadable');
    expect(await readSealedRecord(filesOfFlag(evidenceOf([])), () => Promise.reject(new Error('asked')))).toBeNull();
  });

  it('goes when it is older than its flag is kept', async () => {
    const keptRecord = await keep('tiktok:old');
    await keep('tiktok:flagged');
    const { sweepEvidence } = await import('../extension/sweep-evidence.ts');
    await sweepEvidence(Date.now() + 1000, new Set(['tiktok:flagged']));
    expect([await keptRecord('tiktok:old'), (await keptRecord('tiktok:flagged'))?.key]).toEqual([
      null,
      'tiktok:flagged',
    ]);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { type ByteSource, bytesSource } from '../src/provenance/byte-source.ts';
import { readManifest } from '../src/provenance/manifest.ts';
import { provenanceSigns } from '../src/provenance/provenance-signs.ts';
import { readProvenance, WHOLE_BYTES_MAX } from '../src/provenance/read-provenance.ts';

const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];
const u16 = (value: number): number[] => [(value >> 8) & 255, value & 255];
const u32 = (value: number): number[] => [...u16(Math.floor(value / 65536)), ...u16(value % 65536)];
const bytes = (...parts: number[][]): Uint8Array<ArrayBuffer> => new Uint8Array(parts.flat());

const xmpOf = (inner: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description ${inner}/></rdf:RDF></x:xmpmeta>`;
const AI = 'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"';

const jpeg = (...segments: number[][]): Uint8Array<ArrayBuffer> => bytes([0xff, 0xd8], ...segments, [0xff, 0xda, 0, 2]);
const segment = (marker: number, body: number[]): number[] => [0xff, marker, ...u16(body.length + 2), ...body];
const xmpSegment = (xmp: string): number[] => segment(0xe1, [...utf8('http://ns.adobe.com/xap/1.0/'), 0, ...utf8(xmp)]);
const manifestSegment = segment(0xeb, [...utf8('JP'), 0, 1, 0, 0, 0, 1]);

const box = (type: string, body: number[]): number[] => [...u32(body.length + 8), ...utf8(type), ...body];
const FTYP = box('ftyp', utf8('isom0000'));
const MANIFEST_ID = [0xd8, 0xfe, 0xc3, 0xd6, 0x1b, 0x0e, 0x48, 0x3c, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7e, 0xc4, 0x81];
const XMP_ID = [0xbe, 0x7a, 0xcf, 0xcb, 0x97, 0xa9, 0x42, 0xe8, 0x9c, 0x71, 0x99, 0x94, 0x91, 0xe3, 0xaf, 0xac];

const never = async (): Promise<never> => {
  throw new Error('The library was asked');
};
const read = (file: Uint8Array<ArrayBuffer>) => readProvenance(bytesSource(file), never);

describe('what a file says without a signature', () => {
  it.each([
    ['a JPEG', jpeg(xmpSegment(xmpOf(AI)))],
    ['an MP4', bytes(FTYP, box('uuid', [...XMP_ID, ...utf8(xmpOf(AI))]), box('mdat', [1, 2, 3]))],
    [
      'XMP with an element',
      jpeg(xmpSegment(`<a:DigitalSourceType>http://cv.iptc.org/x/trainedAlgorithmicMedia</a:DigitalSourceType>`)),
    ],
  ])('%s that claims to be AI is a weak sign, told as unsigned', async (_, file) => {
    const [sign] = provenanceSigns(await read(file));
    expect(sign).toMatchObject({ kind: 'provenance', strength: 'weak', notes: ['unsigned'] });
  });

  it('a camera picture is no sign', async () => {
    const found = await read(jpeg(xmpSegment(xmpOf(AI.replace('trainedAlgorithmicMedia', 'digitalCapture')))));
    expect(provenanceSigns(found)).toEqual([]);
    expect(found.xmp?.sourceType).toBe('digitalCapture');
  });

  it('never fetches a manifest that lies elsewhere', async () => {
    const asked = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no request'));
    const found = await read(jpeg(xmpSegment(xmpOf('dcterms:provenance="https://tracker.example/manifest.c2pa"'))));
    expect(found.xmp?.isManifestElsewhere).toBe(true);
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
  });
});

describe('bad input', () => {
  it.each([
    ['an empty file', new Uint8Array(0), 'not-media'],
    ['text', bytes(utf8('hello, this is no picture')), 'not-media'],
    ['a segment that is longer than the file', bytes([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1, 2, 3, 4]), 'malformed'],
    ['a box that is longer than the file', bytes(FTYP, u32(0x7fffffff), utf8('moov')), 'malformed'],
    ['a box without length', bytes(FTYP, u32(4), utf8('moov'), [0, 0, 0, 0]), 'malformed'],
    ['a 64-bit length beyond everything', bytes(FTYP, u32(1), utf8('mdat'), Array<number>(8).fill(255)), 'malformed'],
    ['a manifest cut off', bytes(FTYP, box('uuid', [...MANIFEST_ID, 0, 0, 0, 0])), 'malformed'],
    ['a JPEG whose manifest is garbage', jpeg(manifestSegment), 'malformed'],
  ])('%s is told as such', async (_, file, trouble) => {
    expect((await read(file)).trouble).toBe(trouble);
  });

  it('stops in a file of countless boxes', async () => {
    const many = bytes(FTYP, ...Array.from({ length: 6000 }, () => box('free', [])));
    expect((await read(many)).trouble).toBe('malformed');
  });

  it('reads only the beginning of a huge file, and says that its hash is unchecked', async () => {
    let most = 0;
    const head = bytes(FTYP, box('uuid', MANIFEST_ID));
    const size = WHOLE_BYTES_MAX * 4;
    const rest = u32(size - head.length);
    const start = bytes([...head], rest, utf8('mdat'));
    const source: ByteSource = {
      size,
      read: async (from, to) => {
        most = Math.max(most, to - from);
        return start.slice(from, to);
      },
    };
    const found = await readProvenance(source, async () => STORE);
    expect(most).toBeLessThanOrEqual(8 * 2 ** 20);
    expect(found.manifest?.hash).toBe('unchecked');
    expect(provenanceSigns(found)[0]).toMatchObject({ strength: 'weak', notes: ['unchecked', 'trusted'] });
  });

  it('answers for any bytes at all', async () => {
    let seed = 7;
    const next = (): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % 256;
    };
    for (const start of [
      [0xff, 0xd8],
      [0x89, ...utf8('PNG\r\n\x1a\n')],
      [0, 0, 0, 16, ...utf8('ftypisom')],
      utf8('RIFF0000WEBP'),
    ]) {
      for (let i = 0; i < 100; i++) {
        const found = await read(bytes(start, Array.from({ length: 300 }, next)));
        expect(found.manifest).toBeNull();
      }
    }
  });
});

const manifestOf = (type: string, extra: object = {}) => ({
  claim_generator_info: [{ name: 'Dream_Maker' }],
  assertions: [
    {
      label: 'c2pa.actions.v2',
      data: { actions: [{ action: 'c2pa.created', digitalSourceType: `http://x/${type}` }] },
    },
  ],
  signature_info: { issuer: 'Somebody', common_name: 'A key', time: '2026-01-01T00:00:00Z' },
  ...extra,
});
const HOLDS = ['claimSignature.validated', 'assertion.dataHash.match'];
const storeOf = (manifests: object, success: string[], failure: string[]) => ({
  active_manifest: 'a',
  manifests,
  validation_results: {
    activeManifest: { success: success.map((code) => ({ code })), failure: failure.map((code) => ({ code })) },
  },
});
const STORE = storeOf({ a: manifestOf('trainedAlgorithmicMedia') }, [...HOLDS, 'signingCredential.trusted'], []);

const signOf = (store: unknown) => {
  const manifest = readManifest(store, true);
  return provenanceSigns({ manifest, xmp: null })[0];
};

describe('what the signed record says', () => {
  const made = { a: manifestOf('trainedAlgorithmicMedia') };
  it.each([
    ['signed and whole', STORE, 'strong', ['signed', 'trusted']],
    ['by nobody we know', storeOf(made, HOLDS, ['signingCredential.untrusted']), 'strong', ['signed', 'untrusted']],
    [
      'by a certificate that has expired',
      storeOf(made, HOLDS, ['signingCredential.untrusted', 'signingCredential.expired']),
      'strong',
      ['signed', 'untrusted', 'expired'],
    ],
    ['changed afterwards', storeOf(made, [], ['assertion.dataHash.mismatch']), 'weak', ['tampered', 'untrusted']],
    ['with a broken signature', storeOf(made, HOLDS, ['claimSignature.mismatch']), 'weak', ['tampered', 'untrusted']],
    [
      'without any hash of the file',
      storeOf(made, ['claimSignature.validated'], []),
      'weak',
      ['tampered', 'untrusted'],
    ],
    [
      'of a picture that AI had a part in',
      storeOf({ a: manifestOf('compositeWithTrainedAlgorithmicMedia') }, HOLDS, []),
      'weak',
      ['signed', 'partly', 'untrusted'],
    ],
  ])('%s', (_, store, strength, notes) => {
    expect(signOf(store)).toMatchObject({ strength, notes, cue: expect.stringContaining('Somebody') });
  });

  it('follows a file to the one it was only changed from, and not in circles', () => {
    const to = (label: string) => ({
      assertions: [],
      ingredients: [{ relationship: 'parentOf', active_manifest: label }],
    });
    const chain = { a: manifestOf('', to('b')), b: manifestOf('trainedAlgorithmicMedia') };
    expect(signOf(storeOf(chain, HOLDS, []))?.strength).toBe('strong');
    const circle = { a: manifestOf('', to('b')), b: manifestOf('', to('a')) };
    expect(signOf(storeOf(circle, HOLDS, []))).toBeUndefined();
  });

  it('gives up on assertions that nest without end', () => {
    let deep: object = { digitalSourceType: 'http://x/trainedAlgorithmicMedia' };
    for (let i = 0; i < 5000; i++) deep = { deep };
    expect(
      signOf(storeOf({ a: manifestOf('', { assertions: [{ label: 'x', data: deep }] }) }, HOLDS, [])),
    ).toBeUndefined();
  });

  it.each([[null], ['x'], [{}], [{ active_manifest: 'a', manifests: {} }]])('%j is no record', (store) => {
    expect(readManifest(store, true)).toBeNull();
  });
});

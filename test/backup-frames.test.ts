import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { linesOf } from '../extension/text-lines.ts';
import { frameFromLine, frameLine } from '../src/backup-frames.ts';
import { filesOfFlag } from '../src/evidence/flag-bundle.ts';
import type { KeptFrame } from '../src/evidence/kept-frame.ts';
import { encodePng } from '../src/evidence/png.ts';
import { raiseFlag } from '../src/raise-flag.ts';
import { postOf, verdictOf } from './flags.ts';

const NOW = 1_800_000_000_000;
/** Larger than one chunk of the coding, with every byte in it. */
const pixels = Uint8Array.from({ length: 200 * 100 * 3 }, (_, i) => (i * 37 + (i >> 7)) % 256);
const still = encodePng({ width: 200, height: 100, pixels });
const input = encodePng({ width: 16, height: 16, pixels: pixels.slice(0, 768) });
const frameOf = (key: string, takenAt = NOW, more: Partial<KeptFrame> = {}): KeptFrame => ({
  key,
  takenAt,
  videoWidth: 200,
  videoHeight: 100,
  still,
  input,
  reading: { time: 1, matches: [], modelVersion: '1', packVersion: '1' },
  marks: [input],
  ...more,
});

describe('a kept frame in a backup', () => {
  it.each<[string, Partial<KeptFrame>]>([
    ['whole', {}],
    ['with its model input alone', { still: null, marks: [] }],
  ])('comes back %s, byte for byte, and says that it was put back', (_, more) => {
    const frame = frameOf('tiktok:1', NOW, more);
    expect(frameFromLine(frameLine(frame), NOW + 5)).toEqual({ ...frame, restoredAt: NOW + 5 });
  });

  it.each<[string, (line: string) => string]>([
    ['cut off', (line) => line.slice(0, -40)],
    ['something else', () => '{"frame":{"key":"x"}}'],
    ['no JSON', () => 'nothing'],
    ['another size than it claims', (line) => line.replace('"videoWidth":200', '"videoWidth":201')],
    ['a picture that is none', (line) => line.replace(/"input":"[^"]+"/, '"input":"AAAA"')],
    ['no base64', (line) => line.replace(/"input":"[^"]+"/, '"input":"*"')],
  ])('is refused where it is %s', (_, damage) => {
    expect(frameFromLine(damage(frameLine(frameOf('tiktok:1'))), NOW)).toBeNull();
  });

  it('is named as put back in the custody of what is sealed with it', () => {
    const flag = raiseFlag(undefined, { post: postOf('1'), verdict: verdictOf('likely'), at: NOW });
    const custodyOf = (frame: KeptFrame): string => {
      const files = filesOfFlag({
        flag,
        frames: [frame],
        record: null,
        screenshot: null,
        noScreenshot: 'none',
        sealedAt: NOW + 9,
      });
      return new TextDecoder().decode(files.get('custody.json'));
    };
    expect(custodyOf(frameOf('tiktok:1'))).toContain('Nothing was changed since it was kept');
    const restored = custodyOf(frameOf('tiktok:1', NOW, { restoredAt: NOW + 5 }));
    expect(restored).toContain('Frame 1 was put back from a backup file');
    expect(restored).not.toContain('Nothing was changed');
  });
});

describe('frames put back', () => {
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory();
    vi.resetModules();
  });
  const freshStore = () => import('../extension/frame-store.ts');

  it('are there once, however often the backup is restored, and displace nothing', async () => {
    const store = await freshStore();
    const put = (frame: KeptFrame) => store.restoreFrame(frame, 1e9);
    expect([await put(frameOf('a', 1)), await put(frameOf('a', 1)), await put(frameOf('a', 2))]).toEqual([
      'restored',
      'known',
      'restored',
    ]);
    expect(await put(frameOf('a', 3))).toBe('known');
    expect((await store.keptFrames('a')).map(({ takenAt }) => takenAt).sort()).toEqual([1, 2]);
  });

  it('stay out where there is no room for them', async () => {
    const store = await freshStore();
    expect(await store.restoreFrame(frameOf('a'), 100)).toBe('no-room');
    expect(await store.heldBytes()).toBe(0);
  });

  it('are read one at a time, and their bytes counted without them', async () => {
    const store = await freshStore();
    for (const key of ['a', 'b', 'c']) await store.restoreFrame(frameOf(key), 1e9);
    const keys: string[] = [];
    for await (const { key } of store.allFrames()) keys.push(key);
    expect(keys).toEqual(['a', 'b', 'c']);
    expect(await store.heldBytes()).toBe(3 * (still.length + 2 * input.length));
  });
});

describe('the lines of a file', () => {
  const read = async (text: string): Promise<string[]> => {
    const lines: string[] = [];
    for await (const line of linesOf(new Blob([text]))) lines.push(line);
    return lines;
  };

  it.each<[string, string[]]>([
    ['', []],
    ['one', ['one']],
    ['one\ntwo\n', ['one', 'two']],
    ['\n\none\n\n', ['one']],
    ['ピカ\nチュウ', ['ピカ', 'チュウ']],
  ])('%j', async (text, lines) => {
    expect(await read(text)).toEqual(lines);
  });

  it('come whole over the chunks that a file is read in', async () => {
    const lines = Array.from({ length: 50 }, (_, i) => String(i).repeat(20_000));
    expect(await read(lines.join('\n'))).toEqual(lines);
  });
});

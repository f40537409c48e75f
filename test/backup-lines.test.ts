import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { linesOf, TooLong } from '../extension/text-lines.ts';
import { damagedLine, frameLine, readLine, recordLine } from '../src/backup-lines.ts';
import { filesOfFlag } from '../src/evidence/flag-bundle.ts';
import type { KeptFrame } from '../src/evidence/kept-frame.ts';
import type { KeptRecord } from '../src/evidence/kept-record.ts';
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
    expect(readLine(frameLine(frame), NOW + 5)).toEqual({ kind: 'frame', frame: { ...frame, restoredAt: NOW + 5 } });
  });

  it.each<[string, (line: string) => string]>([
    ['cut off', (line) => line.slice(0, -40)],
    ['something else', () => '{"frame":{"key":"x"}}'],
    ['no JSON', () => 'nothing'],
    ['another size than it claims', (line) => line.replace('"videoWidth":200', '"videoWidth":201')],
    ['a picture that is none', (line) => line.replace(/"input":"[^"]+"/, '"input":"AAAA"')],
    ['no base64', (line) => line.replace(/"input":"[^"]+"/, '"input":"*"')],
  ])('is refused where it is %s', (_, damage) => {
    const read = readLine(damage(frameLine(frameOf('tiktok:1'))), NOW);
    expect(read).toEqual({ kind: 'bad', fault: 'bad-frame', detail: '' });
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

const recordOf = (key: string): KeptRecord => ({
  key,
  readAt: NOW,
  manifestStore: pixels.slice(0, 900),
  mediaAddress: 'https://videos.example/1.mp4',
  mediaBytes: 7,
  mediaSha256: 'ab'.repeat(32),
});

describe('the record of a file in a backup', () => {
  it('comes back byte for byte, and says that it was put back', () => {
    const record = { ...recordOf('tiktok:1'), restoredAt: NOW + 5 };
    expect(readLine(recordLine(recordOf('tiktok:1')), NOW + 5)).toEqual({ kind: 'record', record });
  });

  it('is refused where it is damaged', () => {
    const line = recordLine(recordOf('tiktok:1')).replace('"mediaBytes":7', '"mediaBytes":-7');
    expect(readLine(line, NOW)).toEqual({ kind: 'bad', fault: 'bad-record', detail: '' });
  });

  it('is named as put back in the custody of what is sealed with it', () => {
    const flag = raiseFlag(undefined, { post: postOf('1'), verdict: verdictOf('likely'), at: NOW });
    const custodyOf = (record: KeptRecord): string => {
      const evidence = { flag, frames: [], screenshot: null, noScreenshot: 'none', sealedAt: NOW + 9 };
      return new TextDecoder().decode(filesOfFlag({ ...evidence, record }).get('custody.json'));
    };
    expect(custodyOf(recordOf('tiktok:1'))).toContain('Nothing was changed since it was kept');
    const restored = custodyOf({ ...recordOf('tiktok:1'), restoredAt: NOW + 5 });
    expect(restored).toContain('record of the media file was put back from a backup file');
    expect(restored).not.toContain('Nothing was changed');
  });
});

describe('what is damaged', () => {
  it('goes into a backup as it lies there, and is named by whoever restores it', () => {
    const line = damagedLine('frames', { key: 'x', frame: { input: pixels.slice(0, 3) }, at: 5n });
    expect(JSON.parse(line)).toEqual({
      damaged: { store: 'frames', record: { key: 'x', frame: { input: { base64: 'ACVK' } }, at: '5' } },
    });
    expect(readLine(line, NOW)).toEqual({ kind: 'bad', fault: 'was-damaged', detail: 'frames' });
  });

  it('is counted even where it has no JSON', () => {
    const round: { self?: unknown } = {};
    round.self = round;
    expect(readLine(damagedLine('reports', round), NOW)).toMatchObject({ fault: 'was-damaged', detail: 'reports' });
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
    const { everyFrame } = await import('../extension/stored-evidence.ts');
    const keys: string[] = [];
    for await (const one of everyFrame()) if (one.kind === 'whole') keys.push(one.value.key);
    expect(keys).toEqual(['a', 'b', 'c']);
    expect(await store.heldBytes()).toBe(3 * (still.length + 2 * input.length));
  });
});

describe('what was kept for evidence', () => {
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory();
    vi.resetModules();
  });

  it('is told apart into what is whole and what is damaged, store by store', async () => {
    const { evidenceDatabase } = await import('../extension/evidence-database.ts');
    const { everyFrame, everyRecord, everyReport, everySeal } = await import('../extension/stored-evidence.ts');
    const { restoreFrame } = await import('../extension/frame-store.ts');
    const { restoreRecord } = await import('../extension/record-store.ts');
    const { restoreSeal } = await import('../extension/seal-journal.ts');
    const seal = { id: 's', key: 'a', file: 'a.zip', sealedAt: NOW, sha256: 'ab'.repeat(32), state: 'saved' as const };
    await restoreFrame(frameOf('a'), 1e9);
    // A picture whose bytes are there and are none.
    await restoreFrame(frameOf('b', NOW, { input: pixels.slice(0, 9) }), 1e9);
    expect([await restoreRecord(recordOf('a')), await restoreRecord({ ...recordOf('a'), readAt: 5 })]).toEqual([
      true,
      false,
    ]);
    expect([await restoreSeal(seal), await restoreSeal({ ...seal, file: 'b.zip' })]).toEqual([true, false]);
    const database = await evidenceDatabase();
    await database.put('records', { key: 'x', readAt: 1 });
    await database.put('seals', { ...seal, id: 't', sealedAt: Number.NaN });
    await database.put('reports', { id: 'half' });
    const kindsOf = async (stored: AsyncIterable<{ kind: string }>): Promise<string[]> => {
      const kinds: string[] = [];
      for await (const { kind } of stored) kinds.push(kind);
      return kinds;
    };
    expect(await kindsOf(everyFrame())).toEqual(['whole', 'damaged']);
    expect(await kindsOf(everyRecord())).toEqual(['whole', 'damaged']);
    expect(await kindsOf(everySeal())).toEqual(['whole', 'damaged']);
    expect(await kindsOf(everyReport())).toEqual(['damaged']);
  });

  it('is damaged where the disk lost a picture that lies beside the database', async () => {
    const { evidenceDatabase } = await import('../extension/evidence-database.ts');
    const { everyFrame } = await import('../extension/stored-evidence.ts');
    const { restoreFrame } = await import('../extension/frame-store.ts');
    await restoreFrame(frameOf('a'), 1e9);
    await evidenceDatabase();
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => {
      throw new DOMException('Gone', 'NotReadableError');
    });
    const { value } = await everyFrame().next();
    vi.restoreAllMocks();
    expect(value).toEqual({ kind: 'damaged', store: 'frames', record: null });
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

  it('are given until one has no end', async () => {
    const lines: string[] = [];
    const reading = async (): Promise<void> => {
      for await (const line of linesOf(new Blob(['one\n', 'x'.repeat(200)]), 100)) lines.push(line);
    };
    await expect(reading()).rejects.toThrow(TooLong);
    expect(lines).toEqual(['one']);
  });
});

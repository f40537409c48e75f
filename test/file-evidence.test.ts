import { beforeAll, describe, expect, it, vi } from 'vitest';
import { evidenceOfFile, type LookedAt } from '../extension/desk/intake/file-evidence.ts';
import { type FlagEvidence, filesOfFlag, sealedVerdict } from '../src/evidence/flag-bundle.ts';
import type { KeptFrame } from '../src/evidence/kept-frame.ts';
import { recompute } from '../src/evidence/recompute.ts';
import { RECORD_FILE } from '../src/evidence/sealed-record.ts';
import { SOURCE_FILE } from '../src/evidence/source-file.ts';
import { sha256 } from '../src/sha256.ts';
import { jsonIn, rubyFrame, SEALED_AT, tinyRecogniser } from './evidence.ts';
import { verdictOf } from './flags.ts';

vi.mock('../extension/browser.ts', () => ({ browser: {} }));

const BYTES = new TextEncoder().encode('the bytes of a clip');
const CHANGED_AT = Date.UTC(2026, 9, 1);
const clip = () => new File([BYTES], 'クリップ.mp4', { lastModified: CHANGED_AT });
const RUBY = verdictOf('likely', { entries: verdictOf('likely').entries.map((one) => ({ ...one, entry: 'ruby' })) });

describe('evidence of a file of one’s own', () => {
  let frame: KeptFrame;
  beforeAll(async () => {
    const recogniser = await tinyRecogniser();
    frame = await rubyFrame(recogniser);
    await recogniser.dispose();
  });

  const lookedAt = (more: Partial<LookedAt> = {}, manifestStore: Uint8Array<ArrayBuffer> | null = null): LookedAt => ({
    verdict: RUBY,
    provenance: { type: 'video/mp4', manifest: null, manifestStore, xmp: null, trouble: null, detail: '' },
    moments: { frames: (key: string) => [{ ...frame, key }] } as unknown as LookedAt['moments'],
    ...more,
  });
  async function sealed(looked: LookedAt) {
    const evidence = await evidenceOfFile(clip(), looked);
    if (typeof evidence === 'string') throw new Error(evidence);
    const whole: FlagEvidence = { ...evidence, screenshot: null, noScreenshot: 'no page', sealedAt: SEALED_AT };
    return { key: evidence.flag.key, files: filesOfFlag(whole) };
  }

  it('names the file by its name, size, times and hash, and has no address of a post', async () => {
    const { key, files } = await sealed(lookedAt());
    const hash = await sha256(BYTES);
    expect(key).toBe(`generic:file-${hash.slice(0, 32)}`);
    expect(jsonIn(files, SOURCE_FILE)).toMatchObject({
      name: 'クリップ.mp4',
      bytes: BYTES.length,
      sha256: hash,
      changedAt: '2026-10-01T00:00:00.000Z',
    });
    expect(jsonIn(files, 'flag.json')).toMatchObject({ post: { permalink: '', author: '', caption: 'クリップ.mp4' } });
    expect(JSON.stringify(jsonIn(files, 'custody.json'))).toContain('A file of the person’s own was read');
    expect(files.has(RECORD_FILE)).toBe(false);
  });

  it('holds the record that the file carries of its own origin, byte for byte', async () => {
    const store = Uint8Array.from([0, 0, 0, 9, 106, 117, 109, 98, 7]);
    const { files } = await sealed(lookedAt({}, store));
    expect(files.get(RECORD_FILE)).toEqual(store);
    expect(jsonIn(files, 'provenance/media.json')).toMatchObject({ address: '', sha256: await sha256(BYTES) });
  });

  it('is held against the model like any other', async () => {
    const { files } = await sealed(lookedAt());
    expect(sealedVerdict(files)).toEqual(RUBY);
    const recogniser = await tinyRecogniser();
    expect(await recompute(files, recogniser)).toMatchObject({ outcome: 'reproduced' });
    await recogniser.dispose();
  });

  it('is not made where nothing was found, and said to be impossible for a file that is too large', async () => {
    expect(await evidenceOfFile(clip(), lookedAt({ verdict: verdictOf('clear') }))).toBe('nothing');
    const large = Object.defineProperty(clip(), 'size', { value: 2 ** 31 });
    expect(await evidenceOfFile(large, lookedAt())).toBe('too-large');
  });
});

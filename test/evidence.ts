import { canonicalJson } from '../src/evidence/canonical.ts';
import { checkBundle } from '../src/evidence/check.ts';
import { type FlagEvidence, filesOfFlag } from '../src/evidence/flag-bundle.ts';
import type { KeptFrame } from '../src/evidence/kept-frame.ts';
import { encodePng } from '../src/evidence/png.ts';
import { type Sealed, type Sealing, seal } from '../src/evidence/seal.ts';
import { generateKey, publicHexOf } from '../src/evidence/signature.ts';
import { type Files, readZip } from '../src/evidence/zip.ts';
import type { OrtRecogniser } from '../src/ort-recogniser.ts';
import { createRecogniser } from '../src/ort-recogniser.ts';
import { parsePack } from '../src/pack-file.ts';
import type { Part } from '../src/parts.ts';
import { modelPicture } from '../src/prepare.ts';
import { raiseFlag } from '../src/raise-flag.ts';
import { parseDescription } from '../src/recogniser-description.ts';
import { postOf, verdictOf } from './flags.ts';
import { paintedFrame, paintedPng } from './painted.ts';
import { TINY_DESCRIPTION, TINY_DIMENSIONS, TINY_MODEL, TINY_PACK } from './tiny-model.ts';

export const SEALED_AT = Date.UTC(2026, 10, 25, 12, 0, 0);

export const tinyRecogniser = (): Promise<OrtRecogniser> =>
  createRecogniser({
    model: TINY_MODEL,
    description: parseDescription(TINY_DESCRIPTION),
    packs: [parsePack(TINY_PACK, TINY_DIMENSIONS)],
  });

/** A frame with a red thing in it, kept as the engine keeps it, with what the tiny model says of it. */
export async function rubyFrame(
  recogniser: OrtRecogniser,
  key = 'tiktok:1',
  time = 1.5,
  part?: Part,
): Promise<KeptFrame> {
  const painted = {
    width: 320,
    height: 180,
    ground: [0, 0, 255] as const,
    patches: [{ colour: [255, 0, 0] as const, at: [64, 32, 128, 96] as const }],
  };
  const frame = { ...paintedFrame(painted, time), part };
  return {
    key,
    takenAt: SEALED_AT - 60_000,
    videoWidth: 320,
    videoHeight: 180,
    still: new Uint8Array(paintedPng(painted)),
    input: encodePng(modelPicture(frame, TINY_DESCRIPTION.input)),
    reading: await recogniser.read(frame),
    marks: [],
  };
}

/** Evidence of a verdict on this entry. */
export const evidenceOf = (frames: readonly KeptFrame[], id = '1', entry = 'pikachu'): FlagEvidence => ({
  flag: raiseFlag(undefined, {
    post: postOf(id),
    verdict: verdictOf('likely', { entries: verdictOf('likely').entries.map((one) => ({ ...one, entry })) }),
    at: SEALED_AT - 120_000,
  }),
  frames,
  record: null,
  screenshot: null,
  noScreenshot: 'the page was closed',
  sealedAt: SEALED_AT,
});

export async function sealingBy(pair: CryptoKeyPair, more: Partial<Sealing> = {}): Promise<Sealing> {
  return {
    kind: 'flag',
    id: '00112233445566778899aabbccddeeff',
    sealedAt: new Date(SEALED_AT).toISOString(),
    clock: { source: 'the local clock of the device, vouched for by nobody', offsetMinutes: 540 },
    extension: { name: 'Lookalike', version: '0.1.0', sha256: 'cd'.repeat(32) },
    browser: 'a test',
    model: { version: 'tiny-1', sha256: TINY_DESCRIPTION.sha256 },
    packs: [],
    key: {
      algorithm: 'Ed25519',
      public: await publicHexOf(pair),
      createdAt: new Date(SEALED_AT - 1000).toISOString(),
      link: null,
    },
    previous: null,
    ...more,
  };
}

/** A sealed bundle of one flag, whose verdict is on a ruby. */
export async function sealedFlag(frames: readonly KeptFrame[]): Promise<Sealed & { pair: CryptoKeyPair }> {
  const pair = await generateKey();
  return { ...(await seal(filesOfFlag(evidenceOf(frames, '1', 'ruby')), await sealingBy(pair), pair)), pair };
}

export function filesIn(zip: Uint8Array): Files {
  const read = readZip(zip);
  if (read.kind === 'refused') throw new Error(`${read.fault} ${read.path}`);
  return read.files;
}

export const jsonIn = (files: Files, path: string): unknown =>
  JSON.parse(new TextDecoder().decode(files.get(path) ?? canonicalJson(null)));

/** What is wrong with a bundle, in short. */
export async function faultsOf(zip: Uint8Array): Promise<string[]> {
  const checked = await checkBundle(zip);
  return checked.kind === 'broken' ? checked.faults.map(({ kind, path }) => `${kind} ${path}`.trim()) : ['intact'];
}

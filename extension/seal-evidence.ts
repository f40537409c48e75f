import { type CaseItem, filesOfCase } from '../src/evidence/case-bundle.ts';
import { type FlagEvidence, filesOfFlag } from '../src/evidence/flag-bundle.ts';
import { type Sealed, type Sealing, seal } from '../src/evidence/seal.ts';
import type { SealRecord } from '../src/evidence/seal-record.ts';
import type { Files } from '../src/evidence/zip.ts';
import type { Flag } from '../src/flag.ts';
import { hexOf, sha256 } from '../src/sha256.ts';
import { browser } from './browser.ts';
import { noteManifest, type SigningKey, signingKey } from './evidence-key.ts';
import { keptFrames } from './frame-store.ts';
import { readInstalled } from './installed.ts';
import { keptRecord } from './record-store.ts';
import { writeSeal } from './seal-journal.ts';
import { writeSealed } from './sealed-files.ts';

const CLOCK = 'The local clock of the device, which its owner can set to anything; nobody vouches for it.';
const LOCK = 'lookalike-seal';

/** A picture of the post in its page, or why there is none. */
export type Screenshot =
  | { readonly kind: 'taken'; readonly png: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'none'; readonly why: string };

const newId = (): string => hexOf(crypto.getRandomValues(new Uint8Array(16)));

interface Sealable {
  readonly files: Files;
  readonly kind: Sealing['kind'];
  readonly id: string;
  readonly modelVersion: string;
  readonly at: number;
  /** SHA-256 of the manifest that this key signed before. */
  readonly previous: string | null;
}

/** Seals in memory. The model's hash is stated only where the readings are of the model whose file is here. */
async function sealAs({ pair, key }: SigningKey, sealable: Sealable): Promise<Sealed> {
  const { files, kind, id, modelVersion, at, previous } = sealable;
  const installed = await readInstalled();
  const isInstalled = modelVersion === '' || modelVersion === installed.model.version;
  const { name, version } = browser.runtime.getManifest();
  const sealing: Sealing = {
    kind,
    id,
    sealedAt: new Date(at).toISOString(),
    clock: { source: CLOCK, offsetMinutes: -new Date(at).getTimezoneOffset() },
    extension: { name: name.slice(0, 50), version, sha256: installed.build },
    browser: navigator.userAgent.slice(0, 500),
    model: isInstalled ? installed.model : { version: modelVersion, sha256: null },
    packs: isInstalled ? [...installed.packs] : [],
    key,
    previous,
  };
  return seal(files, sealing, pair);
}

/** `lookalike-tiktok-123-20261125-120000.zip`: tells what it is, sorts by time, and is a plain name everywhere. */
function fileNameOf(what: string, at: number): string {
  const time = new Date(at)
    .toISOString()
    .replace(/[-:]|\.\d+Z$/g, '')
    .replace('T', '-');
  return `lookalike-${what.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 60)}-${time}.zip`;
}

/** Noted before anything is sealed, so that a crash leaves a trace to clear away. */
async function begin(key: string, at: number): Promise<SealRecord> {
  const record: SealRecord = {
    id: newId(),
    key,
    file: fileNameOf(key, at),
    sealedAt: at,
    sha256: '',
    state: 'sealing',
  };
  await writeSeal(record);
  return record;
}

/** Writes what was sealed. The key's row of manifests grows only once it lies here whole. */
async function store(begun: SealRecord, { zip, manifestHash }: Sealed): Promise<SealRecord> {
  await writeSealed(begun.id, zip);
  await noteManifest(manifestHash);
  const record: SealRecord = { ...begun, sha256: await sha256(zip), state: 'sealed' };
  await writeSeal(record);
  return record;
}

/** One after the other across all pages: each manifest names the one before it. */
const inTurn = <T>(work: () => Promise<T>): Promise<T> => navigator.locks.request(LOCK, work);

async function evidenceOf(flag: Flag, screenshot: Screenshot, at: number): Promise<FlagEvidence> {
  return {
    flag,
    frames: await keptFrames(flag.key),
    record: await keptRecord(flag.key),
    screenshot: screenshot.kind === 'taken' ? screenshot.png : null,
    noScreenshot: screenshot.kind === 'none' ? screenshot.why : '',
    sealedAt: at,
  };
}

async function sealOne(flag: Flag, evidenceAt: (at: number) => Promise<FlagEvidence>): Promise<SealRecord> {
  return inTurn(async () => {
    const signer = await signingKey();
    const at = Date.now();
    const begun = await begin(flag.key, at);
    const files = filesOfFlag(await evidenceAt(at));
    const { modelVersion } = flag.verdict;
    const { id } = begun;
    return store(
      begun,
      await sealAs(signer, { files, kind: 'flag', id, modelVersion, at, previous: signer.lastManifest }),
    );
  });
}

/** Seals one flag into a bundle that lies ready to be saved. */
export const sealFlag = (flag: Flag, screenshot: Screenshot): Promise<SealRecord> =>
  sealOne(flag, (at) => evidenceOf(flag, screenshot, at));

/** What is known of a file of the person's own. It is nowhere stored, so all of it has to be given. */
export type FileEvidence = Required<Omit<FlagEvidence, 'screenshot' | 'noScreenshot' | 'sealedAt'>>;

/** Seals what was recognised in a file of the person's own. */
export const sealFile = (evidence: FileEvidence): Promise<SealRecord> =>
  sealOne(evidence.flag, async (sealedAt) => ({
    ...evidence,
    sealedAt,
    screenshot: null,
    noScreenshot: 'a file was looked at, and no page',
  }));

/** Flags in one case at most: they are all in memory at once while it is written. */
export const CASE_MAX = 200;
/** A flag of a case may be nowhere in sight, so no page is pictured. */
const NO_SCREENSHOT: Screenshot = { kind: 'none', why: 'sealed as part of a case, without its page' };

interface CaseBundle {
  readonly item: CaseItem;
  readonly id: string;
  readonly manifestHash: string;
}

async function sealForCase(signer: SigningKey, flag: Flag, previous: string | null): Promise<CaseBundle> {
  const at = Date.now();
  const id = newId();
  const evidence = await evidenceOf(flag, NO_SCREENSHOT, at);
  const { modelVersion } = flag.verdict;
  const files = filesOfFlag(evidence);
  const { zip, manifestHash } = await sealAs(signer, { files, kind: 'flag', id, modelVersion, at, previous });
  return { item: { evidence, zip, sha256: await sha256(zip) }, id, manifestHash };
}

/** Seals many flags as one case with an index in this language. All of it is written at once, or nothing of it. */
export const sealCase = (flags: readonly Flag[], language: string): Promise<SealRecord> =>
  inTurn(async () => {
    const signer = await signingKey();
    const begun = await begin('case', Date.now());
    let previous = signer.lastManifest;
    const bundles: CaseBundle[] = [];
    for (const flag of flags.slice(0, CASE_MAX)) {
      const bundle = await sealForCase(signer, flag, previous);
      previous = bundle.manifestHash;
      bundles.push(bundle);
    }
    const files = filesOfCase(
      bundles.map(({ item }) => item),
      language,
    );
    const { id, sealedAt: at, file } = begun;
    const record = await store(
      begun,
      await sealAs(signer, { files, kind: 'case', id, modelVersion: '', at, previous }),
    );
    for (const { item, id: bundleId } of bundles) {
      const { flag, sealedAt } = item.evidence;
      await writeSeal({ id: bundleId, key: flag.key, file, sealedAt, sha256: item.sha256, state: 'in-case' });
    }
    return record;
  });

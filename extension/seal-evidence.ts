import { type CaseItem, filesOfCase } from '../src/evidence/case-bundle.ts';
import { type FlagEvidence, filesOfFlag } from '../src/evidence/flag-bundle.ts';
import { type Sealed, type Sealing, seal } from '../src/evidence/seal.ts';
import type { Files } from '../src/evidence/zip.ts';
import type { Flag } from '../src/flag.ts';
import { hexOf, sha256 } from '../src/sha256.ts';
import { browser } from './browser.ts';
import type { SealRecord } from './evidence-database.ts';
import { noteManifest, signingKey } from './evidence-key.ts';
import { keptFrames } from './frame-store.ts';
import { readInstalled } from './installed.ts';
import { keptRecord } from './record-store.ts';
import { writeSeal } from './seal-journal.ts';
import { dropSealed, writeSealed } from './sealed-files.ts';

const CLOCK = 'The local clock of the device, which its owner can set to anything; nobody vouches for it.';
const LOCK = 'lookalike-seal';

/** A picture of the post in its page, or why there is none. */
export type Screenshot =
  | { readonly kind: 'taken'; readonly png: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'none'; readonly why: string };

const newId = (): string => hexOf(crypto.getRandomValues(new Uint8Array(16)));

/** The model's hash is stated only where the readings are of the model whose file is here. */
async function sealingOf(
  kind: Sealing['kind'],
  modelVersion: string,
  at: number,
): Promise<Sealing & { pair: CryptoKeyPair }> {
  const [installed, { pair, key, lastManifest: previous }] = await Promise.all([readInstalled(), signingKey()]);
  const isInstalled = modelVersion === '' || modelVersion === installed.model.version;
  const { name, version } = browser.runtime.getManifest();
  return {
    kind,
    id: newId(),
    sealedAt: new Date(at).toISOString(),
    clock: { source: CLOCK, offsetMinutes: -new Date(at).getTimezoneOffset() },
    extension: { name: name.slice(0, 50), version },
    browser: navigator.userAgent.slice(0, 500),
    model: isInstalled ? installed.model : { version: modelVersion, sha256: null },
    packs: isInstalled ? [...installed.packs] : [],
    key,
    previous,
    pair,
  };
}

/** `lookalike-tiktok-123-20261125-120000.zip`: tells what it is, sorts by time, and is a plain name everywhere. */
function fileNameOf(what: string, at: number): string {
  const time = new Date(at)
    .toISOString()
    .replace(/[-:]|\.\d+Z$/g, '')
    .replace('T', '-');
  return `lookalike-${what.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 60)}-${time}.zip`;
}

interface Sealable {
  readonly files: Files;
  readonly kind: Sealing['kind'];
  /** Key of the flag, or `case`. */
  readonly key: string;
  readonly modelVersion: string;
  readonly at: number;
}

/** Seals, writes, and notes each step, so that a crash between any two loses nothing that was whole. */
async function sealNow({
  files,
  kind,
  key,
  modelVersion,
  at,
}: Sealable): Promise<{ record: SealRecord; sealed: Sealed }> {
  const { pair, ...sealing } = await sealingOf(kind, modelVersion, at);
  const begun: SealRecord = {
    id: sealing.id,
    key,
    file: fileNameOf(key, at),
    sealedAt: at,
    sha256: '',
    state: 'sealing',
  };
  await writeSeal(begun);
  const sealed = await seal(files, sealing, pair);
  await writeSealed(begun.id, sealed.zip);
  await noteManifest(sealed.manifestHash);
  const record: SealRecord = { ...begun, sha256: await sha256(sealed.zip), state: 'sealed' };
  await writeSeal(record);
  return { record, sealed };
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

async function sealOne(flag: Flag, screenshot: Screenshot): Promise<{ item: CaseItem; record: SealRecord }> {
  const at = Date.now();
  const evidence = await evidenceOf(flag, screenshot, at);
  const { modelVersion } = flag.verdict;
  const { record, sealed } = await sealNow({
    files: filesOfFlag(evidence),
    kind: 'flag',
    key: flag.key,
    modelVersion,
    at,
  });
  return { item: { evidence, zip: sealed.zip, sha256: record.sha256 }, record };
}

/** Seals one flag into a bundle that lies ready to be saved. */
export const sealFlag = (flag: Flag, screenshot: Screenshot): Promise<SealRecord> =>
  inTurn(async () => (await sealOne(flag, screenshot)).record);

/** Flags in one case at most: they are all in memory at once while it is written. */
export const CASE_MAX = 200;
/** A flag of a case may be nowhere in sight, so no page is pictured. */
const NO_SCREENSHOT: Screenshot = { kind: 'none', why: 'sealed as part of a case, without its page' };

/** Seals many flags as one case with an index in this language. Only the case is left to be saved. */
export const sealCase = (flags: readonly Flag[], language: string): Promise<SealRecord> =>
  inTurn(async () => {
    const items: CaseItem[] = [];
    for (const flag of flags.slice(0, CASE_MAX)) {
      const { item, record } = await sealOne(flag, NO_SCREENSHOT);
      items.push(item);
      await writeSeal({ ...record, state: 'saved' });
      await dropSealed(record.id);
    }
    const files = filesOfCase(items, language);
    return (await sealNow({ files, kind: 'case', key: 'case', modelVersion: '', at: Date.now() })).record;
  });

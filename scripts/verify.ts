import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Checked, checkBundle, type Fault, type FaultKind } from '../src/evidence/check.ts';
import { LIMITS, type Manifest } from '../src/evidence/manifest.ts';
import { type InputReader, type Outcome, type Recomputation, recompute } from '../src/evidence/recompute.ts';
import { readSealedRecord, type SealedRecord } from '../src/evidence/sealed-record.ts';
import type { Files } from '../src/evidence/zip.ts';
import type { Match } from '../src/match.ts';
import { bytesSource } from '../src/provenance/byte-source.ts';
import { readProvenance } from '../src/provenance/read-provenance.ts';
import { hasModel, loadModel, MODELS } from './model.ts';
import { report } from './scan-provenance.ts';

const USAGE = `Usage: npm run verify -- [options] BUNDLE.zip...
  --key HEX       accept only bundles sealed with this public key
  --models DIR    folder of another model
  --pack FILE     another pack beside the shipped one; may be given again
  --no-model      check hashes and signature only
Exit status: 0 all intact and borne out by the model, 1 one is not, 2 wrong use or no model.`;

const OPTIONS = {
  key: { type: 'string' },
  models: { type: 'string' },
  pack: { type: 'string', multiple: true },
  'no-model': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const FAULT_WORDS: Record<FaultKind, string> = {
  'too-large': 'is larger than a bundle may be',
  'not-a-zip': 'is no ZIP, or is cut off',
  compressed: 'was packed again by another program; unpack it and follow its VERIFY.md',
  'bad-path': 'has a name that leads out of its folder',
  duplicate: 'is in the ZIP twice',
  sizes: 'has sizes that contradict the ZIP',
  container: 'has the sealed contents, but the ZIP around them was changed',
  foreign: 'is no evidence bundle of Lookalike',
  'bad-manifest': 'is damaged, so nothing in the bundle can be trusted',
  'bad-signature': 'does not fit the manifest and key: one of them was changed',
  'bad-link': 'claims an earlier key that never signed for this one',
  missing: 'is missing',
  unlisted: 'was added after sealing',
  changed: 'was changed after sealing',
};

const OUTCOME_WORDS: Record<Outcome, string> = {
  reproduced: 'reproduced: the same model says the same',
  differs: 'DIFFERS: the same model says something else',
  'not-shown': 'NOT SHOWN: the same model says the same, and none of it is what the verdict names',
  'other-model': 'another model is installed here',
  unreadable: 'the sealed input cannot be read',
  'no-input': 'no frame was sealed, so the model has nothing to run on',
};

/** Text out of a bundle for a terminal, which would obey what is hidden in it. */
const plain = (text: string): string => text.replace(/\p{C}/gu, '?');

const faultLine = ({ kind, path }: Fault): string => `  ${path === '' ? 'the file' : path} ${FAULT_WORDS[kind]}`;

const matchText = (matches: readonly Match[]): string =>
  matches.length === 0
    ? 'nothing'
    : matches.map(({ entry, score, level }) => `${plain(entry)} ${score.toFixed(4)} (${level})`).join(', ');

function printManifest({ kind, sealedAt, key, files, model, extension }: Manifest): void {
  console.log(`  ${kind}, ${files.length} files, sealed ${sealedAt} by the clock of the device`);
  console.log(`  key ${key.public}`);
  console.log(`  extension ${plain(extension.version)}, model ${plain(model.version)}`);
  console.log(`  build.json of the extension ${extension.sha256 ?? 'not stated'}`);
}

function printRecomputation({ outcome, frames }: Recomputation, reader: InputReader): void {
  console.log(`  verdict ${OUTCOME_WORDS[outcome]}`);
  for (const { sealed, outcome: of, matches } of frames) {
    const { reading } = sealed;
    console.log(`  ${sealed.input} at ${reading.time.toFixed(2)} s, ${sealed.still ?? 'input only'}`);
    console.log(
      `    sealed ${plain(reading.modelVersion)}, ${plain(reading.packVersion)}: ${matchText(reading.matches)}`,
    );
    if (of !== 'reproduced')
      console.log(`    here ${reader.modelVersion}, ${reader.packVersion}: ${matchText(matches)}`);
  }
}

/** What the media file's own signed record says. Its signature counts; its file is not in the bundle. */
function printRecord(record: SealedRecord): void {
  if (record === null) return;
  if (record === 'unreadable') {
    console.log('  the sealed record of the media file cannot be read');
    return;
  }
  const { generator, sourceTypes, signer, signedAt, hash } = record;
  const made = [generator, ...sourceTypes].join(', ');
  console.log(`  record of the media file (C2PA): ${plain(made)}`);
  const state = hash === 'broken' ? 'is BROKEN' : 'holds; the media file itself is not here to be checked';
  console.log(`    signed by ${plain(signer)} ${plain(signedAt)}; its own signature ${state}`);
}

const readRecord = (files: Files): Promise<SealedRecord> =>
  readSealedRecord(files, (store) => readProvenance(bytesSource(store), report));

const bundlesIn = ({ manifest, files }: Extract<Checked, { kind: 'intact' }>): [string, Uint8Array<ArrayBuffer>][] =>
  manifest.kind === 'case' ? [...files].filter(([path]) => path.startsWith('bundles/')) : [];

/** False when the model contradicts what was sealed, or the verdict rests on nothing in it. */
async function isBorneOut(files: Files, reader: InputReader): Promise<boolean> {
  const recomputation = await recompute(files, reader);
  printRecomputation(recomputation, reader);
  return !['differs', 'unreadable', 'not-shown'].includes(recomputation.outcome);
}

async function verifyZip(zip: Uint8Array, reader: InputReader | null, key: string | undefined): Promise<boolean> {
  const checked = await checkBundle(zip);
  if (checked.kind === 'broken') {
    console.log('  NOT ACCEPTED');
    for (const fault of checked.faults) console.log(faultLine(fault));
    return false;
  }
  const isExpected = key === undefined || checked.manifest.key.public === key.toLowerCase();
  console.log(isExpected ? '  intact: every file is as it was sealed' : '  NOT ACCEPTED: sealed with another key');
  printManifest(checked.manifest);
  let isGood = isExpected;
  for (const [path, inner] of bundlesIn(checked)) {
    console.log(path);
    isGood = (await verifyZip(inner, reader, key)) && isGood;
  }
  printRecord(await readRecord(checked.files));
  if (checked.manifest.kind === 'flag' && reader !== null) isGood = (await isBorneOut(checked.files, reader)) && isGood;
  return isGood;
}

/** A file that is too large is refused before it fills the memory. */
async function readBundle(path: string): Promise<Uint8Array> {
  const { size } = await stat(path);
  return size > LIMITS.zipBytes ? new Uint8Array(LIMITS.zipBytes + 1) : new Uint8Array(await readFile(path));
}

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  if (values.help || positionals.length === 0) {
    console.error(USAGE);
    return values.help ? 0 : 2;
  }
  const folder = values.models ?? MODELS;
  const isModelWanted = !values['no-model'] && hasModel(folder);
  const model = isModelWanted ? await loadModel(folder, values.pack ?? []) : null;
  if (model === null) console.log('The model is not run: hashes and signatures only.');
  let isGood = true;
  for (const path of positionals) {
    console.log(path);
    isGood = (await verifyZip(await readBundle(path), model?.recogniser ?? null, values.key)) && isGood;
  }
  await model?.recogniser.dispose();
  return isGood ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`verify: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}

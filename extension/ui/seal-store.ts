import { signal } from '@preact/signals';
import type { SealRecord } from '../../src/evidence/seal-record.ts';
import type { Flag } from '../../src/flag.ts';
import { saveSealed } from '../save-sealed.ts';
import { type FileEvidence, type Screenshot, sealCase, sealFile, sealFlag } from '../seal-evidence.ts';
import { isHere, recoverSeals, sealsOf } from '../seal-journal.ts';
import type { SealFailure } from './seal-failure.ts';

/** How far the evidence of one flag, or the case, has come. */
export type SealState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working' }
  | { readonly kind: 'saving' }
  /** Sealed whole, and not yet among the downloads: a download that failed, or a crash. */
  | { readonly kind: 'waiting'; readonly record: SealRecord }
  | { readonly kind: 'saved'; readonly record: SealRecord }
  /** Sealed within a case, which is saved by itself. */
  | { readonly kind: 'in-case'; readonly record: SealRecord }
  | { readonly kind: 'failed'; readonly why: SealFailure };

/** Key under which a case is sealed; no flag has it. */
export const CASE_KEY = 'case';

/** By key of the flag. */
export const sealStates = signal<Readonly<Record<string, SealState>>>({});

const setState = (key: string, state: SealState): void => {
  sealStates.value = { ...sealStates.value, [key]: state };
};

const failureOf = (error: unknown): SealFailure =>
  error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'other';

/** What could not be saved stays here, and is offered again. */
async function saveRecord(key: string, record: SealRecord): Promise<void> {
  setState(key, { kind: 'saving' });
  const isSaved = await saveSealed(record).catch((error: unknown) => {
    console.error('Lookalike could not save what it sealed:', error);
    return false;
  });
  setState(key, { kind: isSaved ? 'saved' : 'waiting', record });
}

async function attempt(key: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error('Lookalike could not seal:', error);
    setState(key, { kind: 'failed', why: failureOf(error) });
  }
}

/** Seals the flag and hands the bundle to the downloads. */
export function sealAndSave(flag: Flag, takeScreenshot: () => Promise<Screenshot>): Promise<void> {
  setState(flag.key, { kind: 'working' });
  return attempt(flag.key, async () => saveRecord(flag.key, await sealFlag(flag, await takeScreenshot())));
}

/** The same for what was recognised in a file of the person's own. */
export function sealFileAndSave(evidence: FileEvidence): Promise<void> {
  const { key } = evidence.flag;
  setState(key, { kind: 'working' });
  return attempt(key, async () => saveRecord(key, await sealFile(evidence)));
}

/** Seals all of them into one case, in the language of the reader. */
export function sealCaseAndSave(flags: readonly Flag[], language: string): Promise<void> {
  setState(CASE_KEY, { kind: 'working' });
  return attempt(CASE_KEY, async () => saveRecord(CASE_KEY, await sealCase(flags, language)));
}

export const saveAgain = (key: string, record: SealRecord): Promise<void> =>
  attempt(key, () => saveRecord(key, record));

/** What is to be told of the seals of one flag, newest first: one that was never saved before all others. */
async function stateOf(seals: readonly SealRecord[]): Promise<SealState | null> {
  for (const record of seals)
    if (record.state === 'sealed' && (await isHere(record))) return { kind: 'waiting', record };
  const newest = seals.find(({ state }) => state === 'saved' || state === 'in-case');
  if (newest === undefined) return null;
  return { kind: newest.state === 'saved' ? 'saved' : 'in-case', record: newest };
}

/** Finds what was sealed before and never saved, after clearing away what a crash left half-way. */
export async function loadSeals(key: string): Promise<void> {
  if (sealStates.value[key] !== undefined) return;
  await recoverSeals(Date.now());
  const state = await stateOf(await sealsOf(key));
  // Cases that were saved are done with; the next one is another.
  const isTold = state !== null && (key !== CASE_KEY || state.kind === 'waiting');
  if (isTold && sealStates.value[key] === undefined) setState(key, state);
}

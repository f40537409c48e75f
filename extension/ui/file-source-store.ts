import { signal } from '@preact/signals';
import type { FetchTrouble } from '../../src/fetched-file.ts';
import { browser } from '../browser.ts';
import { originOf } from '../fetch-file.ts';
import { ask } from '../messaging.ts';
import { type FileSigns, readFileProvenance } from '../provenance.ts';
import { keepRecord, type ReadMedia } from '../record-store.ts';

/** How far reading the file of one post has come. */
export type FileSourceState =
  | { readonly kind: 'busy' }
  | { readonly kind: 'read'; readonly found: FileSigns; readonly isKept: boolean }
  | { readonly kind: 'failed'; readonly why: FetchTrouble };

/** By key of the flag. */
export const fileSources = signal<Readonly<Record<string, FileSourceState>>>({});

/** Longer than the background takes at most before it gives up. */
const FETCH_TIMEOUT_MS = 60_000;

const setState = (key: string, state: FileSourceState): void => {
  fileSources.value = { ...fileSources.value, [key]: state };
};

/** What the file says joins the flag, and its signed record is kept for evidence; where it says nothing, nothing is. */
async function keep(media: ReadMedia, { provenance, signs }: FileSigns): Promise<boolean> {
  try {
    await keepRecord(media, provenance);
    return signs.length === 0 || (await ask({ kind: 'file-signs', key: media.key, signs }));
  } catch (error) {
    console.error('Lookalike could not keep what a file said:', error);
    return false;
  }
}

async function read(key: string, address: string): Promise<FileSourceState> {
  const fetched = await ask({ kind: 'fetch-file', key }, FETCH_TIMEOUT_MS);
  if (fetched.kind === 'failed') return fetched;
  const file = new Blob([fetched.bytes]);
  const found = await readFileProvenance(file);
  return { kind: 'read', found, isKept: await keep({ key, file, address }, found) };
}

/** Fetches the file of a post and reads it. Must run straight in the click: browsers ask for a host only then. */
export async function readFileOf(key: string, address: string): Promise<void> {
  const origin = originOf(address);
  if (origin === null) return;
  setState(key, { kind: 'busy' });
  const isAllowed = await browser.permissions.request({ origins: [origin] }).catch(() => false);
  if (!isAllowed) {
    setState(key, { kind: 'failed', why: 'not-allowed' });
    return;
  }
  try {
    setState(key, await read(key, address));
  } catch (error) {
    console.error('Lookalike could not have a file fetched:', error);
    setState(key, { kind: 'failed', why: 'refused' });
  }
}

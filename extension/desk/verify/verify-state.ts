import { signal } from '@preact/signals';
import { rotateKey, signingKey } from '../../evidence-key.ts';
import { type Verified, verifyFile } from './verify-file.ts';

/** Bundles verified since the page was opened, the newest first. */
export const results = signal<readonly Verified[]>([]);
export const isWorking = signal(false);
/** A file that could not even be read, by name. */
export const unreadable = signal('');
/** Public key of this browser, to tell own bundles from those of others. */
export const ownKey = signal('');

export async function verifyAll(files: Iterable<File>): Promise<void> {
  isWorking.value = true;
  unreadable.value = '';
  for (const file of files) {
    try {
      results.value = [...(await verifyFile(file)), ...results.value];
    } catch (error) {
      console.error('Lookalike could not read a file:', error);
      unreadable.value = file.name;
    }
  }
  isWorking.value = false;
}

/** The old key signs for the new one, so that bundles sealed with either are known to be of one browser. */
export async function makeNewKey(): Promise<void> {
  try {
    ownKey.value = (await rotateKey()).key.public;
  } catch (error) {
    console.error('Lookalike could not make a new key:', error);
  }
}

export async function loadOwnKey(): Promise<void> {
  ownKey.value = (await signingKey()).key.public;
}

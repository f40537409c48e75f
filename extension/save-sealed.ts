import type { SealRecord } from '../src/evidence/seal-record.ts';
import { browser } from './browser.ts';
import { writeSeal } from './seal-journal.ts';
import { dropSealed, readSealed } from './sealed-files.ts';
import { withinTime } from './time-limit.ts';

/** Even a slow disk writes a bundle in this time; a browser that asks where to put it waits for a person. */
const SAVE_TIMEOUT_MS = 5 * 60_000;

/** Settles when the download with this id is on the disk, or was given up. */
function untilSaved(id: number): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (state: string | undefined): void => {
      if (state !== 'complete' && state !== 'interrupted') return;
      browser.downloads.onChanged.removeListener(onChanged);
      resolve(state === 'complete');
    };
    const onChanged = (change: { id: number; state?: { current?: string } }): void => {
      if (change.id === id) settle(change.state?.current);
    };
    browser.downloads.onChanged.addListener(onChanged);
    // It may have been quicker than the listener.
    browser.downloads
      .search({ id })
      .then(([item]) => settle(item?.state))
      .catch((error: unknown) => console.warn('Lookalike cannot follow its download:', error));
  });
}

/**
 * Hands a sealed bundle to the browser's downloads; a file of the same name is never overwritten. True once it is
 * there; until then the bundle stays here and can be saved again.
 */
export async function saveSealed(record: SealRecord): Promise<boolean> {
  const file = await readSealed(record.id);
  if (file === null) return false;
  const url = URL.createObjectURL(file);
  try {
    const id = await browser.downloads.download({
      url,
      filename: record.file,
      conflictAction: 'uniquify',
      saveAs: false,
    });
    const isSaved = await withinTime(untilSaved(id), SAVE_TIMEOUT_MS, 'Saving a bundle');
    if (!isSaved) return false;
    await writeSeal({ ...record, state: 'saved' });
    await dropSealed(record.id);
    return true;
  } finally {
    URL.revokeObjectURL(url);
  }
}

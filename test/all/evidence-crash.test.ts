import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEvidenceWorld, showFrames } from '../evidence-world.ts';
import { removeTemporary } from '../popup-world.ts';

afterAll(removeTemporary);
const WAIT = { timeout: 60_000 };
const HOUR_MS = 3_600_000;

interface Left {
  readonly id: string;
  readonly state: 'sealing' | 'sealed';
  readonly sealedAt: number;
  readonly contents: string;
}

/** What a crash would have left behind: a note in the journal, and a file whole, empty or without a note. */
async function leave(popup: Page, key: string, left: Left): Promise<void> {
  await popup.evaluate(
    async ({ key, id, state, sealedAt, contents }) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('lookalike-evidence');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const transaction = database.transaction('seals', 'readwrite');
      const record = { id, key, file: `${id}.zip`, sealedAt, sha256: 'ab', state };
      transaction.objectStore('seals').put(record);
      await new Promise((resolve) => transaction.addEventListener('complete', resolve));
      database.close();
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('sealed', { create: true });
      const writable = await (await folder.getFileHandle(`${id}.zip`, { create: true })).createWritable();
      await writable.write(contents);
      await writable.close();
    },
    { key, ...left },
  );
}

const lyingThere = (popup: Page): Promise<string[]> =>
  popup.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('sealed', { create: true });
    const names: string[] = [];
    for await (const name of folder.keys()) names.push(name);
    return names.sort();
  });

describe('sealing that was cut off', () => {
  let popup: Page;
  let close: () => Promise<void>;
  let key: string;
  beforeAll(async () => {
    ({ popup, close } = await openEvidenceWorld('en'));
    key = (await popup.locator('.card').first().getAttribute('data-key'))!;
  });
  afterAll(() => close?.());

  it('half-way is cleared away; whole but unsaved is kept, offered, and saved beside a file of the same name', async () => {
    await showFrames(popup);
    const old = Date.now() - HOUR_MS;
    await leave(popup, key, { id: 'half', state: 'sealing', sealedAt: old, contents: '' });
    await leave(popup, key, { id: 'whole', state: 'sealed', sealedAt: old + 1, contents: 'a bundle' });
    await popup.reload();
    await popup.getByRole('button', { name: /^Details/ }).click();
    await popup.getByText('Sealed and kept here').waitFor(WAIT);
    expect(await lyingThere(popup)).toEqual(['whole.zip']);
    await popup.getByRole('button', { name: 'Save it again' }).click();
    await popup.getByText('Sealed and saved as whole.zip').waitFor(WAIT);
    expect(await lyingThere(popup)).toEqual([]);
  });

  it('by a full disk says so and seals nothing; the next try works', async () => {
    await popup.evaluate(() => {
      const create = FileSystemFileHandle.prototype.createWritable;
      FileSystemFileHandle.prototype.createWritable = async () => {
        FileSystemFileHandle.prototype.createWritable = create;
        throw new DOMException('The quota is used up', 'QuotaExceededError');
      };
    });
    await popup.getByRole('button', { name: /^Seal evidence/ }).click();
    await popup.getByText('The disk has no room, so nothing was sealed.').waitFor(WAIT);
    await popup.getByRole('button', { name: /^Seal evidence/ }).click();
    await popup.getByText(/^Sealed and saved as lookalike-generic-/).waitFor(WAIT);
  });
});

import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sha256 } from '../../src/sha256.ts';
import { faultsOf, filesIn, jsonIn } from '../evidence.ts';
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

/** States of everything in the journal. */
const statesOf = (popup: Page): Promise<string[]> =>
  popup.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('lookalike-evidence');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const all = database.transaction('seals').objectStore('seals').getAll();
    await new Promise((resolve) => all.addEventListener('success', resolve));
    database.close();
    return (all.result as { state: string }[]).map(({ state }) => state);
  });

/** Lets time pass for what was begun and never ended. */
const makeOlder = (popup: Page, byMs: number): Promise<void> =>
  popup.evaluate(async (ms) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('lookalike-evidence');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const transaction = database.transaction('seals', 'readwrite');
    const store = transaction.objectStore('seals');
    const all = store.getAll();
    all.onsuccess = () => {
      for (const record of all.result as { state: string; sealedAt: number }[])
        if (record.state === 'sealing') store.put({ ...record, sealedAt: record.sealedAt - ms });
    };
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
    database.close();
  }, byMs);

/** Where the browser put what it saved, the newest first. */
const savedPaths = (popup: Page): Promise<string[]> =>
  popup.evaluate(async () =>
    (await chrome.downloads.search({ state: 'complete', orderBy: ['-startTime'] })).map(({ filename }) => filename),
  );
const newestSaved = async (popup: Page): Promise<Uint8Array> =>
  new Uint8Array(readFileSync((await savedPaths(popup))[0] ?? ''));
const savedBytes = async (popup: Page): Promise<string[]> =>
  Promise.all((await savedPaths(popup)).map(async (path) => sha256(new Uint8Array(readFileSync(path)))));

describe('sealing that was cut off', () => {
  let popup: Page;
  let feed: Page;
  let origin: string;
  let close: () => Promise<void>;
  let key: string;
  beforeAll(async () => {
    ({ popup, feed, origin, close } = await openEvidenceWorld('en'));
    key = (await popup.locator('.card').first().getAttribute('data-key'))!;
  });
  afterAll(() => close?.());

  it('half-way is cleared away; whole but unsaved is kept, offered, and saved without ever overwriting a file', async () => {
    await showFrames(popup);
    const old = Date.now() - HOUR_MS;
    await leave(popup, key, { id: 'half', state: 'sealing', sealedAt: old, contents: '' });
    await leave(popup, key, { id: 'whole', state: 'sealed', sealedAt: old + 1, contents: 'a bundle' });
    await popup.reload();
    await popup.getByRole('button', { name: /^Details/ }).click();
    await popup.getByText('Sealed and kept here').waitFor(WAIT);
    expect(await lyingThere(popup)).toEqual(['whole.zip']);
    await popup.evaluate(() => {
      const download = chrome.downloads.download.bind(chrome.downloads);
      Object.assign(chrome.downloads, {
        download: (options: chrome.downloads.DownloadOptions) => {
          Object.assign(globalThis, { asked: options.conflictAction });
          return download(options);
        },
      });
    });
    await popup.getByRole('button', { name: 'Save it again' }).click();
    await popup.getByText('Sealed and saved as whole.zip').waitFor(WAIT);
    // The driver gives downloads names of its own, so that only the asking can be seen.
    expect(await popup.evaluate(() => Reflect.get(globalThis, 'asked'))).toBe('uniquify');
    expect(await lyingThere(popup)).toEqual([]);
  });

  it('by the page that closes while the bundle is written leaves nothing that claims to be whole, and seals again', async () => {
    await popup.evaluate(() => {
      FileSystemWritableFileStream.prototype.close = () => new Promise(() => undefined);
    });
    await popup.getByRole('button', { name: /^Seal evidence/ }).click();
    await vi.waitFor(async () => expect(await statesOf(popup)).toContain('sealing'), WAIT);
    await vi.waitFor(async () => expect(await lyingThere(popup)).toHaveLength(1), WAIT);
    await popup.reload();
    await showFrames(popup);
    await popup.getByRole('button', { name: /^Seal evidence/ }).click();
    await popup.getByText(/^Sealed and saved as lookalike-generic-/).waitFor(WAIT);
    await makeOlder(popup, HOUR_MS);
    await popup.reload();
    await popup.getByRole('button', { name: /^Details/ }).click();
    await vi.waitFor(async () => expect(await lyingThere(popup)).toEqual([]), WAIT);
    expect(await statesOf(popup)).not.toContain('sealing');
  });

  it('by a browser that does not save keeps the bundle and offers it again, whole', async () => {
    await popup.evaluate(() => {
      const { download } = chrome.downloads;
      Object.assign(chrome.downloads, {
        download: () => {
          Object.assign(chrome.downloads, { download });
          return Promise.reject(new Error('The folder is gone'));
        },
      });
    });
    await popup.getByRole('button', { name: /^Seal evidence/ }).click();
    await popup.getByText('Sealed and kept here').waitFor(WAIT);
    expect(await lyingThere(popup)).toHaveLength(1);
    await popup.getByRole('button', { name: 'Save it again' }).click();
    await popup.getByText(/^Sealed and saved as lookalike-generic-/).waitFor(WAIT);
    expect(await faultsOf(await newestSaved(popup))).toEqual(['intact']);
  });

  it('by a full disk says so, seals nothing and harms nothing; the next try works', async () => {
    const before = await savedBytes(popup);
    const session = await popup.context().newCDPSession(popup);
    // Chromium's own quota of the extension, at less than it holds already.
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
    await popup.getByRole('button', { name: /^Seal evidence/ }).click();
    await popup.getByText('The disk has no room, so nothing was sealed.').waitFor(WAIT);
    expect(await savedBytes(popup)).toEqual(before);
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await showFrames(popup);
    await popup.getByRole('button', { name: /^Seal evidence/ }).click();
    await popup.getByText(/^Sealed and saved as lookalike-generic-/).waitFor(WAIT);
  });

  it('never: a post that is deleted while it is sealed is sealed with what was kept, and says that it has no screenshot', async () => {
    await popup.evaluate(() => {
      const capture = chrome.tabs.captureVisibleTab.bind(chrome.tabs);
      const wait = new Promise<void>((resolve) => Object.assign(globalThis, { goOn: resolve }));
      Object.assign(chrome.tabs, {
        captureVisibleTab: async (windowId: number, options: chrome.extensionTypes.ImageDetails) => {
          Object.assign(globalThis, { isWaiting: true });
          await wait;
          return capture(windowId, options);
        },
      });
    });
    await popup.getByRole('button', { name: /^Seal evidence/ }).click();
    await popup.waitForFunction(() => 'isWaiting' in globalThis);
    await feed.evaluate(() => document.querySelector('article')?.remove());
    await popup.evaluate(() => (globalThis as unknown as { goOn: () => void }).goOn());
    await popup.getByText(/^Sealed and saved as lookalike-generic-/).waitFor(WAIT);
    const zip = await newestSaved(popup);
    expect(await faultsOf(zip)).toEqual(['intact']);
    const files = filesIn(zip);
    expect([files.has('screenshot.png'), files.has('frames/1-native.png')]).toEqual([false, true]);
    expect(JSON.stringify(jsonIn(files, 'custody.json'))).toContain('No screenshot: the page moved');
  });
});

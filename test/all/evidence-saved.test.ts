import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/sha256.ts';
import { faultsOf } from '../evidence.ts';
import { openEvidenceWorld, showFrames } from '../evidence-world.ts';
import { removeTemporary } from '../popup-world.ts';

afterAll(removeTemporary);
const WAIT = { timeout: 60_000 };

/** Takes saving out of the hands of the driver, which names files by itself and would overwrite them. */
async function letBrowserSave(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Browser.setDownloadBehavior', { behavior: 'default' });
  await session.detach();
}

/** The next download is saved whole, and then the page is told that it failed. */
const missNextEnd = (popup: Page): Promise<void> =>
  popup.evaluate(() => {
    const download = chrome.downloads.download.bind(chrome.downloads);
    const isWhole = async (id: number): Promise<boolean> =>
      (await chrome.downloads.search({ id, state: 'complete' })).length > 0;
    Object.assign(chrome.downloads, {
      download: async (options: chrome.downloads.DownloadOptions) => {
        Object.assign(chrome.downloads, { download });
        const id = await download(options);
        while (!(await isWhole(id))) await new Promise((resolve) => setTimeout(resolve, 50));
        throw new Error('The end of the saving was not seen');
      },
    });
  });

const newestPath = (popup: Page): Promise<string> =>
  popup.evaluate(async () => (await chrome.downloads.search({ orderBy: ['-startTime'], limit: 1 }))[0]?.filename ?? '');

describe('a bundle that was saved, on the disk of a browser that names its files itself', () => {
  let popup: Page;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ popup, close } = await openEvidenceWorld('en'));
    await letBrowserSave(popup);
  });
  afterAll(() => close?.());

  it('is not overwritten when it is saved again: two files, both whole and the same', async () => {
    await showFrames(popup);
    await missNextEnd(popup);
    await popup.getByRole('button', { name: /^Seal evidence/ }).click();
    await popup.getByText('Sealed and kept here').waitFor(WAIT);
    const path = await newestPath(popup);
    const folder = dirname(path);
    const name = basename(path, '.zip');
    expect([name, readdirSync(folder)]).toEqual([expect.stringMatching(/^lookalike-generic-/), [`${name}.zip`]]);
    await popup.getByRole('button', { name: 'Save it again' }).click();
    await popup.getByText(`Sealed and saved as ${name}`).waitFor(WAIT);
    expect(readdirSync(folder).sort()).toEqual([`${name} (1).zip`, `${name}.zip`]);
    const files = readdirSync(folder).map((file) => new Uint8Array(readFileSync(join(folder, file))));
    expect(await Promise.all(files.map(faultsOf))).toEqual([['intact'], ['intact']]);
    expect(new Set(await Promise.all(files.map(sha256))).size).toBe(1);
  });
});

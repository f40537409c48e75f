import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openChromium } from '../sample/chromium.ts';
import { writePictures } from '../sample/pictures.ts';
import { browserMb, extensionMb } from '../sample/process-memory.ts';

/** As much as is ever kept, in frames of the size that 1080p has. */
const HELD_MB = 256;
const FRAME_MB = 2;
/** What a person waits for without taking it for a hang: it says how far it is. */
const SECONDS_MAX = 120;
/** A page that held all of it at once would take more than this. */
const PAGE_MB_MAX = 400;
const WAIT = { timeout: 600_000 };
const FILE = 'backup.jsonl';

interface Heavy {
  readonly png: string;
  readonly frames: number;
  readonly bytes: number;
}

/** Runs in a page of ours: keeps frames that are PNGs to whoever looks at their heads, and noise behind. */
async function keepHeavy({ png, frames, bytes }: Heavy): Promise<void> {
  const head = Uint8Array.from(atob(png), (char) => char.charCodeAt(0));
  const view = new DataView(head.buffer);
  const [videoWidth, videoHeight] = [view.getUint32(16), view.getUint32(20)];
  const opening = indexedDB.open('lookalike-evidence');
  await new Promise((resolve) => opening.addEventListener('success', resolve));
  for (let i = 0; i < frames; i++) {
    const still = new Uint8Array(bytes - head.length);
    for (let at = head.length; at < still.length; at += 65_536)
      crypto.getRandomValues(still.subarray(at, Math.min(still.length, at + 65_536)));
    still.set(head);
    const key = `tiktok:${Math.floor(i / 2)}`;
    const reading = { time: i, matches: [], modelVersion: '1', packVersion: '1' };
    const frame = { key, takenAt: i, videoWidth, videoHeight, still, input: head, reading, marks: [] };
    const transaction = opening.result.transaction('frames', 'readwrite');
    transaction.objectStore('frames').add({ key, worth: 1, takenAt: i, bytes, frame });
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
  }
  opening.result.close();
}

interface Cost {
  readonly seconds: number;
  /** The most that the page and the other parts of the extension took at any moment, and the whole browser. */
  readonly pageMb: number;
  readonly browserMb: number;
}

async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const start = performance.now();
  let [pageMb, wholeMb] = [0, 0];
  const look = (): void => {
    pageMb = Math.max(pageMb, extensionMb());
    wholeMb = Math.max(wholeMb, browserMb());
  };
  const timer = setInterval(look, 200);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return { seconds: (performance.now() - start) / 1000, pageMb, browserMb: wholeMb };
}

/** A browser of its own with the settings of the desk open. */
async function withSettings<T>(chrome: string, work: (page: Page) => Promise<T>): Promise<T> {
  const chromium = await openChromium(chrome, { args: ['--lang=en'] });
  try {
    const page = await chromium.newPage();
    await page.goto(`${chromium.extension}/desk/desk.html#settings`);
    await page.locator('[aria-labelledby="settings-storage"]').waitFor();
    return await work(page);
  } finally {
    await chromium.close();
  }
}

async function write(page: Page, folder: string): Promise<Cost> {
  const [picture = ''] = writePictures(folder);
  const png = readFileSync(picture, 'base64');
  const heavy = { png, frames: HELD_MB / FRAME_MB, bytes: FRAME_MB * 1024 * 1024 };
  // The compiler of the scripts names inner functions through this, and the page does not have it.
  await page.evaluate('globalThis.__name = (named) => named');
  await page.evaluate(keepHeavy, heavy);
  return costOf(async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download', WAIT),
      page.getByRole('button', { name: 'Save a backup', exact: true }).click(),
    ]);
    await download.saveAs(join(folder, FILE));
  });
}

const restore = (page: Page, folder: string): Promise<Cost> =>
  costOf(async () => {
    await page.getByLabel('Restore a backup').setInputFiles(join(folder, FILE));
    await page.getByText(`Frames put back: ${HELD_MB / FRAME_MB},`).waitFor(WAIT);
  });

/** A backup with all the frames that are ever kept: written, and restored in another browser. */
export async function measureBackup(chrome: string) {
  const folder = mkdtempSync(join(tmpdir(), 'lookalike-backup-'));
  const written = await withSettings(chrome, (page) => write(page, folder));
  const restored = await withSettings(chrome, (page) => restore(page, folder));
  const fileMb = statSync(join(folder, FILE)).size / 1e6;
  rmSync(folder, { recursive: true });
  const of = (what: string, { seconds, pageMb, browserMb: wholeMb }: Cost) => ({
    what: `${what} a backup of ${HELD_MB} MB of frames (${fileMb.toFixed(0)} MB)`,
    value: `${seconds.toFixed(0)} s, at most ${pageMb.toFixed(0)} MB in the extension, ${wholeMb.toFixed(0)} MB in the browser`,
    budget: `<= ${SECONDS_MAX} s, ${PAGE_MB_MAX} MB`,
    isKept: seconds <= SECONDS_MAX && pageMb <= PAGE_MB_MAX,
  });
  return [of('writing', written), of('restoring', restored)];
}

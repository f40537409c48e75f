import type { BrowserContext, Page } from 'playwright-core';
import { DATABASE_NAME } from '../extension/flag-database.ts';
import type { Flag } from '../src/flag.ts';
import { launch } from './popup-world.ts';

/** Chromium with the built extension and the desk in a tab. */
export interface DeskWorld {
  readonly context: BrowserContext;
  readonly desk: Page;
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** How long anything may take on a machine that is busy with other work. */
export const SOON = { timeout: 90_000 };

export async function openDeskWorld(extension: string, locale: string): Promise<DeskWorld> {
  const context = await launch(extension, locale);
  context.setDefaultTimeout(SOON.timeout);
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const address = new URL('desk/desk.html', worker.url()).href;
  const desk = await context.newPage();
  await desk.setViewportSize({ width: 1280, height: 800 });
  await desk.goto(address);
  return { context, desk, address, close: () => context.close() };
}

/** Puts flags into the database as the background would have, and tells the open pages. */
export async function seedFlags(page: Page, flags: readonly Flag[]): Promise<void> {
  const what = { flags: JSON.stringify(flags), name: DATABASE_NAME };
  await page.evaluate(async ({ flags, name }) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const transaction = database.transaction('flags', 'readwrite');
    for (const flag of JSON.parse(flags) as { key: string; updatedAt: number }[])
      transaction.objectStore('flags').put({ key: flag.key, worth: 1, updatedAt: flag.updatedAt, flag });
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
    database.close();
    const channel = new BroadcastChannel('lookalike-flags');
    channel.postMessage([]);
    // The page that seeds hears no news of its own; another one tells it.
    channel.close();
  }, what);
}

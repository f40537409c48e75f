import type { BrowserContext, Page } from 'playwright-core';
import { DATABASE_NAME } from '../extension/flag-database.ts';
import type { Flag } from '../src/flag.ts';
import { flagRecord, launch } from './popup-world.ts';
import { putRecords } from './put-records.ts';

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
  await putRecords(page, { database: DATABASE_NAME, store: 'flags', records: flags.map(flagRecord) });
  await page.evaluate(() => {
    const channel = new BroadcastChannel('lookalike-flags');
    channel.postMessage([]);
    // The page that seeds hears no news of its own; another one tells it.
    channel.close();
  });
}

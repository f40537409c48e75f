import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { DATABASE_NAME } from '../extension/flag-database.ts';
import { buildSampleExtension } from '../scripts/build.ts';
import type { Flag } from '../src/flag.ts';
import type { Coverage, EngineState } from '../src/protocol.ts';
import { drawnStill, keptFrame, seedFrames } from './desk-frames.ts';
import { putRecords } from './put-records.ts';

/** Chromium with the built extension, one tab on a page of ours and a popup opened over it. */
export interface PopupWorld {
  readonly context: BrowserContext;
  readonly popup: Page;
  readonly feed: Page;
  readonly tabId: number;
  readonly host: string;
  readonly close: () => Promise<void>;
}

export interface Seed {
  readonly flags: readonly Flag[];
  /** Keys of the flags that are on the page of the tab; the rest is from before. */
  readonly here: readonly string[];
  readonly coverage: Coverage;
  readonly engine: { readonly state: EngineState; readonly detail: string };
}

const folders: string[] = [];

export function temporary(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `lookalike-${name}-`));
  folders.push(folder);
  return folder;
}

/** Deletes the builds and profiles made here. Call after all tests of a file. */
export function removeTemporary(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

export async function buildForTest(): Promise<string> {
  const outDir = temporary('build');
  await buildSampleExtension(outDir, []);
  return join(outDir, 'chrome');
}

function servePage(): Promise<Server> {
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<h1>A feed</h1>'),
  );
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** A profile that saves into a folder of its own, wherever the driver leaves the saving to the browser. */
function newProfile(): string {
  const profile = temporary('profile');
  const download = { default_directory: temporary('saved'), prompt_for_download: false };
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify({ download }));
  return profile;
}

export function launch(extension: string, locale: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(newProfile(), {
    executablePath: '/usr/bin/chromium',
    headless: false,
    locale,
    env: { ...process.env, LANGUAGE: locale, LANG: `${locale}.UTF-8` },
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      `--lang=${locale}`,
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
    ],
  });
}

export async function openPopupWorld(extension: string, locale: string): Promise<PopupWorld> {
  const server = await servePage();
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const context = await launch(extension, locale);
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const feed = await context.newPage();
  await feed.goto(`http://${host}/`);
  const tab = await worker.evaluate(
    async (url) => (await chrome.tabs.query({})).find((found) => found.url === url),
    `http://${host}/`,
  );
  const popup = await context.newPage();
  // A popup is over its tab; here it is a tab of its own, so it is told which one it is over.
  await popup.addInitScript((under) => Object.assign(chrome.tabs, { query: async () => [under] }), tab);
  await popup.setViewportSize({ width: 368, height: 600 });
  await popup.goto(new URL('popup/popup.html', worker.url()).href);
  const close = async (): Promise<void> => {
    await context.close();
    server.close();
  };
  return { context, popup, feed, tabId: tab!.id!, host, close };
}

/** A flag as it lies in the database. */
export const flagRecord = (flag: Flag) => ({ key: flag.key, worth: 1, updatedAt: flag.updatedAt, flag });

/** Puts what the background would have stored; the way there is tested with the background itself. */
export async function seed({ popup, tabId, host }: PopupWorld, { flags, here, coverage, engine }: Seed): Promise<void> {
  await putRecords(popup, { database: DATABASE_NAME, store: 'flags', records: flags.map(flagRecord) });
  const page = { address: `http://${host}/`, document: '', keys: [...here], unsaved: [], coverage };
  await popup.evaluate((session) => chrome.storage.session.set(session), { [`page:${tabId}`]: page, engine });
}

/** A frame as the engine would have kept it, with a match and a mark of Kling read in it. */
export async function keepFrameWithMark({ popup }: PopupWorld, key: string): Promise<void> {
  const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
  const reading = {
    time: 1.5,
    matches: [{ entry: 'pikachu', score: 0.9, level: 'flag', box: box(0.2, 0.2, 0.4, 0.4) }],
    marks: [{ mark: 'kling', score: 0.9, box: box(0.8, 0.9, 0.1, 0.05) }],
    modelVersion: '1',
    packVersion: '1',
  };
  await seedFrames(popup, [keptFrame(key, drawnStill('a mark'), reading)]);
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const PATHS = ['chromium', 'chromium-browser'];
const START_TIMEOUT_MS = 30_000;

/** A feed is held like a phone; both sides leave room for a clip of 360 x 640. */
const VIEWPORT = { width: 420, height: 780 };

/** @throws Where there is no Chromium. Branded Chrome cannot be asked to load an extension any more. */
export function chromiumPath(): string {
  for (const name of PATHS) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    } catch {
      // The next name may be there.
    }
  }
  throw new Error('Chromium is missing. On Debian: apt-get install chromium');
}

export interface Chromium {
  readonly context: BrowserContext;
  /** Such as chrome-extension://abc, without a slash at the end. */
  readonly extension: string;
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

export interface ChromiumOptions {
  readonly isHeadless?: boolean;
  /** Further command line switches. */
  readonly args?: readonly string[];
}

const argsOf = (extension: string, { isHeadless = true, args = [] }: ChromiumOptions): string[] => [
  ...(isHeadless ? ['--headless=new'] : []),
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-extensions-except=${extension}`,
  `--load-extension=${extension}`,
  ...args,
];

/** Chromium with an unpacked extension and a profile of its own, which is gone after `close`. */
export async function openChromium(extensionFolder: string, options: ChromiumOptions = {}): Promise<Chromium> {
  const profile = mkdtempSync(join(tmpdir(), 'lookalike-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    headless: false,
    viewport: VIEWPORT,
    timeout: START_TIMEOUT_MS,
    args: argsOf(extensionFolder, options),
  });
  const worker =
    context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: START_TIMEOUT_MS }));
  return {
    context,
    extension: `chrome-extension://${new URL(worker.url()).host}`,
    newPage: () => context.newPage(),
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

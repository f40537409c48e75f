import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, launch, type Page, TargetType } from 'puppeteer-core';
import { buildExtension } from '../../scripts/build.ts';
import { chromiumPath } from '../../scripts/sample/chromium.ts';
import { type PageOf, type SiteWorld, startSiteWorld } from './server.ts';

export interface PermissionWorld {
  readonly browser: Browser;
  readonly server: SiteWorld;
  /** Such as chrome-extension://abc, without a slash at the end. */
  readonly extension: string;
  open(address: string): Promise<Page>;
  /** The popup as a click on the icon opens it over this page, with all that the click allows. */
  openPopup(over: Page): Promise<Page>;
  close(): Promise<void>;
}

interface Started {
  readonly browser: Browser;
  readonly extension: string;
}

async function start(folder: string, profile: string, port: number): Promise<Started> {
  const browser = await launch({
    executablePath: chromiumPath(),
    headless: true,
    userDataDir: profile,
    defaultViewport: { width: 420, height: 780 },
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--ignore-certificate-errors',
      '--autoplay-policy=no-user-gesture-required',
      '--enable-unsafe-extension-debugging',
      `--disable-extensions-except=${folder}`,
      `--load-extension=${folder}`,
      `--host-resolver-rules=MAP * 127.0.0.1:${port}`,
    ],
  });
  const isOurs = (target: { type(): string; url(): string }): boolean =>
    target.type() === TargetType.SERVICE_WORKER && target.url().endsWith('/background.js');
  const worker = await browser.waitForTarget(isOurs, { timeout: 60_000 });
  return { browser, extension: `chrome-extension://${new URL(worker.url()).host}` };
}

/**
 * Chromium with the extension as it ships, and these origins allowed. Nobody can answer the browser's question in a test,
 * but a profile keeps what was granted: in its first start these origins are required ones, and in the second, with the
 * true manifest, they are optional ones that the person allowed and may take back.
 */
export async function openPermissionWorld(
  pages: Readonly<Record<string, PageOf>>,
  allowed: readonly string[],
): Promise<PermissionWorld> {
  const outDir = mkdtempSync(join(tmpdir(), 'lookalike-permissions-'));
  const [folder, profile] = [join(outDir, 'chrome'), join(outDir, 'profile')];
  const [server] = await Promise.all([
    startSiteWorld(pages),
    buildExtension({ outDir, extraPacks: [], extraHosts: [] }),
  ]);
  const path = join(folder, 'manifest.json');
  const manifest = readFileSync(path, 'utf8');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(manifest), host_permissions: allowed }));
  await (await start(folder, profile, server.port)).browser.close();
  writeFileSync(path, manifest);
  const { browser, extension } = await start(folder, profile, server.port);
  return {
    browser,
    server,
    extension,
    open: async (address) => {
      const page = await browser.newPage();
      await page.goto(address, { waitUntil: 'domcontentloaded' });
      await page.bringToFront();
      return page;
    },
    openPopup: async (over) => {
      await over.bringToFront();
      const [ours] = [...(await browser.extensions()).values()];
      if (ours === undefined) throw new Error('The extension is not there');
      await over.triggerExtensionAction(ours);
      const target = await browser.waitForTarget((one) => one.url() === `${extension}/popup/popup.html`, {
        timeout: 60_000,
      });
      return target.asPage();
    },
    close: async () => {
      await browser.close();
      await server.close();
      rmSync(outDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

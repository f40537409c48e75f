import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { buildExtension } from '../../scripts/build.ts';
import { type PageOf, type SiteWorld, startSiteWorld } from './server.ts';

/** Added to the background page: repeats what it hears of verdicts to the server of the test, as addresses. */
const PROBE = `
browser.runtime.onMessage.addListener((message) => {
  if (message.kind !== 'verdict') return;
  const { post, verdict } = message;
  const told = { key: post.site + ':' + post.id, author: post.author, permalink: post.permalink, caption: post.caption, framesRead: verdict.framesRead, signs: verdict.signs.map(({ kind, strength }) => kind + ' ' + strength), unreadable: verdict.unreadable };
  fetch('https://report.example/told?' + encodeURIComponent(JSON.stringify(told)), { mode: 'no-cors' });
});
`;

export interface FirefoxTold {
  readonly key: string;
  readonly author: string;
  readonly permalink: string;
  readonly caption: string;
  readonly framesRead: number;
  /** Kind and strength of each sign. */
  readonly signs: readonly string[];
  readonly unreadable: string | null;
}

export interface FirefoxWorld {
  readonly browser: Browser;
  readonly server: SiteWorld;
  open(address: string): Promise<Page>;
  /** The last thing told of each post since the number of requests given. */
  told(since: number): FirefoxTold[];
  close(): Promise<void>;
}

const prefsOf = (proxyPort: number): Record<string, unknown> => ({
  'network.proxy.type': 1,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': proxyPort,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': proxyPort,
  'network.stricttransportsecurity.preloadlist': false,
  'security.cert_pinning.enforcement_level': 0,
  'media.autoplay.default': 0,
});

export interface FirefoxExtras {
  /** Media besides the usual clips, by path. */
  readonly media?: Readonly<Record<string, Buffer>>;
  /** More code for the background page. */
  readonly probe?: string;
  readonly args?: readonly string[];
}

/** Firefox with the extension; every address leads to the pages of the test. */
export async function openFirefoxWorld(
  pages: Readonly<Record<string, PageOf>>,
  granted: readonly string[],
  { media = {}, probe = '', args = [] }: FirefoxExtras = {},
): Promise<FirefoxWorld> {
  const outDir = mkdtempSync(join(tmpdir(), 'lookalike-firefox-world-'));
  const server = await startSiteWorld({ ...pages, 'report.example': () => '' }, media);
  await buildExtension({ outDir, extraPacks: [], extraHosts: [...granted] });
  const extension = join(outDir, 'firefox');
  const background = join(extension, 'background/background.html');
  writeFileSync(join(extension, 'probe.js'), PROBE + probe);
  const html = readFileSync(background, 'utf8');
  writeFileSync(background, html.replace('</head>', '<script type="module" src="../probe.js"></script></head>'));
  const browser: Browser = await launch({
    browser: 'firefox',
    executablePath: '/usr/bin/firefox-esr',
    headless: true,
    args: [...args],
    acceptInsecureCerts: true,
    extraPrefsFirefox: prefsOf(server.proxyPort),
  });
  await browser.installExtension(extension);
  return {
    browser,
    server,
    open: async (address) => {
      const page = await browser.newPage();
      await page.bringToFront();
      await page.goto(address, { waitUntil: 'domcontentloaded' });
      return page;
    },
    told: (since) => {
      const all = server.seen
        .slice(since)
        .filter(({ host, path }) => host === 'report.example' && path.startsWith('/told?'))
        .map(({ path }) => JSON.parse(decodeURIComponent(path.slice('/told?'.length))) as FirefoxTold);
      return [...new Map(all.map((told) => [told.key, told])).values()];
    },
    close: async () => {
      await browser.close();
      await server.close();
      rmSync(outDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

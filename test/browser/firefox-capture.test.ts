import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, launch } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captureScript } from '../../scripts/bench/capture-script.ts';
import { clip } from '../../scripts/bench/clip.ts';
import { until } from '../../scripts/sample/extension-page.ts';
import { type SampleServer, serve } from '../../scripts/sample/serve.ts';
import { removeTemporary, temporary } from '../popup-world.ts';

const SIZE = { width: 1280, height: 720 };
const MEDIA = '/media/0.webm';

/** Of each wish: what was taken, the size of the still, and how far still and small picture are apart in their middle. */
interface Report {
  readonly kind: string;
  readonly still: readonly number[];
  readonly apart: number;
}

/** Takes a frame of the one video of a page, as the content script does, for each wish. */
const PROBE = `(async () => {
  const video = document.querySelector('video');
  while (!(video.currentTime > 0.3)) await new Promise((next) => setTimeout(next, 50));
  video.pause();
  const capture = ours.createCapture();
  const middle = (data, width, height, step) => {
    const at = (Math.floor(height / 2) * width + Math.floor(width / 2)) * step;
    return [...data.subarray(at, at + 3)];
  };
  const reports = [];
  for (const wish of ['none', 'cheap', 'any']) {
    const taken = await capture(video, wish);
    const still = taken.kind === 'frame' ? await taken.still.take() : null;
    const size = still === null ? [] : [still.display.width, still.display.height];
    let apart = 0;
    if (still !== null) {
      const { frame } = taken;
      const a = middle(still.data, ...size, 4);
      const b = middle(frame.pixels, frame.width, frame.height, 3);
      apart = Math.max(...a.map((value, i) => Math.abs(value - b[i])));
    }
    reports.push({ kind: taken.kind, still: size, apart });
  }
  document.title = 'told ' + JSON.stringify(reports);
})();`;

const MANIFEST = {
  manifest_version: 3,
  name: 'capture',
  version: '1',
  browser_specific_settings: { gecko: { id: 'capture@lookalike.test' } },
  host_permissions: ['<all_urls>'],
  content_scripts: [{ matches: ['http://127.0.0.1/*'], js: ['capture.js', 'probe.js'] }],
};

afterAll(removeTemporary);

describe('frames of 720p in Firefox', () => {
  let browser: Browser;
  let server: SampleServer;

  beforeAll(async () => {
    const extension = temporary('capture');
    writeFileSync(join(extension, 'manifest.json'), JSON.stringify(MANIFEST));
    writeFileSync(join(extension, 'capture.js'), `${await captureScript()};globalThis.ours = ours;`);
    writeFileSync(join(extension, 'probe.js'), PROBE);
    server = await serve({
      pages: new Map(['/same', '/other'].map((path) => [path, { type: 'text/html', body: pageOf(path) }])),
      files: new Map([[MEDIA, clip(`${SIZE.width}x${SIZE.height}`)]]),
    });
    browser = await launch({
      browser: 'firefox',
      executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
      headless: true,
      extraPrefsFirefox: { 'media.autoplay.default': 0 },
    });
    await browser.installExtension(extension);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** The same machine by another name is another host. */
  const pageOf = (path: string): string =>
    `<!doctype html><video muted loop autoplay></video><script>
      const port = location.port;
      document.querySelector('video').src = '${path}' === '/same' ? '${MEDIA}' : 'http://localhost:' + port + '${MEDIA}';
    </script>`;

  async function reportsOf(path: string): Promise<Report[]> {
    const page = await browser.newPage();
    await page.goto(`${server.origin}${path}`);
    const title = await until(
      () => page.title(),
      (text) => text.startsWith('told '),
      60_000,
    );
    await page.close();
    return JSON.parse(title.slice('told '.length)) as Report[];
  }

  const NONE = { kind: 'frame', still: [], apart: 0 };
  const NATIVE = { kind: 'frame', still: [SIZE.width, SIZE.height], apart: expect.any(Number) };

  it('are frozen whole where the page may read them', async () => {
    const reports = await reportsOf('/same');
    expect(reports).toEqual([NONE, NATIVE, NATIVE]);
    for (const { apart } of reports) expect(apart).toBeLessThan(12);
  });

  it('of another host are read all the same, and whole once something was recognised', async () => {
    const reports = await reportsOf('/other');
    expect(reports).toEqual([NONE, NONE, NATIVE]);
    for (const { apart } of reports) expect(apart).toBeLessThan(12);
  });
});

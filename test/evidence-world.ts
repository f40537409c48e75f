import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { writeBuildList } from '../scripts/build-list.ts';
import { until } from '../scripts/sample/extension-page.ts';
import { buildForTest, launch } from './popup-world.ts';
import { TINY_DESCRIPTION, TINY_MODEL, TINY_PACK } from './tiny-model.ts';

/** Where the red thing is in the 640 x 480 frames of the feed, so that a kept frame can be told from any other. */
export const CLIP = { width: 640, height: 480 } as const;

/** Lets the video of a page play something of a colour on blue, drawn as it plays. */
export const movingVideo = (colour: string): string => `<script>
  const canvas = Object.assign(document.createElement('canvas'), ${JSON.stringify(CLIP)});
  const pen = canvas.getContext('2d');
  let step = 0;
  setInterval(() => {
    pen.fillStyle = 'rgb(0, 0, 255)';
    pen.fillRect(0, 0, 640, 480);
    pen.fillStyle = '${colour}';
    pen.fillRect(128, 90, 256, 256);
    pen.fillStyle = 'grey';
    pen.fillRect((step++ * 3) % 640, 440, 40, 40);
  }, 40);
  const video = document.querySelector('video');
  video.srcObject = canvas.captureStream(25);
  video.play();
</script>`;

/** One post that claims to be made with AI, and shows a red thing on blue. */
const FEED = `<!doctype html><meta charset="utf-8"><title>A feed</title>
<article data-post-id="ruby-1" style="width: 480px">
  <p>A ruby, made with Sora #sora2</p>
  <video muted style="display: block; width: 480px; height: 360px"></video>
</article>
${movingVideo('rgb(255, 0, 0)')}`;

export interface EvidenceFeed {
  readonly server: Server;
  /** Such as http://127.0.0.1:1234/ */
  readonly address: string;
}

/** `onReport` gets what a probe in the extension tells by opening `/report?...`. */
export async function serveFeed(onReport: (report: string) => void = () => undefined): Promise<EvidenceFeed> {
  const server = createServer((request, response) => {
    const [path = '', query = ''] = (request.url ?? '').split('?');
    if (path === '/report') onReport(decodeURIComponent(query));
    response.setHeader('content-type', 'text/html').end(path === '/' ? FEED : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

/** The extension with a model that knows rubies by their colour. Answers the folder with `chrome` and `firefox`. */
export async function buildWithTinyModel(): Promise<string> {
  const out = dirname(await buildForTest());
  for (const target of ['chrome', 'firefox']) {
    const models = join(out, target, 'models');
    rmSync(models, { recursive: true, force: true });
    writeTiny(models);
  }
  allowPictures(join(out, 'chrome', 'manifest.json'));
  for (const target of ['chrome', 'firefox']) await writeBuildList(join(out, target));
  return out;
}

/** A click on the icon allows a picture of the page; a driver cannot click there, so its build may picture any. */
function allowPictures(path: string): void {
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { host_permissions: string[] };
  writeFileSync(path, JSON.stringify({ ...manifest, host_permissions: [...manifest.host_permissions, '<all_urls>'] }));
}

function writeTiny(models: string): void {
  mkdirSync(join(models, 'packs'), { recursive: true });
  writeFileSync(join(models, 'recogniser.onnx'), new Uint8Array(TINY_MODEL));
  writeFileSync(join(models, 'recogniser.json'), JSON.stringify(TINY_DESCRIPTION));
  writeFileSync(join(models, 'packs', 'lookalike.json'), JSON.stringify(TINY_PACK));
  writeFileSync(join(models, 'packs', 'index.json'), JSON.stringify(['lookalike.json']));
}

export interface EvidenceWorld {
  readonly context: BrowserContext;
  /** The popup over the feed, which has one flag. */
  readonly popup: Page;
  readonly feed: Page;
  /** What the icon says of the feed. */
  readonly badge: () => Promise<string>;
  /** Folder of the installed build. */
  readonly extension: string;
  /** Such as chrome-extension://abc */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

const FLAG_TIMEOUT_MS = 60_000;

/** Chromium with the feed in one window, until its video is flagged, and the popup in another. */
export async function openEvidenceWorld(locale: string): Promise<EvidenceWorld> {
  const extension = join(await buildWithTinyModel(), 'chrome');
  const { server, address } = await serveFeed();
  const context = await launch(extension, locale);
  const close = async (): Promise<void> => {
    await context.close();
    server.close();
  };
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const origin = `chrome-extension://${new URL(worker.url()).host}`;
  const feed = await context.newPage();
  await feed.goto(address);
  const flagged = async () => {
    // The first-run page opens whenever the extension is ready, and a video behind it is not looked at.
    await feed.bringToFront();
    return worker.evaluate(async (url) => {
      const tab = (await chrome.tabs.query({})).find((found) => found.url === url);
      const text = tab?.id === undefined ? '' : await chrome.action.getBadgeText({ tabId: tab.id });
      return text === '' ? null : (tab ?? null);
    }, address);
  };
  const tab = await until(flagged, (found) => found !== null, FLAG_TIMEOUT_MS);
  if (tab === null) throw new Error('The video was not flagged in time.');
  // A window of its own leaves the feed in sight, as a popup does; which tab it is over has to be told to it.
  await context.addInitScript(
    (under) => location.pathname === '/popup/popup.html' && Object.assign(chrome.tabs, { query: async () => [under] }),
    tab,
  );
  const opened = context.waitForEvent('page');
  await worker.evaluate((url) => chrome.windows.create({ url }), `${origin}/popup/popup.html`);
  const popup = await opened;
  await popup.reload();
  await popup.setViewportSize({ width: 368, height: 600 });
  const badge = () => worker.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), tab.id ?? 0);
  return { context, popup, feed, badge, extension, origin, close };
}

/** Opens the details of the flag, again and again until a frame is there: it is kept a moment after the flag is raised. */
export async function showFrames(popup: Page): Promise<void> {
  const button = popup.getByRole('button', { name: /^Details/ });
  const look = async (): Promise<boolean> => {
    if ((await button.getAttribute('aria-expanded')) === 'true') await button.click();
    await button.click();
    await popup.locator('.frame img, .frames-none').first().waitFor({ timeout: FLAG_TIMEOUT_MS });
    return (await popup.locator('.frame img').count()) > 0;
  };
  if (!(await until(look, (hasFrame) => hasFrame, FLAG_TIMEOUT_MS))) throw new Error('No frame was kept in time.');
}

interface DomNode {
  readonly attributes?: readonly string[];
  readonly children?: readonly DomNode[];
  readonly shadowRoots?: readonly DomNode[];
}

const notesIn = (node: DomNode): number =>
  Number(node.attributes?.includes('note') ?? false) +
  [...(node.children ?? []), ...(node.shadowRoots ?? [])].reduce((sum, inner) => sum + notesIn(inner), 0);

/** How many marks stand on a page. They lie in a closed root, which only the debugger can enter. */
export async function marksOn(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  await session.detach();
  return notesIn(root);
}

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { type Browser, launch } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBundle } from '../../src/evidence/check.ts';
import { pngSize } from '../../src/evidence/png.ts';
import { recompute } from '../../src/evidence/recompute.ts';
import { filesIn, jsonIn, tinyRecogniser } from '../evidence.ts';
import { buildWithTinyModel, CLIP, serveFeed } from '../evidence-world.ts';
import { removeTemporary, temporary } from '../popup-world.ts';

/** What the extension saw of itself. The driver may not enter extension pages, so a probe inside tells it by opening a page of ours. */
interface Report {
  readonly frame: readonly number[];
  readonly sealed: string;
  readonly verified: string;
  readonly broken: string;
}

/**
 * Added to the background page: waits for the flag, opens the popup and the verify page, and uses them as a person
 * would. The bundle is caught on its way to the downloads, and given to the verify page whole and with one byte changed.
 */
const probe = (address: string): string => `
const until = async (read) => {
  for (let tries = 0; tries < 600; tries += 1) {
    const value = await read();
    if (value) return value;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error('In vain: ' + read);
};
const open = async (path) => {
  await browser.tabs.create({ url: browser.runtime.getURL(path) });
  return until(() => browser.extension.getViews({ type: 'tab' }).find((view) => view.location.pathname === '/' + path));
};
const tell = (report) => browser.tabs.create({ url: '${address}report?' + encodeURIComponent(JSON.stringify(report)) });
try {
  const [tab] = await until(async () => {
    const tabs = await browser.tabs.query({ url: 'http://127.0.0.1/*' });
    return tabs.length > 0 && tabs;
  });
  await until(() => browser.action.getBadgeText({ tabId: tab.id }));
  const popup = await open('popup/popup.html');
  const button = (name) => [...popup.document.querySelectorAll('button')].find((one) => one.textContent === name);
  const caught = [];
  const complaints = [];
  popup.console.error = (...what) => complaints.push(what.map(String).join(' '));
  const createUrl = popup.URL.createObjectURL.bind(popup.URL);
  popup.URL.createObjectURL = (blob) => {
    // Read at once: the file is gone when it is saved.
    if (blob instanceof popup.File) caught.push(blob.arrayBuffer());
    return createUrl(blob);
  };
  const fold = await until(() => popup.document.querySelector('.card summary') ?? popup.document.querySelector('.card'));
  fold.click();
  // A frame is kept a moment after the flag is raised, so the details are opened until it is there.
  const img = await until(async () => {
    const details = await until(() => button('Details'));
    if (details.getAttribute('aria-expanded') === 'true') details.click();
    await new Promise((next) => setTimeout(next, 50));
    details.click();
    await until(() => popup.document.querySelector('.frame img, .frames-none'));
    return popup.document.querySelector('.frame img');
  });
  await until(() => img.complete && img.naturalWidth);
  const frame = [img.naturalWidth, img.naturalHeight];
  button('Seal evidence').click();
  const line = () => popup.document.querySelector('.seal [role=status]')?.textContent ?? '';
  await until(() => /saved as|did not|not yet|room/.test(line()));
  const sealed = line();
  if (caught.length === 0) throw new Error(sealed + ' ' + complaints.join(' '));
  const bytes = new Uint8Array(await caught[0]);
  const verify = await open('desk/verify/verify.html');
  const input = await until(() => verify.document.querySelector('input[type=file]'));
  const changed = bytes.slice();
  const mouse = new TextDecoder('latin1').decode(bytes).indexOf('A ruby');
  changed[mouse] = 0x42;
  const transfer = new verify.DataTransfer();
  transfer.items.add(new verify.File([bytes], 'good.zip'));
  transfer.items.add(new verify.File([changed], 'bad.zip'));
  input.files = transfer.files;
  input.dispatchEvent(new verify.Event('change', { bubbles: true }));
  const textOf = (kind) => verify.document.querySelector('[data-result=' + kind + ']')?.textContent;
  await until(() => textOf('intact') && textOf('broken'));
  await tell({ frame, sealed, verified: textOf('intact'), broken: textOf('broken') });
} catch (error) {
  await tell({ frame: [], sealed: String(error), verified: '', broken: '' });
}
`;

afterAll(removeTemporary);

describe('evidence in Firefox', () => {
  let browser: Browser;
  let server: Server;
  let report: Report;
  const downloads = temporary('downloads');

  beforeAll(async () => {
    mkdirSync(downloads, { recursive: true });
    const extension = join(await buildWithTinyModel(), 'firefox');
    let tell: (text: string) => void = () => undefined;
    const told = new Promise<string>((resolve) => {
      tell = resolve;
    });
    const feed = await serveFeed((text) => tell(text));
    server = feed.server;
    const page = join(extension, 'background/background.html');
    writeFileSync(join(extension, 'probe.js'), probe(feed.address));
    writeFileSync(
      page,
      readFileSync(page, 'utf8').replace('</head>', '<script type="module" src="../probe.js"></script></head>'),
    );
    browser = await launch({
      browser: 'firefox',
      executablePath: '/usr/bin/firefox-esr',
      headless: true,
      extraPrefsFirefox: { 'browser.download.dir': downloads, 'browser.download.folderList': 2 },
    });
    await (await browser.newPage()).goto(feed.address);
    await browser.installExtension(extension);
    report = JSON.parse(await told) as Report;
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  it('keeps the very frame at native size', () => {
    expect(report.frame).toEqual([CLIP.width, CLIP.height]);
  });

  it('seals it with one click into a bundle that Node verifies', async () => {
    expect(report.sealed).toContain('Sealed and saved as lookalike-generic-');
    const [name = ''] = readdirSync(downloads).filter((file) => file.endsWith('.zip'));
    const zip = new Uint8Array(readFileSync(join(downloads, name)));
    expect((await checkBundle(zip)).kind).toBe('intact');
    const files = filesIn(zip);
    expect(pngSize(files.get('frames/1-native.png')!)).toEqual(CLIP);
    expect(jsonIn(files, 'manifest.json')).toMatchObject({ browser: expect.stringContaining('Firefox') });
    const recogniser = await tinyRecogniser();
    expect(await recompute(files, recogniser)).toMatchObject({ outcome: 'reproduced' });
    await recogniser.dispose();
  });

  it('verifies it on its own page, reproduced by the model, and names what was changed in another', () => {
    expect(report.verified).toContain('Reproduced: the same model says the same');
    expect(report.broken).toMatch(/flag\.json\s*changed after sealing/);
  });
});

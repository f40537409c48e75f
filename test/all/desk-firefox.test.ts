import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { type Browser, launch } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLACES } from '../../extension/desk/place.ts';
import { DATABASE_NAME } from '../../extension/flag-database.ts';
import { deskFlags } from '../../scripts/sample/desk-flags.ts';
import { buildForTest, removeTemporary } from '../popup-world.ts';

/** What a probe inside the extension saw of the desk; the driver may not enter extension pages. */
interface Report {
  readonly rows: number;
  readonly count: string;
  readonly notice: string;
  readonly next: string;
  readonly undone: string;
  readonly views: Readonly<Record<string, string>>;
}

const FLAGS = deskFlags(40, Date.now()).map((flag) => ({ ...flag, review: [] }));

/** Added to the background page: seeds flags, opens the desk, works in it by keyboard and tells what it shows. */
const probe = (address: string): string => `
const until = async (read, isDone) => {
  for (let tries = 0; tries < 400; tries += 1) {
    const value = await read();
    if (isDone(value)) return value;
    await new Promise((next) => setTimeout(next, 50));
  }
  return read();
};
await browser.tabs.create({ url: browser.runtime.getURL('desk/desk.html') });
const desk = await until(() => browser.extension.getViews({ type: 'tab' })[0], (view) => view?.document.querySelector('.empty') != null);
const database = await new Promise((resolve) => {
  const opening = indexedDB.open('${DATABASE_NAME}');
  opening.onsuccess = () => resolve(opening.result);
});
const writing = database.transaction('flags', 'readwrite');
for (const flag of ${JSON.stringify(FLAGS)}) writing.objectStore('flags').put({ key: flag.key, worth: 1, updatedAt: flag.updatedAt, flag });
await new Promise((resolve) => { writing.oncomplete = resolve; });
database.close();
new BroadcastChannel('lookalike-flags').postMessage([]);
const text = (selector) => desk.document.querySelector(selector)?.textContent ?? '';
await until(() => text('.bulk [role="status"]'), (found) => found.includes('of 40 stored'));
const current = () => desk.document.querySelector('.row-current')?.dataset.key ?? '';
const press = (key) => desk.document.dispatchEvent(new desk.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
const rows = desk.document.querySelectorAll('.row').length;
const count = text('.bulk [role="status"]');
await until(current, (key) => key !== '');
press('c');
const notice = await until(() => text('.desk > [role="status"]'), (found) => found !== '');
const next = current();
press('u');
const undone = await until(() => text('.desk > [role="status"]'), (found) => found !== notice);
const views = {};
for (const place of ${JSON.stringify(PLACES)}) {
  desk.location.hash = place;
  views[place] = await until(() => text('main'), (found) => found !== '' && desk.document.querySelector('[aria-current]')?.getAttribute('href') === '#' + place);
}
const report = { rows, count, notice, next, undone, views };
await browser.tabs.create({ url: '${address}report?' + encodeURIComponent(JSON.stringify(report, (_, value) => typeof value === 'string' ? value.slice(0, 200) : value)) });
`;

describe('the desk in Firefox', () => {
  let browser: Browser;
  let server: Server;
  let report: Report;

  beforeAll(async () => {
    const reported = new Promise<Report>((resolve) => {
      server = createServer((request, response) => {
        const [path = '', query = ''] = (request.url ?? '').split('?');
        if (path === '/report') resolve(JSON.parse(decodeURIComponent(query)) as Report);
        response.setHeader('content-type', 'text/html').end('<h1>A page</h1>');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const extension = join(dirname(await buildForTest()), 'firefox');
    const page = join(extension, 'background/background.html');
    writeFileSync(join(extension, 'probe.js'), probe(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`));
    writeFileSync(
      page,
      readFileSync(page, 'utf8').replace('</head>', '<script type="module" src="../probe.js"></script></head>'),
    );
    browser = await launch({ browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: true });
    await browser.installExtension(extension);
    report = await reported;
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    removeTemporary();
  });

  it('lists what is stored', () => {
    expect(report.rows).toBeGreaterThan(5);
    expect(report.count).toContain('of 40 stored');
  });

  it('decides by keyboard, goes on, and takes it back', () => {
    expect(report.notice).toContain('1 set to “Confirmed”.');
    expect(report.next).not.toBe('');
    expect(report.undone).toContain('Taken back: 1.');
  });

  it.each([
    ['intake', 'Reported posts'],
    ['packs', 'Packs in use'],
    ['accuracy', 'The model as a whole'],
    ['statistics', 'New flags in the last 30 days'],
    ['settings', 'What is flagged'],
  ])('shows its view %s', (place, words) => {
    expect(report.views[place]).toContain(words);
  });
});

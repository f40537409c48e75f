import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Browser, launch } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postOf, verdictOf } from '../flags.ts';
import { buildForTest, removeTemporary } from '../popup-world.ts';
import { type ReportServer, serveForReport } from '../report-server.ts';

/** What the extension saw of itself. The driver may not enter extension pages, so a probe inside tells it by opening a page of ours. */
interface Report {
  readonly isScriptThere: boolean;
  readonly verdict: unknown;
  readonly engine: { readonly isOk: boolean };
  readonly badge: string;
  readonly badgeAfterReload: string;
  readonly popup: string;
}

/** Runs in the content script's world of the feed. */
const IN_PAGE = `async (messages) => {
  const limit = Date.now() + 5000;
  while (!(Symbol.for('lookalike.running') in globalThis) && Date.now() < limit) await new Promise((next) => setTimeout(next, 50));
  const [verdict, engine] = [await browser.runtime.sendMessage(messages[0]), await browser.runtime.sendMessage(messages[1])];
  return { isScriptThere: Symbol.for('lookalike.running') in globalThis, verdict, engine };
}`;

const MESSAGES = [{ kind: 'verdict', post: postOf('1'), verdict: verdictOf('likely') }, { kind: 'wake-engine' }];

/** Added to the background page: plays the page's part, then opens the popup, which reports what it draws. */
const probe = (address: string): string => `
const until = async (read, isDone) => {
  for (let tries = 0; tries < 200; tries += 1) {
    const value = await read();
    if (isDone(value)) return value;
    await new Promise((next) => setTimeout(next, 50));
  }
  return read();
};
const [tab] = await until(() => browser.tabs.query({ url: 'http://127.0.0.1/*' }), (tabs) => tabs.length > 0);
const [{ result }] = await browser.scripting.executeScript({ target: { tabId: tab.id }, func: ${IN_PAGE}, args: [${JSON.stringify(MESSAGES)}] });
const readBadge = () => browser.action.getBadgeText({ tabId: tab.id });
const badge = await until(readBadge, (text) => text !== '');
await browser.tabs.reload(tab.id);
const badgeAfterReload = await until(readBadge, (text) => text === '');
await browser.tabs.create({ url: browser.runtime.getURL('popup/popup.html') });
const view = await until(() => browser.extension.getViews({ type: 'tab' })[0], (found) => found?.document.querySelector('.card') != null);
const report = { ...result, badge, badgeAfterReload, popup: view?.document.body.innerText ?? '' };
await browser.tabs.create({ url: '${address}report?' + encodeURIComponent(JSON.stringify(report)) });
`;

afterAll(removeTemporary);

describe('the background in Firefox', () => {
  let browser: Browser;
  let server: ReportServer<Report>;
  let report: Report;

  beforeAll(async () => {
    server = await serveForReport<Report>('<h1>A feed</h1>');
    const { address } = server;
    const extension = join(dirname(await buildForTest()), 'firefox');
    const page = join(extension, 'background/background.html');
    writeFileSync(join(extension, 'probe.js'), probe(address));
    writeFileSync(
      page,
      readFileSync(page, 'utf8').replace('</head>', '<script type="module" src="../probe.js"></script></head>'),
    );
    browser = await launch({ browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: true });
    await (await browser.newPage()).goto(address);
    await browser.installExtension(extension);
    report = await server.reported;
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  it('brings the content script into a tab that was open before', () => {
    expect(report.isScriptThere).toBe(true);
  });

  it('stores a verdict, counts it, and clears the count when the page is loaded anew', () => {
    expect(report.verdict).toEqual({ isOk: true, value: { isStored: true, feedback: 'none' } });
    expect([report.badge, report.badgeAfterReload]).toEqual(['1', '']);
  });

  it('answers for the engine that lives in its own page', () => {
    expect(report.engine.isOk).toBe(true);
  });

  it('draws the popup with what it stored', () => {
    expect(report.popup).toContain('Looks like Pikachu');
  });
});

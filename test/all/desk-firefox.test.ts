import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, launch } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLACES } from '../../extension/desk/place.ts';
import { DATABASE_NAME } from '../../extension/flag-database.ts';
import { deskFlags } from '../../scripts/sample/desk-flags.ts';
import { writePictures } from '../../scripts/sample/pictures.ts';
import { buildForTest, removeTemporary } from '../popup-world.ts';
import { type ReportServer, serveForReport } from '../report-server.ts';

/** What the probe in the desk saw; see there. */
interface Report {
  readonly queue: { readonly rows: number; readonly count: string; readonly decided: string; readonly undone: string };
  readonly intake: { readonly taken: string; readonly bad: string; readonly stored: readonly string[] };
  readonly pack: { readonly found: string; readonly saved: string; readonly accuracy: string };
  readonly backup: {
    readonly bytes: number;
    readonly saved: string;
    readonly savedMs: number;
    readonly emptied: string;
    readonly restored: string;
    readonly restoredMs: number;
  };
  readonly views: Readonly<Record<string, string>>;
}

const REPORT_TIMEOUT_MS = 420_000;
/** Set to 256 to see what a backup with every frame that is ever kept costs; packs are left out then. */
const HEAVY_MB = Number(process.env.DESK_HEAVY_MB ?? 0);
/** Once: the background is started again whenever it is needed. */
const OPEN_DESK = `
const { isOpened } = await browser.storage.session.get('isOpened');
await browser.storage.session.set({ isOpened: true });
if (!isOpened) await browser.tabs.create({ url: browser.runtime.getURL('desk/desk.html') });
`;
const FLAGS = deskFlags(40, Date.now()).map((flag) => ({ ...flag, review: [] }));

function picturesAsBase64(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'lookalike-pictures-'));
  const pictures = writePictures(folder)
    .slice(0, 3)
    .map((path) => readFileSync(path, 'base64'));
  rmSync(folder, { recursive: true });
  return pictures;
}

/** The build with the probe in its desk, and a background that opens the desk; everything else is as it is shipped. */
function addProbe(extension: string, reportTo: string): void {
  const seed = {
    flags: FLAGS,
    places: PLACES,
    pictures: picturesAsBase64(),
    reportTo,
    heavyMb: HEAVY_MB,
    database: DATABASE_NAME,
  };
  writeFileSync(join(extension, 'seed.js'), `globalThis.seed = ${JSON.stringify(seed)};\n`);
  writeFileSync(join(extension, 'open-desk.js'), OPEN_DESK);
  cpSync(new URL('../desk-firefox-probe.js', import.meta.url), join(extension, 'probe.js'));
  const add = (page: string, ...scripts: string[]): void => {
    const path = join(extension, page);
    const tags = scripts.map((name) => `<script type="module" src="../${name}"></script>`).join('');
    writeFileSync(path, readFileSync(path, 'utf8').replace('</head>', `${tags}</head>`));
  };
  add('background/background.html', 'open-desk.js');
  add('desk/desk.html', 'seed.js', 'probe.js');
}

describe('the desk in Firefox', () => {
  let browser: Browser;
  let server: ReportServer<Report>;
  let report: Report;

  beforeAll(async () => {
    server = await serveForReport<Report>('<h1>A page</h1>');
    const extension = join(dirname(await buildForTest()), 'firefox');
    addProbe(extension, `${server.address}report`);
    browser = await launch({ browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: true });
    await browser.installExtension(extension);
    report = await server.reported;
  }, REPORT_TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    server?.close();
    removeTemporary();
  });

  it('lists what is stored', () => {
    expect(report.queue.rows).toBeGreaterThan(5);
    expect(report.queue.count).toContain('of 40 stored');
  });

  it('decides by keyboard and takes it back', () => {
    expect(report.queue.decided).toContain('1 set to “Confirmed”.');
    expect(report.queue.undone).toContain('Taken back: 1.');
  });

  it('takes a list in, names its bad row and keeps the good ones', () => {
    expect(report.intake.taken).toContain('Posts taken in: 2; rows that could not be read: 1.');
    expect(report.intake.bad).toContain('Row 3: not an address: nonsense');
    expect([...report.intake.stored].sort()).toEqual([
      'waiting https://videos.example/1',
      'waiting https://videos.example/2',
    ]);
  });

  it('writes a backup with its frames, and brings everything back from it after all was deleted', () => {
    const { bytes, saved, savedMs, emptied, restored, restoredMs } = report.backup;
    const frames = HEAVY_MB > 0 ? HEAVY_MB / 2 : 2;
    console.log(`${bytes / 1e6} MB: written in ${savedMs / 1000} s, restored in ${restoredMs / 1000} s.`);
    expect(saved).toContain(`Backup saved. Flags: 40, kept frames: ${frames}.`);
    expect(emptied).toContain('0 flags');
    expect(restored).toContain('Flags restored: 40.');
    expect(restored).toContain(`Frames put back: ${frames},`);
  });

  it.skipIf(HEAVY_MB > 0)('makes a pack from pictures and says what it is worth', () => {
    expect(report.pack.found).toMatch(/^Found: \d+% of the views of a picture that was left out/);
    expect(report.pack.saved).toContain('“Momoru” is in use now.');
    expect(report.pack.accuracy).toMatch(/Momoru.*Found: \d+%.*from 3 pictures/);
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

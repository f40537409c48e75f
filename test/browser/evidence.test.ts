import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CaseRow } from '../../src/evidence/case-bundle.ts';
import { checkBundle } from '../../src/evidence/check.ts';
import { pngSize } from '../../src/evidence/png.ts';
import { recompute } from '../../src/evidence/recompute.ts';
import { readZip, writeZip } from '../../src/evidence/zip.ts';
import { sha256 } from '../../src/sha256.ts';
import { brokenRules } from '../axe.ts';
import { faultsByHand, hasTools, unpack, verify } from '../by-hand.ts';
import { filesIn, jsonIn, tinyRecogniser } from '../evidence.ts';
import { CLIP, type EvidenceWorld, marksOn, openEvidenceWorld, showFrames } from '../evidence-world.ts';
import { removeTemporary, temporary } from '../popup-world.ts';
import { sealCase } from '../seal-case.ts';
import { writeTinyModels } from '../tiny-model.ts';

/** Set to a folder to look at what is drawn. */
const SHOTS = process.env.EVIDENCE_SHOTS;
const WAIT = { timeout: 60_000 };
const FIELDS = [
  ['Full name', 'Aoi Mori'],
  ['Postal address', '1-2-3 Chiyoda, Tokyo'],
  ['Telephone', '+81 3 0000 0000'],
  ['E-mail address', 'aoi@rights.example'],
  ['The work, and where', 'Ruby, volume 1'],
  ['What in this post', 'The whole figure is copied.'],
  ['Signature: type', 'Aoi Mori'],
] as const;
afterAll(removeTemporary);

describe('evidence in Chromium', () => {
  let world: EvidenceWorld;
  let context: BrowserContext;
  let popup: Page;
  let origin: string;
  let bundle: Uint8Array<ArrayBuffer>;

  async function shoot(page: Page, name: string): Promise<void> {
    if (SHOTS === undefined) return;
    mkdirSync(SHOTS, { recursive: true });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.screenshot({ path: `${SHOTS}/${name}-${colorScheme}.png`, fullPage: true, animations: 'disabled' });
    }
    if (page === popup) return;
    await page.setViewportSize({ width: 360, height: 700 });
    await page.screenshot({ path: `${SHOTS}/${name}-narrow.png`, fullPage: true, animations: 'disabled' });
  }

  beforeAll(async () => {
    world = await openEvidenceWorld('en');
    ({ context, popup, origin } = world);
  });
  afterAll(() => world?.close());

  it('shows the very frame that was read, at native size, with its box', async () => {
    await showFrames(popup);
    const picture = popup.locator('.frame img').first();
    expect(await picture.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight])).toEqual([
      640, 480,
    ]);
    expect(await popup.locator('.frame-box').count()).toBeGreaterThan(0);
    expect(await brokenRules(popup)).toEqual([]);
    await shoot(popup, 'view');
  });

  it('seals it with one click into a bundle that Node verifies, reproduced by the model', async () => {
    await popup.getByRole('button', { name: /^Seal evidence/ }).click();
    await popup.getByText(/^Sealed and saved as lookalike-generic-/).waitFor(WAIT);
    await shoot(popup, 'sealed');
    const path = await popup.evaluate(async () => (await chrome.downloads.search({}))[0]?.filename ?? '');
    bundle = new Uint8Array(readFileSync(path));
    const checked = await checkBundle(bundle);
    expect(checked.kind).toBe('intact');
    const files = filesIn(bundle);
    expect(pngSize(files.get('frames/1-native.png')!)).toEqual(CLIP);
    expect(jsonIn(files, 'flag.json')).toMatchObject({ verdict: { entries: [{ entry: 'ruby' }] } });
    const shot = pngSize(files.get('screenshot.png')!)!;
    expect([shot.width >= 480, shot.height >= 360, shot.width * shot.height < 1280 * 720]).toEqual([true, true, true]);
    if (SHOTS !== undefined) writeFileSync(`${SHOTS}/screenshot-of-post.png`, files.get('screenshot.png')!);
    expect(jsonIn(files, 'manifest.json')).toMatchObject({
      model: { version: 'tiny-1' },
      packs: [{ file: 'lookalike.json' }],
    });
    const list = readFileSync(join(world.extension, 'build.json'));
    expect(jsonIn(files, 'manifest.json')).toMatchObject({ extension: { sha256: await sha256(list) } });
    const recogniser = await tinyRecogniser();
    expect(await recompute(files, recogniser)).toMatchObject({ outcome: 'reproduced' });
    await recogniser.dispose();
  });

  it('leaves nothing behind once it is saved, and names the bundle before in the next', async () => {
    const left = await popup.evaluate(async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('sealed', { create: true });
      const names: string[] = [];
      for await (const name of folder.keys()) names.push(name);
      return names;
    });
    expect(left).toEqual([]);
    await popup.getByRole('button', { name: /^Seal evidence/ }).click();
    const count = () => popup.evaluate(async () => (await chrome.downloads.search({ state: 'complete' })).length);
    await vi.waitFor(async () => expect(await count()).toBe(2), WAIT);
    const paths = await popup.evaluate(async () => (await chrome.downloads.search({})).map(({ filename }) => filename));
    const manifests = paths.map((path) => jsonIn(filesIn(new Uint8Array(readFileSync(path))), 'manifest.json'));
    expect(manifests.map((manifest) => (manifest as { previous: string | null }).previous === null).sort()).toEqual([
      false,
      true,
    ]);
  });

  it('verifies it on the extension’s own page, and names what was changed in another', async () => {
    const page = await context.newPage();
    await page.goto(`${origin}/desk/verify/verify.html`);
    const folder = temporary('bundles');
    const [good, bad] = [join(folder, 'good.zip'), join(folder, 'bad.zip')];
    writeFileSync(good, bundle);
    const read = readZip(bundle);
    if (read.kind === 'refused') throw new Error(read.fault);
    writeFileSync(bad, writeZip(new Map(read.files).set('flag.json', new Uint8Array([123, 125]))));
    await page.locator('input[type=file]').setInputFiles([good, bad]);
    await page.locator('[data-result=intact]').waitFor(WAIT);
    await page.locator('[data-result=broken]').waitFor(WAIT);
    const text = await page.locator('[data-result=intact]').textContent();
    for (const part of ['Sealed by this browser', 'Reproduced: the same model says the same', 'ruby'])
      expect(text).toContain(part);
    expect(text).toContain(await sha256(readFileSync(join(world.extension, 'build.json'))));
    expect(await page.locator('[data-result=broken]').textContent()).toMatch(/flag\.json\s*changed after sealing/);
    expect(await brokenRules(page)).toEqual([]);
    await shoot(page, 'verify');
  });

  it('shows at once what a person says of it: in the popup, on the icon and on the page', async () => {
    const say = (what: string) => popup.getByRole('button', { name: new RegExp(`^${what}: `) }).click();
    const shown = async () => [await world.badge(), await marksOn(world.feed)];
    await vi.waitFor(async () => expect(await shown()).toEqual(['1', 1]), WAIT);
    for (const [what, told] of [
      ['Wrong', 'You called this wrong'],
      ['Not AI', 'You called this not AI-made'],
      ['Licensed', 'You called this licensed'],
    ] as const) {
      await say(what);
      await popup.getByText(told).first().waitFor();
      await vi.waitFor(async () => expect(await shown()).toEqual(['', 0]), WAIT);
    }
    await say('Right');
    await vi.waitFor(async () => expect(await shown()).toEqual(['1', 1]), WAIT);
  });

  it('fills in a notice that names what is missing, and follows what became of it', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await popup.getByRole('button', { name: /^Report: / }).click();
    const opened = context.waitForEvent('page');
    await popup.getByRole('button', { name: 'Prepare a notice…' }).click();
    const page = await opened;
    await page.getByText('Report or notice').waitFor(WAIT);
    const kinds = () => page.getByRole('group', { name: 'Kind' }).getByRole('radio').count();
    await vi.waitFor(async () => expect(await kinds()).toBe(2), WAIT);
    await shoot(page, 'report-viewer');
    await page.getByRole('radio', { name: 'rightsholder or agent' }).check();
    await vi.waitFor(async () => expect(await kinds()).toBe(4), WAIT);
    await page.getByRole('radio', { name: 'US: DMCA' }).check();
    await page.getByText(/^Still missing: Full name/).waitFor();
    for (const [label, value] of FIELDS) await page.getByRole('textbox', { name: new RegExp(`^${label}`) }).fill(value);
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByText('Nothing is missing.').waitFor();
    await page.getByRole('button', { name: 'Copy the text' }).click();
    await page.getByText('drafted').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    for (const part of [
      '17 U.S.C. § 512(c)(3)',
      'Name: Aoi Mori',
      'Evidence bundle (SHA-256): ',
      'Signature: Aoi Mori',
    ])
      expect(copied).toContain(part);
    for (const said of ['I sent it', 'It was removed', 'It is back'])
      await page.getByRole('button', { name: said }).click();
    await page.getByText('back again').waitFor();
    expect(await brokenRules(page)).toEqual([]);
    await shoot(page, 'report-owner');
  });

  it('seals many flags as one case that is verified by its own steps, by the command, and read in a browser', async () => {
    const { path, zip } = await sealCase(context, `${origin}/desk/desk.html`);
    const folder = temporary('case');
    unpack(zip, folder);
    expect(filesIn(zip).size).toBe(3 + 1 + 3 + 5);
    const rows = jsonIn(filesIn(zip), 'index.json') as readonly CaseRow[];
    const rowWith = (isIt: (row: CaseRow) => boolean): CaseRow => rows.find(isIt)!;
    // The one that the feed raised, with what a person said of it.
    const seen = rowWith(({ picture }) => picture !== '');
    expect([rows.length, seen.feedback, seen.looksLike]).toEqual([3, 'right', 'ruby']);
    if (hasTools()) {
      expect(faultsByHand(zip, folder)).toEqual([]);
      const inner = readFileSync(join(folder, seen.bundle));
      unpack(inner, join(folder, 'first'));
      expect(faultsByHand(inner, join(folder, 'first'))).toEqual([]);
    }
    const index = await context.newPage();
    await index.goto(pathToFileURL(join(folder, 'index.html')).href);
    const pictures = await index
      .locator('img')
      .evaluateAll((all) => all.map((img) => (img as HTMLImageElement).naturalWidth));
    expect(pictures).toEqual([CLIP.width]);
    expect(await index.locator('article').count()).toBe(3);
    await shoot(index, 'case');
    const models = writeTinyModels();
    const good = await verify(models, path);
    expect([good.status, good.out.match(/intact/g)?.length]).toEqual([0, 4]);
    expect(good.out).toContain('reproduced: the same model says the same');
    const changed = zip.slice();
    changed[Buffer.from(zip).indexOf('second of the case')] = 0x53;
    writeFileSync(join(folder, 'changed.zip'), changed);
    const second = rowWith(({ caption }) => caption === 'second of the case');
    const bad = await verify(models, join(folder, 'changed.zip'));
    expect([bad.status, bad.out]).toEqual([1, expect.stringContaining(`${second.bundle} was changed after sealing`)]);
  });
});

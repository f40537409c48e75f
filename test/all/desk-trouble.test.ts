import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { deskFlags } from '../../scripts/sample/desk-flags.ts';
import { brokenRules } from '../axe.ts';
import { type DeskWorld, openDeskWorld, SOON, seedFlags } from '../desk-world.ts';
import { buildForTest, removeTemporary } from '../popup-world.ts';
import { openAsVersion, putRecords } from '../put-records.ts';

const SHOTS = process.env.POPUP_SHOTS;
const FLAGS = deskFlags(30, Date.now())
  .filter(({ verdict }) => verdict.kind === 'likely' || verdict.kind === 'possible')
  .map((flag) => ({ ...flag, review: [] }));
const SHOWN = `${FLAGS.length} shown of ${FLAGS.length} stored`;

let extension: string;
let world: DeskWorld;
let other: Page;
async function openTwo(): Promise<void> {
  world = await openDeskWorld(extension, 'en');
  await seedFlags(world.desk, FLAGS);
  await world.desk.reload();
  await world.desk.getByText(SHOWN).waitFor();
  other = await world.context.newPage();
  await other.goto(world.address);
  await other.getByText(SHOWN).waitFor();
  for (const desk of [world.desk, other]) await desk.getByLabel('State').selectOption('all');
}
beforeAll(async () => {
  extension = await buildForTest();
  await openTwo();
});
afterAll(async () => {
  await world?.close();
  removeTemporary();
});

const row = (desk: Page, i: number) => desk.locator(`[data-key="${FLAGS[i]!.key}"]`);
const decide = async (desk: Page, i: number, act: string): Promise<void> => {
  await desk.bringToFront();
  await row(desk, i).click();
  await desk.getByRole('button', { name: act }).first().click();
};

describe('two desks', () => {
  it('show each other what was decided, with every step in the history', async () => {
    await decide(world.desk, 0, 'Confirm');
    await row(other, 0).getByText('Confirmed').waitFor();
    await decide(other, 0, 'Dismiss');
    await row(world.desk, 0).getByText('Dismissed').waitFor();
    await world.desk.bringToFront();
    await row(world.desk, 0).click();
    await world.desk.locator('.history li').nth(1).waitFor();
    expect(await world.desk.locator('.history li').count()).toBe(2);
  });

  it('take back their own decisions and never one that the other made since', async () => {
    await world.desk.getByRole('button', { name: 'Undo' }).click();
    await world.desk.getByText('Taken back: 0. Decided again since, and kept: 1.').waitFor();
    await row(world.desk, 0).getByText('Dismissed').waitFor();
    await other.bringToFront();
    await other.getByRole('button', { name: 'Undo' }).click();
    await other.getByText('Taken back: 1.').waitFor();
    await row(world.desk, 0).getByText('Confirmed').waitFor();
  });

  it('that decide on the same flag at the same moment lose neither decision', async () => {
    await row(world.desk, 1).click();
    await row(other, 1).click();
    await Promise.all([
      world.desk.getByRole('button', { name: 'Escalate' }).first().click(),
      other.getByRole('button', { name: 'Dismiss' }).first().click(),
    ]);
    await world.desk.bringToFront();
    await row(world.desk, 1).click();
    await world.desk.locator('.history li').nth(1).waitFor();
    const states = (desk: Page) => row(desk, 1).locator('.state').allTextContents();
    await vi.waitFor(async () => expect(await states(world.desk)).toEqual(await states(other)), SOON);
  });
});

describe('a full disk', () => {
  it('is told, and leaves what is stored as it was', async () => {
    // A disk cannot be filled here; this is how a browser refuses when it is.
    await world.desk.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('No room', 'QuotaExceededError');
      };
    });
    await decide(world.desk, 2, 'Confirm');
    await world.desk.getByText('The disk has no room: this was not saved').waitFor();
    expect(await brokenRules(world.desk)).toEqual([]);
    await world.desk.goto(`${world.address}#intake`);
    await world.desk.getByLabel('Lists of posts').setInputFiles({
      name: 'a.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('https://videos.example/1'),
    });
    await world.desk.getByText('The disk has no room: this was not saved').waitFor();
    await world.desk.goto(`${world.address}#queue`);
    await world.desk.reload();
    await world.desk.getByLabel('State').selectOption('all');
    await row(world.desk, 2).getByText('New', { exact: true }).waitFor();
    await decide(world.desk, 2, 'Confirm');
    await row(world.desk, 2).getByText('Confirmed').waitFor();
  });
});

describe('lists that are damaged', () => {
  const dropped = async (place: string): Promise<unknown> => {
    const drop = world.desk
      .locator(`[aria-labelledby="${place}"]`)
      .getByRole('button', { name: 'Save a copy and drop them' });
    const [saved] = await Promise.all([world.desk.waitForEvent('download'), drop.click()]);
    await drop.waitFor({ state: 'detached' });
    return JSON.parse(readFileSync(await saved.path(), 'utf8'));
  };

  it('are told, keep what is good, and are copied out before anything is dropped', async () => {
    const good = { hash: '0f'.repeat(32), note: 'trailer' };
    await putRecords(world.desk, {
      database: 'lookalike-intake',
      store: 'posts',
      records: [
        { address: 'https://videos.example/good', note: '', state: 'waiting', order: 5 },
        { address: 'half', order: 6 },
      ],
    });
    await world.desk.evaluate((list) => chrome.storage.local.set({ 'known-hashes': list }), [good, { hash: 'x' }]);
    await world.desk.goto(`${world.address}#intake`);
    await world.desk.reload();
    await world.desk.getByText('Stored posts that are damaged and left out: 1').waitFor();
    await world.desk.getByText('Stored hashes that are damaged and left out: 1').waitFor();
    expect(await brokenRules(world.desk)).toEqual([]);
    const list = { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(`hash,note\n${'f0'.repeat(32)},new\n`) };
    await world.desk.getByLabel('Known-good hashes as CSV').setInputFiles(list);
    await world.desk.getByText('Known-good hashes: 2').waitFor();
    expect(await dropped('intake-lists')).toEqual([{ address: 'half', order: 6 }]);
    expect(await dropped('intake-hashes')).toEqual([{ hash: 'x' }]);
    await world.desk.getByText('https://videos.example/good').waitFor();
    await world.desk.getByText('Known-good hashes: 2').waitFor();
    await world.desk.goto(`${world.address}#queue`);
  });
});

describe('what a newer version stored', () => {
  it.each(['lookalike-packs', 'lookalike-intake', 'lookalike-evidence'])(
    'in %s is left alone and told',
    async (name) => {
      await openAsVersion(world.desk, name, 99);
      await world.desk.reload();
      await world.desk.getByText('What is stored belongs to a newer version.').waitFor();
      const after = await world.desk.evaluate(
        async (wanted) => (await indexedDB.databases()).find((one) => one.name === wanted),
        name,
      );
      expect(after?.version).toBe(99);
      await other.close();
      await world.close();
      await openTwo();
    },
  );
});

describe('settings that cannot be read', () => {
  it('are told and copied out before they are dropped, and the others hold', async () => {
    const stored = { keepDays: 31, reviewer: 'A' };
    const desk = await world.context.newPage();
    await desk.goto(world.address);
    await desk.evaluate((settings) => chrome.storage.local.set({ settings }), stored);
    await desk.goto(`${world.address}#settings`);
    await desk.reload();
    await desk.getByText('Settings that are damaged and stand at their defaults: keepDays').waitFor();
    expect(await brokenRules(desk)).toEqual([]);
    if (SHOTS !== undefined) await desk.screenshot({ path: `${SHOTS}/damaged-settings.png` });
    const [copy] = await Promise.all([
      desk.waitForEvent('download'),
      desk.getByRole('button', { name: 'Save a copy and drop them' }).click(),
    ]);
    expect(JSON.parse(readFileSync(await copy.path(), 'utf8'))).toEqual(stored);
    await desk.getByText('Copy saved, damaged settings dropped.').waitFor();
    expect(await desk.evaluate(async () => (await chrome.storage.local.get('settings')).settings)).toMatchObject({
      keepDays: 180,
      reviewer: 'A',
    });
  });
});

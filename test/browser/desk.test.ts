import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { deskFlags } from '../../scripts/sample/desk-flags.ts';
import { brokenRules } from '../axe.ts';
import { type DeskWorld, openDeskWorld, SOON, seedFlags } from '../desk-world.ts';
import { buildForTest, removeTemporary } from '../popup-world.ts';

const NOW = Date.now();
/** All new, so that each test knows what is open. */
const FLAGS = deskFlags(2000, NOW).map((flag) => ({ ...flag, review: [] }));
const FLAGGED = FLAGS.filter(({ verdict }) => verdict.kind === 'likely' || verdict.kind === 'possible');

let extension: string;
beforeAll(async () => {
  extension = await buildForTest();
});
afterAll(removeTemporary);

describe('the desk in Chromium', () => {
  let world: DeskWorld;
  const current = () => world.desk.locator('.row-current');
  const countLine = () => world.desk.locator('.bulk [role="status"]');
  const press = (key: string) => world.desk.keyboard.press(key);

  beforeAll(async () => {
    world = await openDeskWorld(extension, 'en');
    await world.desk.getByText('No flags are stored yet').waitFor();
    await seedFlags(world.desk, FLAGS);
    await world.desk.reload();
    await world.desk.getByText(`${FLAGGED.length.toLocaleString('en')} shown of 2,000 stored`).waitFor();
  });
  afterAll(() => world.close());

  it('draws few of many rows and tells how many there are', async () => {
    expect(await world.desk.locator('.row').count()).toBeLessThan(40);
    expect(await current().getAttribute('aria-setsize')).toBe(String(FLAGGED.length));
  });

  it('tells how much of the open pages was looked at, as it grows', async () => {
    await world.desk.getByText('Open pages: no videos looked at yet.').waitFor();
    await world.desk.evaluate(() => {
      const page = { address: 'https://x.com/', document: '', keys: [], unsaved: [] };
      return chrome.storage.session.set({
        'page:1': { ...page, coverage: { looked: 9, unreadable: { tainted: 4 } } },
        'page:2': { ...page, coverage: { looked: 5, unreadable: { 'too-small': 2 } } },
      });
    });
    await world.desk
      .getByText('Open pages: Looked at 14 of 20 videos; 6 unreadable: 4 from another host, 2 too small.')
      .waitFor();
  });

  it('walks, decides and goes on by keyboard, and takes it back', async () => {
    expect(await current().getAttribute('data-key')).toBe(FLAGGED[0]!.key);
    await press('j');
    await press('k');
    await press('c');
    await world.desk.getByText('1 set to “Confirmed”.').waitFor();
    expect(await current().getAttribute('data-key')).toBe(FLAGGED[1]!.key);
    await press('d');
    await world.desk.getByText('1 set to “Dismissed”.').waitFor();
    await press('e');
    await world.desk.getByText('1 set to “Escalated”.').waitFor();
    for (const _ of 'cde') await press('u');
    await world.desk.getByText('Taken back: 1.').waitFor();
    await world.desk.getByText(`${FLAGGED.length.toLocaleString('en')} shown of`).waitFor();
  });

  it('keeps a note with its decision and time', async () => {
    await press('n');
    await world.desk.keyboard.type('licensed, see mail');
    await press('Escape');
    await press('d');
    await world.desk.getByText('1 set to “Dismissed”.').waitFor();
    await press('/');
    await world.desk.keyboard.type('licensed');
    await world.desk.getByLabel('State').selectOption('all');
    await world.desk.getByText('1 shown of').waitFor();
    await world.desk.locator('.history .step-note').getByText('licensed, see mail').waitFor();
    expect(await world.desk.locator('.history time').count()).toBe(1);
    await world.desk.getByLabel('State').selectOption('open');
    await world.desk.getByLabel('Search in everything').fill('');
    await press('Escape');
    await press('u');
    await world.desk.getByText('Taken back: 1.').waitFor();
  });

  it('decides on many at once, in the sight of a second desk', async () => {
    const second = await world.context.newPage();
    await second.goto(world.address);
    await second.getByText(`${FLAGGED.length.toLocaleString('en')} shown of`).waitFor();
    await world.desk.bringToFront();
    await world.desk.getByRole('combobox', { name: 'Looks like' }).selectOption('mario');
    await world.desk.getByRole('button', { name: 'Pick all shown' }).click();
    const marios = FLAGGED.filter(({ verdict }) => verdict.entries[0]?.entry === 'mario').length;
    await world.desk.getByText(`${marios} picked`).waitFor();
    await world.desk.getByRole('button', { name: 'Resolve' }).first().click();
    await world.desk.getByText('No flag matches these filters.').waitFor();
    await second.getByText(`${(FLAGGED.length - marios).toLocaleString('en')} shown of`).waitFor();
    await second.close();
    await world.desk.getByRole('combobox', { name: 'Looks like' }).selectOption('');
    await press('u');
    await world.desk.getByText(`Taken back: ${marios}.`).waitFor();
  });

  it('shows every key, and lets letters be switched off', async () => {
    await press('?');
    const dialog = world.desk.getByRole('dialog');
    await dialog.getByText('Dismiss and go on').waitFor();
    expect(await brokenRules(world.desk)).toEqual([]);
    await dialog.getByRole('switch').click();
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
    const before = await countLine().textContent();
    await press('d');
    await press('ArrowDown');
    expect(await countLine().textContent()).toBe(before);
    await world.desk.getByRole('button', { name: 'Keyboard' }).click();
    await dialog.getByRole('switch').click();
    await vi.waitFor(async () => expect(await dialog.getByRole('switch').isChecked()).toBe(true), SOON);
    const stored = () => world.desk.evaluate(async () => (await chrome.storage.local.get('settings')).settings);
    await vi.waitFor(async () => expect(await stored()).toMatchObject({ hasShortcuts: true }), SOON);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('has a queue without accessibility violations, with the report open too', async () => {
    const report = world.desk.getByRole('region', { name: 'Report to the site' });
    // Letters were off a moment ago, and the queue learns of it when what is stored has changed.
    await vi.waitFor(async () => {
      if (!(await report.isVisible())) await press('r');
      await report.waitFor({ timeout: 3000 });
    }, SOON);
    expect(await brokenRules(world.desk)).toEqual([]);
    await press('Escape');
  });
});

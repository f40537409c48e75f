import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DATABASE_NAME, DATABASE_VERSION } from '../../extension/flag-database.ts';
import shipped from '../../models/packs/lookalike.json' with { type: 'json' };
import { deskFlags } from '../../scripts/sample/desk-flags.ts';
import { ownFeedback } from '../../src/measured.ts';
import { rowOf } from '../../src/queue-row.ts';
import type { Settings } from '../../src/settings.ts';
import { brokenRules } from '../axe.ts';
import { type DeskWorld, openDeskWorld, SOON, seedFlags } from '../desk-world.ts';
import { buildForTest, removeTemporary } from '../popup-world.ts';
import { openAsVersion, putRecords } from '../put-records.ts';

const SHIPPED = new Set(shipped.entries.map(({ id }) => id));
let extension: string;
let world: DeskWorld;
/** Every seventh was called wrong, and some of the others right. */
const FLAGS = deskFlags(60, Date.now()).map((flag, i) => ({
  ...flag,
  feedback: i % 7 === 0 ? ('wrong' as const) : i % 5 === 0 ? ('right' as const) : flag.feedback,
}));

beforeAll(async () => {
  extension = await buildForTest();
  world = await openDeskWorld(extension, 'en');
  await seedFlags(world.desk, FLAGS);
  await world.desk.goto(`${world.address}#settings`);
  await world.desk.reload();
  await world.desk.getByText('60 flags;').waitFor();
});
afterAll(async () => {
  await world?.close();
  removeTemporary();
});

const button = (name: string) => world.desk.getByRole('button', { name, exact: true });
async function saved(name: string): Promise<string> {
  const [download] = await Promise.all([world.desk.waitForEvent('download'), button(name).click()]);
  return readFileSync(await download.path(), 'utf8');
}
const chooseFile = (label: string, name: string, text: string) =>
  world.desk.getByLabel(label).setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

describe('settings and storage', () => {
  it('break no accessibility rule, in light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await world.desk.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await brokenRules(world.desk)).toEqual([]);
    }
  });

  it('bring everything back from a backup after all was deleted, and name what a damaged one lost', async () => {
    const backup = await saved('Save a backup');
    await button('Delete all that was collected…').click();
    await button('Delete without a backup').click();
    await world.desk.getByText('0 flags;').waitFor();
    const damaged = JSON.parse(backup) as { flags: unknown[] };
    damaged.flags.splice(3, 1, { key: 'nothing' });
    await chooseFile('Restore a backup', 'backup.json', JSON.stringify(damaged));
    await world.desk.getByText('Flags restored: 59.').waitFor();
    await world.desk.getByText('Rows that could not be read: 1', { exact: true }).waitFor();
    await world.desk.getByText('Row 4: a damaged flag (post)').waitFor();
    await chooseFile('Restore a backup', 'backup.json', backup);
    await world.desk.getByText('Flags restored: 1.').waitFor();
    await world.desk.getByText('60 flags;').waitFor();
  });

  it('refuse a file of a newer version and a file of anybody else', async () => {
    await chooseFile('Restore a backup', 'a.json', '{"format":"lookalike-backup/9","flags":[]}');
    await world.desk.getByText('made by a newer version').waitFor();
    await chooseFile('Restore a backup', 'a.json', '{]');
    await world.desk.getByText('no backup of Lookalike').waitFor();
  });

  it('change what is flagged and speak another language at once', async () => {
    await world.desk.getByRole('radio', { name: 'Precision first' }).click();
    const stored = () =>
      world.desk.evaluate(
        async () => (await chrome.storage.local.get('settings')).settings as Record<string, unknown> | undefined,
      );
    await vi.waitFor(async () => expect((await stored())?.isPrecise).toBe(true), SOON);
    // The page is loaded anew, so there is no radio left to be found checked.
    await world.desk.getByRole('radio', { name: '日本語' }).click();
    await world.desk.getByText('保存とバックアップ').waitFor();
    expect(await brokenRules(world.desk)).toEqual([]);
    await world.desk.getByRole('radio', { name: 'ブラウザーに合わせる' }).click();
    await world.desk.getByText('Storage and backup').waitFor();
  });

  it('export decisions for spreadsheets and for another desk', async () => {
    await world.desk.goto(`${world.address}#statistics`);
    await world.desk.getByText('By rightsholder', { exact: true }).first().waitFor();
    expect(await brokenRules(world.desk)).toEqual([]);
    const decided = FLAGS.filter(({ review }) => review.length > 0).length;
    expect((await saved('Decisions as CSV')).trim().split('\r\n').length).toBe(1 + decided);
    expect((JSON.parse(await saved('Decisions as JSON')) as { flags: unknown[] }).flags.length).toBe(decided);
  });

  it('show what was measured of each entry, and what was not', async () => {
    await world.desk.goto(`${world.address}#accuracy`);
    await world.desk
      .locator('[data-entry="pikachu"]')
      .getByText(/Finds (about|nearly)/)
      .waitFor();
    const feedback = [...ownFeedback(FLAGS.map(rowOf))].filter(([id]) => SHIPPED.has(id));
    expect(feedback.some(([, { wrong }]) => wrong > 0)).toBe(true);
    for (const [id, { flags, right, wrong }] of feedback) {
      const words = right + wrong === 0 ? `${flags}, none judged` : `${flags}. Right: ${right}, wrong: ${wrong}.`;
      await world.desk.locator(`[data-entry="${id}"]`).getByText(`Flags: ${words}`).waitFor();
    }
    expect(await brokenRules(world.desk)).toEqual([]);
    await world.desk.getByRole('radio', { name: 'Unmeasured' }).check();
    await world.desk.locator('[data-entry="pikachu"]').waitFor({ state: 'detached' });
    await world.desk.locator('[data-entry="eevee"]').getByText('Unmeasured: too few').waitFor();
    await world.desk.getByText(/^Measured on \d{4}-\d\d-\d\d, on pictures of other sources/).waitFor();
    await world.desk.getByText('Measured on stills, not on videos').waitFor();
    await world.desk.getByRole('radio', { name: 'Look for more' }).click();
    await world.desk.getByText('Those are never marked on the page.').waitFor();
  });

  it('switch a site off, and refuse what is the address of none', async () => {
    await world.desk.goto(`${world.address}#settings`);
    const site = world.desk.getByRole('switch', { name: '127.0.0.1' });
    await site.click();
    const offHosts = () =>
      world.desk.evaluate(
        async () => (await chrome.storage.local.get<{ settings: Settings }>('settings')).settings.offHosts,
      );
    await vi.waitFor(async () => expect(await offHosts()).toEqual(['127.0.0.1']), SOON);
    await site.click();
    await vi.waitFor(async () => expect(await offHosts()).toEqual([]), SOON);
    await world.desk.getByLabel('Add a site').fill('nonsense');
    await button('Allow on this site').click();
    await world.desk.getByText('“nonsense” is not the address of a site.').waitFor();
  });

  it('keep flags as long as they are told, and delete the older ones', async () => {
    const old = { ...FLAGS[0]!, key: 'generic:old', updatedAt: Date.now() - 40 * 86_400_000 };
    await seedFlags(world.desk, [old]);
    await button('Delete older ones now').click();
    await world.desk.getByText('Older flags deleted: 0.').waitFor();
    await world.desk.getByText('61 flags;').waitFor();
    await world.desk.getByLabel('Keep flags after they were last seen').selectOption('30');
    await vi.waitFor(async () => {
      await button('Delete older ones now').click();
      await world.desk.getByText('Older flags deleted: 1.').waitFor({ timeout: 3000 });
    }, SOON);
    await world.desk.getByText('60 flags;').waitFor();
  });

  it('tell of damage, hand over a copy first, and drop only what cannot be used', async () => {
    const records = [{ key: 'broken', worth: 1, updatedAt: 1, flag: { key: 'broken' } }];
    await putRecords(world.desk, { database: DATABASE_NAME, store: 'flags', records });
    await world.desk.goto(`${world.address}#settings`);
    await world.desk.reload();
    await world.desk.getByText('Some stored flags are damaged').waitFor();
    expect(await button('Drop what cannot be used').isDisabled()).toBe(true);
    expect(await saved('Save a backup')).toContain('{"damaged":{"store":"flags","record":{"key":"broken"');
    const copy = JSON.parse(await saved('Save a copy')) as { stores: { flags: { key: string }[] } };
    expect(copy.stores.flags.some(({ key }) => key === 'broken')).toBe(true);
    await button('Drop what cannot be used').click();
    await world.desk.getByText('Done. Flags that stay: 60.').waitFor();
  });

  it('leave flags of a newer version alone, and can copy them', async () => {
    await openAsVersion(world.desk, DATABASE_NAME, DATABASE_VERSION + 1);
    await world.desk.reload();
    await world.desk.getByText('belong to a newer version').first().waitFor();
    const copy = JSON.parse(await saved('Save a copy')) as { version: number; stores: { flags: unknown[] } };
    expect([copy.version, copy.stores.flags.length]).toEqual([DATABASE_VERSION + 1, 60]);
    expect(await brokenRules(world.desk)).toEqual([]);
    await world.desk.goto(`${world.address}#queue`);
    await world.desk.getByText('The stored flags could not be read.').waitFor();
    expect(await world.desk.getByText('No flags are stored yet').count()).toBe(0);
    await world.desk.getByRole('link', { name: 'Save a copy in the settings' }).click();
    await button('Drop what cannot be used').click();
    await world.desk.getByText('Done. Flags that stay: 0.').waitFor();
  });
});

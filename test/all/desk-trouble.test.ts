import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { deskFlags } from '../../scripts/sample/desk-flags.ts';
import { brokenRules } from '../axe.ts';
import { type DeskWorld, openDeskWorld, SOON, seedFlags } from '../desk-world.ts';
import { buildForTest, removeTemporary } from '../popup-world.ts';

const FLAGS = deskFlags(30, Date.now())
  .filter(({ verdict }) => verdict.kind === 'likely' || verdict.kind === 'possible')
  .map((flag) => ({ ...flag, review: [] }));
const SHOWN = `${FLAGS.length} shown of ${FLAGS.length} stored`;

let world: DeskWorld;
let other: Page;
beforeAll(async () => {
  world = await openDeskWorld(await buildForTest(), 'en');
  await seedFlags(world.desk, FLAGS);
  await world.desk.reload();
  await world.desk.getByText(SHOWN).waitFor();
  other = await world.context.newPage();
  await other.goto(world.address);
  await other.getByText(SHOWN).waitFor();
  for (const desk of [world.desk, other]) await desk.getByLabel('State').selectOption('all');
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

describe('what a newer version stored', () => {
  it('is left alone and told', async () => {
    const version = await world.desk.evaluate(async () => {
      const known = (await indexedDB.databases()).find(({ name }) => name === 'lookalike-packs')?.version ?? 0;
      const opening = indexedDB.open('lookalike-packs', known + 1);
      await new Promise((resolve) => opening.addEventListener('success', resolve));
      opening.result.close();
      return known + 1;
    });
    await world.desk.reload();
    await world.desk.getByText('What is stored belongs to a newer version.').waitFor();
    const after = await world.desk.evaluate(async () =>
      (await indexedDB.databases()).find(({ name }) => name === 'lookalike-packs'),
    );
    expect(after?.version).toBe(version);
  });
});

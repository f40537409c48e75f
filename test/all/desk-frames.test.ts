import { readFileSync } from 'node:fs';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskFlags } from '../../scripts/sample/desk-flags.ts';
import { accountOf } from '../../src/accounts.ts';
import { PDQ_NEAR, pdqDistance, pdqOf, wordsOf } from '../../src/pdq.ts';
import { brokenRules } from '../axe.ts';
import { drawnStill, frameFor, seedFrames } from '../desk-frames.ts';
import { type DeskWorld, openDeskWorld, seedFlags } from '../desk-world.ts';
import { buildForTest, removeTemporary } from '../popup-world.ts';

/** Six flags of as many accounts; the first three show one clip, each in its own size. */
const FLAGS = deskFlags(200, Date.now())
  .filter(({ verdict, post }) => verdict.kind === 'likely' && post.site !== 'generic')
  .slice(0, 6)
  .map((flag, i) => ({ ...flag, review: [], post: { ...flag.post, author: `account${i}` } }));
const STILLS = FLAGS.map((_, i) => (i < 3 ? drawnStill('one clip', [1, 0.75, 1.5][i]) : drawnStill(`clip ${i}`)));

async function hashOf(still: Buffer): Promise<string> {
  const image = await loadImage(still);
  const pen = createCanvas(image.width, image.height).getContext('2d');
  pen.drawImage(image, 0, 0);
  return pdqOf(image.width, image.height, pen.getImageData(0, 0, image.width, image.height).data).hex;
}

let extension: string;
let world: DeskWorld;
beforeAll(async () => {
  extension = await buildForTest();
  world = await openDeskWorld(extension, 'en');
  await seedFlags(world.desk, FLAGS);
  await seedFrames(
    world.desk,
    FLAGS.map((flag, i) => frameFor(flag, STILLS[i]!)),
  );
  await world.desk.reload();
  await world.desk.getByText('6 shown of 6 stored').waitFor();
});
afterAll(async () => {
  await world?.close();
  removeTemporary();
});

const rowOf = (i: number) => world.desk.locator(`[data-key="${FLAGS[i]!.key}"]`);

describe('kept frames at the desk', () => {
  it('are hashed as the same picture is elsewhere', async () => {
    await rowOf(0).getByText('3 posts').waitFor();
    const hashes = await world.desk.evaluate(
      async () =>
        (await chrome.storage.local.get<{ 'frame-hashes': Record<string, string[]> }>('frame-hashes'))['frame-hashes'],
    );
    for (const i of [0, 1, 3, 4, 5]) {
      const [here = ''] = hashes[FLAGS[i]!.key] ?? [];
      // Two programs round the colours of a PNG alike; one bit at the median is the most that floats may turn.
      expect(pdqDistance(wordsOf(here), wordsOf(await hashOf(STILLS[i]!)))).toBeLessThanOrEqual(2);
    }
    const [first, second, third] = [0, 1, 2].map((i) => wordsOf(hashes[FLAGS[i]!.key]?.[0] ?? ''));
    expect(pdqDistance(first!, second!)).toBeLessThanOrEqual(PDQ_NEAR);
    expect(pdqDistance(first!, third!)).toBeLessThanOrEqual(PDQ_NEAR);
  });

  it('stand in the filmstrip with their boxes, and join posts of one video', async () => {
    await rowOf(0).click();
    await world.desk.locator('.frame img').first().waitFor();
    const about = await world.desk.locator('.entry-about').first().boundingBox();
    const frame = await world.desk.locator('.frame').first().boundingBox();
    expect(about!.x).toBeGreaterThan(frame!.x + frame!.width);
    expect(about!.y).toBeLessThan(frame!.y + frame!.height);
    await world.desk.getByText('Other posts of this video: 2').waitFor();
    await rowOf(4).click();
    await world.desk.getByText('Other posts of this video: 2').waitFor({ state: 'detached' });
    expect(await brokenRules(world.desk)).toEqual([]);
  });

  it('hide whatever shows what is known to be good, at every open desk', async () => {
    const second = await world.context.newPage();
    await second.goto(world.address);
    await second.getByText('6 shown of 6 stored').waitFor();
    await world.desk.bringToFront();
    await rowOf(1).click();
    await world.desk.getByRole('button', { name: 'Known to be good: hide this video' }).click();
    await world.desk.getByText('3 shown of 6 stored').waitFor();
    await second.getByText('3 shown of 6 stored').waitFor();
    await second.close();
    await world.desk.getByRole('switch', { name: 'Known-good too' }).click();
    await world.desk.getByText('6 shown of 6 stored').waitFor();
    await world.desk.getByRole('switch', { name: 'Known-good too' }).click();
  });

  it('hide the posts of accounts that are allowed', async () => {
    const account = accountOf({ ...FLAGS[5]!.post });
    await world.desk.evaluate(async (allowed) => {
      const { settings } = await chrome.storage.local.get<{ settings?: object }>('settings');
      await chrome.storage.local.set({ settings: { ...settings, allowedAccounts: [allowed] } });
    }, account);
    await world.desk.getByText('2 shown of 6 stored').waitFor();
  });

  it('go into a backup with the known-good list, and come back in another browser', async () => {
    await world.desk.goto(`${world.address}#settings`);
    const [saved] = await Promise.all([
      world.desk.waitForEvent('download'),
      world.desk.getByRole('button', { name: 'Save a backup' }).click(),
    ]);
    await world.desk.getByText('Backup saved. Flags: 6, kept frames: 6.').waitFor();
    const text = readFileSync(await saved.path(), 'utf8');
    const damaged = text.trimEnd().slice(0, -50);
    const other = await openDeskWorld(extension, 'en');
    try {
      const { desk } = other;
      await desk.goto(`${other.address}#settings`);
      const restore = (content: string) =>
        desk
          .getByLabel('Restore a backup')
          .setInputFiles({ name: 'backup.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(content) });
      await restore(damaged);
      await desk.getByText('Flags restored: 6.').waitFor();
      await desk.getByText('Frames put back: 5').waitFor();
      await desk.getByText('Rows that could not be read: 1', { exact: true }).waitFor();
      await desk.getByText('Row 7: a damaged frame').waitFor();
      await restore(text);
      await desk.getByText('Frames put back: 1, here already: 5').waitFor();
      await desk.goto(`${other.address}#queue`);
      await desk.getByText('2 shown of 6 stored').waitFor();
      await desk.getByRole('switch', { name: 'Known-good too' }).click();
      await desk.locator(`[data-key="${FLAGS[0]!.key}"]`).click();
      await desk.locator('.frame img').first().waitFor();
      await desk.getByText('Other posts of this video: 2').waitFor();
    } finally {
      await other.close();
    }
  });
});

import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskFlags } from '../../scripts/sample/desk-flags.ts';
import { decisionsJson } from '../../src/decision-file.ts';
import { brokenRules } from '../axe.ts';
import { type DeskWorld, openDeskWorld, seedFlags } from '../desk-world.ts';
import { buildForTest, removeTemporary } from '../popup-world.ts';
import { MARKED_FILE, SIGNED_FILE, signsMedia } from '../site-world/signs-feed.ts';

/** Set to a folder to look at what the desk draws. */
const SHOTS = process.env.DESK_SHOTS;

const NOW = Date.now();
const decided = (state: 'confirmed' | 'dismissed', by: string, at: number) => [{ state, at, note: '', by }];
const FLAGS = deskFlags(20, NOW).map((flag, i) => ({
  ...flag,
  review: i < 2 ? decided('confirmed', 'A', NOW - 1000) : [],
}));

/** A re-upload of the third flag, found under another key at the same address. */
const AGAIN = {
  ...FLAGS[2]!,
  key: 'generic:again',
  post: { ...FLAGS[2]!.post, site: 'generic' as const, id: 'again' },
};

let world: DeskWorld;
let server: Server;
let address: string;
beforeAll(async () => {
  server = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<h1>No video</h1>'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  world = await openDeskWorld(await buildForTest(), 'en');
  await seedFlags(world.desk, [...FLAGS, AGAIN]);
  await world.desk.goto(`${world.address}#intake`);
  await world.desk.reload();
  await world.desk.getByText('Reported posts').waitFor();
});
afterAll(async () => {
  await world?.close();
  server?.close();
  removeTemporary();
});

const file = (name: string, mimeType: string, text: string) => ({ name, mimeType, buffer: Buffer.from(text) });

describe('intake', () => {
  it('takes the good rows of a list and names the others', async () => {
    const csv = `url,note\n${address}1,copied\nnonsense,\n${address}2,\n`;
    await world.desk.getByLabel('Lists of posts').setInputFiles(file('reports.csv', 'text/csv', csv));
    await world.desk.getByText('Posts taken in: 2; rows that could not be read: 1.').waitFor();
    await world.desk.getByText('Rows that could not be read: 1', { exact: true }).waitFor();
    await world.desk.getByText('Row 3: not an address').waitFor();
    expect(await brokenRules(world.desk)).toEqual([]);
  });

  it('takes a list that is dropped on its place', async () => {
    const given = await world.desk.evaluateHandle((text) => {
      const files = new DataTransfer();
      files.items.add(new File([text], 'dropped.csv', { type: 'text/csv' }));
      return files;
    }, `url\n${address}1\n\nno address\n`);
    const place = world.desk.locator('.drop', { hasText: 'Lists of posts' });
    await place.dispatchEvent('dragover', { dataTransfer: given });
    expect(await place.getAttribute('class')).toContain('drop-over');
    await place.dispatchEvent('drop', { dataTransfer: given });
    await world.desk.getByText('Posts taken in: 0; rows that could not be read: 1.').waitFor();
    await world.desk.getByText('Row 4: not an address: no address').waitFor();
  });

  it('looks at posts in one window beside, can be paused, and never calls unseen what was not looked at clear', async () => {
    await world.desk.getByRole('button', { name: 'Look at them' }).click();
    await world.desk.getByText('looking', { exact: true }).waitFor();
    await world.desk.getByRole('button', { name: 'Pause' }).click();
    await world.desk.getByText('Looked at 1 of 2').waitFor({ timeout: 90_000 });
    await world.desk.getByText('no video could be looked at', { exact: true }).waitFor();
    await world.desk.getByText('waiting', { exact: true }).waitFor();
    expect(await world.desk.getByRole('button', { name: 'Go on' }).isEnabled()).toBe(true);
  });

  it('says of a video file that is none that it could not be read', async () => {
    await world.desk.getByLabel('Videos on this device').setInputFiles(file('clip.mp4', 'video/mp4', 'no video'));
    await world.desk.getByText('could not be read: cannot be decoded').waitFor({ timeout: 60_000 });
  });

  it('reads the marks and the provenance of video files, and shows both with where they stand and whose they are', async () => {
    const media = await signsMedia();
    const videos = [
      { name: 'marked.webm', mimeType: 'video/webm', buffer: media[MARKED_FILE]! },
      { name: 'signed.mp4', mimeType: 'video/mp4', buffer: media[SIGNED_FILE]! },
    ];
    await world.desk.getByLabel('Videos on this device').setInputFiles(videos);
    const [marked, signed] = ['marked.webm', 'signed.mp4'].map((name) =>
      world.desk.locator('.local-video', { hasText: name }),
    ) as [Locator, Locator];
    await signed.getByText('Signed by:').waitFor();
    const told = async (video: Locator) => (await video.textContent()) ?? '';
    expect(await told(marked)).toContain('AI signs, no look-alike');
    expect(await told(marked)).toMatch(/A generator's mark in the picture.*strong.*Gemini \/ Veo.*at the bottom right/);
    expect(await marked.locator('rect.frame-mark').count()).toBe(1);
    expect(await told(marked)).toContain('This is no MP4, MOV, JPEG, PNG or WebP file.');
    expect(await told(signed)).toMatch(/Signed origin in the file.*strong.*Dream Maker.*unchanged since/);
    expect(await told(signed)).toContain('Signed by: Nobody, Test signer');
    expect(await signed.locator('rect.frame-mark').count()).toBe(0);
    expect(await brokenRules(world.desk)).toEqual([]);
    if (SHOTS !== undefined) await world.desk.screenshot({ path: `${SHOTS}/intake-videos.png`, fullPage: true });
  });

  it('joins decisions of another desk, and lets a person choose where two contradict', async () => {
    const theirs = FLAGS.map((flag, i) => ({
      ...flag,
      review:
        i === 0 ? decided('dismissed', 'B', NOW - 500) : i === 5 ? decided('confirmed', 'B', NOW - 400) : flag.review,
    }));
    await world.desk
      .getByLabel('Decisions as JSON')
      .setInputFiles(file('theirs.json', 'application/json', decisionsJson(theirs, NOW)));
    await world.desk.getByText('New: 0. Changed: 1. The same: 18. Decided differently: 1.').waitFor();
    expect(await brokenRules(world.desk)).toEqual([]);
    await world.desk.getByRole('button', { name: 'B: Dismissed' }).click();
    await world.desk.locator('.conflict').waitFor({ state: 'detached' });
    await world.desk.goto(`${world.address}#queue`);
    await world.desk.getByLabel('State').selectOption('dismissed');
    await world.desk.getByText('1 shown of 21 stored').waitFor();
    expect(await world.desk.locator('.history li').count()).toBe(2);
  });

  it('joins posts of one video, picks them together, and lists each video once on request', async () => {
    await world.desk.getByLabel('State').selectOption('all');
    await world.desk.getByRole('switch', { name: 'Weaker findings too' }).click();
    await world.desk.getByText('21 shown of 21 stored').waitFor();
    await world.desk.locator('[data-key="generic:again"]').click();
    await world.desk.getByText('Other posts of this video: 1').waitFor();
    await world.desk.locator(`[data-key="${FLAGS[2]!.key}"]`).click();
    await world.desk.getByRole('button', { name: 'Confirm' }).first().click();
    await world.desk.locator('[data-key="generic:again"]').click();
    await world.desk.getByText('The same video was decided on before.').waitFor();
    expect(await brokenRules(world.desk)).toEqual([]);
    await world.desk.getByRole('button', { name: 'Pick all 2 posts of this video' }).click();
    await world.desk.getByText('2 picked').waitFor();
    await world.desk.getByRole('switch', { name: 'One line for each video' }).click();
    await world.desk.getByText('20 shown of 21 stored').waitFor();
  });

  it('takes lists of known-good hashes, naming bad rows, and gives them out again', async () => {
    await world.desk.goto(`${world.address}#intake`);
    const csv = `hash,note\n${'0f'.repeat(32)},trailer\nnothing,\n`;
    await world.desk.getByLabel('Known-good hashes as CSV').setInputFiles(file('known.csv', 'text/csv', csv));
    await world.desk.getByText('Hashes taken in: 1; rows that could not be read: 1.').waitFor();
    await world.desk.getByText('Known-good hashes: 1').waitFor();
    const saving = world.desk.getByRole('button', { name: 'Save the known-good list' });
    const [saved] = await Promise.all([world.desk.waitForEvent('download'), saving.click()]);
    expect(readFileSync(await saved.path(), 'utf8')).toContain(`${'0f'.repeat(32)},trailer`);
  });
});

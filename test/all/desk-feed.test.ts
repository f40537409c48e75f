import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pngSize } from '../../src/evidence/png.ts';
import { recompute } from '../../src/evidence/recompute.ts';
import { sha256 } from '../../src/sha256.ts';
import { brokenRules } from '../axe.ts';
import { type DeskWorld, openDeskWorld } from '../desk-world.ts';
import { faultsOf, filesIn, jsonIn, tinyRecogniser } from '../evidence.ts';
import { buildWithTinyModel, movingVideo } from '../evidence-world.ts';
import { removeTemporary, temporary } from '../popup-world.ts';

/** A post whose video plays: something of a colour on blue. */
const postPage = (
  id: string,
  colour: string,
  words: string,
): string => `<!doctype html><meta charset="utf-8"><title>${id}</title>
<article data-post-id="${id}" style="width: 420px">
  <p>${words}</p>
  <video muted style="display: block; width: 420px; height: 315px"></video>
</article>
${movingVideo(colour)}`;

const PAGES: Readonly<Record<string, string>> = {
  '/ruby': postPage('ruby', 'rgb(255, 0, 0)', 'Look at ruby, made with Sora #sora2'),
  '/sky': postPage('sky', 'rgb(255, 255, 255)', 'A white kite'),
  '/claim': postPage('claim', 'rgb(255, 255, 255)', 'Made with Sora #sora2'),
  '/words': '<!doctype html><title>words</title><p>No video here.</p>',
};

/** When each post was opened, in milliseconds. */
const askedAt: number[] = [];
/** Less than the desk waits between two posts, for clocks that differ. */
const POLITE_MS = 5500;

let world: DeskWorld;
let server: Server;
let address: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url !== undefined && request.url in PAGES) askedAt.push(performance.now());
    response.setHeader('content-type', 'text/html').end(PAGES[request.url ?? ''] ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  world = await openDeskWorld(join(await buildWithTinyModel(), 'chrome'), 'en');
  await world.desk.goto(`${world.address}#intake`);
});
afterAll(async () => {
  await world?.close();
  server?.close();
  removeTemporary();
});

const button = (name: string) => world.desk.getByRole('button', { name, exact: true });
const line = (path: string) => world.desk.locator('.intake-lines li', { hasText: `${address}${path}` });
const LOOK = { timeout: 90_000 };

describe('intake of posts that play', () => {
  it('takes lists of several files and names the bad rows of each', async () => {
    const csv = `url,note\n${address}/ruby,copied\nnonsense,\n${address}/claim,\n${address}/sky,\n`;
    const json = JSON.stringify([`${address}/words`, 7]);
    await world.desk.getByLabel('Lists of posts').setInputFiles([
      { name: 'reports.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) },
      { name: 'more.json', mimeType: 'application/json', buffer: Buffer.from(json) },
    ]);
    await world.desk.getByText('Posts taken in: 4; rows that could not be read: 2.').waitFor();
    await world.desk.getByText('Rows that could not be read: 2', { exact: true }).waitFor();
    await world.desk.getByText('reports.csv, Row 3: not an address: nonsense').waitFor();
    await world.desk.getByText('more.json, Row 2: no address').waitFor();
  });

  it('flags the one that looks like somebody, and says of others what was found and what was not', async () => {
    await button('Look at them').click();
    await line('/ruby').getByText('flagged', { exact: true }).waitFor(LOOK);
    // One window beside the one of the desk, with one tab.
    const windows = () =>
      world.desk.evaluate(async () =>
        (await chrome.windows.getAll({ populate: true })).map(({ tabs = [] }) => tabs.length),
      );
    expect((await windows()).sort()).toEqual([1, expect.any(Number)]);
    await line('/claim').getByText('weaker finding, no flag', { exact: true }).waitFor(LOOK);
    await line('/sky').getByText('looking', { exact: true }).waitFor(LOOK);
    await button('Pause').click();
    await button('Pausing after this post…').waitFor();
    await line('/sky').getByText('nothing found', { exact: true }).waitFor(LOOK);
    await world.desk.getByText('Looked at 3 of 4').waitFor();
    await button('Go on').waitFor();
    expect(world.context.pages().filter((page) => page.url().startsWith(address))).toEqual([]);
    expect(askedAt.length).toBe(3);
    for (const [i, at] of askedAt.slice(1).entries()) expect(at - (askedAt[i] ?? 0)).toBeGreaterThan(POLITE_MS);
    expect(await brokenRules(world.desk)).toEqual([]);
  });

  it('is there with its progress after the desk was closed, and goes on', async () => {
    await world.desk.reload();
    await world.desk.getByText('Looked at 3 of 4').waitFor();
    await line('/ruby').getByText('flagged', { exact: true }).waitFor();
    await button('Go on').click();
    await line('/words').getByText('looking', { exact: true }).waitFor(LOOK);
  });

  it('is worked on by one desk at a time; another follows and can pause it', async () => {
    const second = await world.context.newPage();
    await second.goto(`${world.address}#intake`);
    await second.getByText('Another desk looks at these posts now.').waitFor();
    await second.getByRole('button', { name: 'Pause' }).click();
    await world.desk.bringToFront();
    await button('Pausing after this post…').waitFor();
    await line('/words').getByText('no video could be looked at', { exact: true }).waitFor(LOOK);
    await second.getByText('Looked at 4 of 4').waitFor();
    await second.close();
  });

  it('lets what could not be seen be looked at again, even when the desk was closed in the middle', async () => {
    await button('Look again at what could not be seen').click();
    await world.desk.getByText('Looked at 3 of 4').waitFor();
    await button('Go on').click();
    await line('/words').getByText('looking', { exact: true }).waitFor(LOOK);
    const second = await world.context.newPage();
    await second.goto(`${world.address}#intake`);
    await second.getByText('Another desk looks at these posts now.').waitFor();
    await world.desk.reload();
    await second.getByRole('button', { name: 'Go on' }).waitFor();
    await second.close();
    await line('/words').getByText('waiting', { exact: true }).waitFor();
    await button('Empty the list').click();
    await line('/words').waitFor({ state: 'detached' });
  });

  it('looks at a video file on the device and says what it looks like, and when', async () => {
    const path = join(temporary('clip'), 'ruby.webm');
    const ground =
      'color=c=0x0000ff:size=320x240:rate=10:duration=2,drawbox=x=64:y=45:w=128:h=128:color=0xff0000:t=fill';
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', ground, '-c:v', 'libvpx', path]);
    await world.desk.getByLabel('Videos on this device').setInputFiles(path);
    await world.desk.getByText(/looks like ruby \(likeness \d+ of 100, at [01]\.\d s\)/).waitFor(LOOK);
    await sealOf(path);
  });

  /** Seals what was found in the file, and holds the bundle against the file and the model. */
  async function sealOf(path: string): Promise<void> {
    await world.desk
      .locator('.local-video')
      .getByRole('button', { name: /^Seal evidence/ })
      .click();
    await world.desk.getByText(/^Sealed and saved as lookalike-generic-file-/).waitFor(LOOK);
    const saved = await world.desk.evaluate(async () => (await chrome.downloads.search({}))[0]?.filename ?? '');
    const zip = new Uint8Array(readFileSync(saved));
    expect(await faultsOf(zip)).toEqual(['intact']);
    const files = filesIn(zip);
    expect(pngSize(files.get('frames/1-native.png')!)).toEqual({ width: 320, height: 240 });
    const file = new Uint8Array(readFileSync(path));
    expect(jsonIn(files, 'provenance/source-file.json')).toMatchObject({
      name: 'ruby.webm',
      sha256: await sha256(file),
    });
    const recogniser = await tinyRecogniser();
    expect(await recompute(files, recogniser)).toMatchObject({ outcome: 'reproduced' });
    await recogniser.dispose();
  }

  it('puts what was flagged into the queue', async () => {
    await world.desk.goto(`${world.address}#queue`);
    await world.desk.getByText('1 shown of 2 stored').waitFor();
    await world.desk.getByText('Look at ruby').first().waitFor();
  });
});

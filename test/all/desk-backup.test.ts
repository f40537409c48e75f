import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { deskFlags } from '../../scripts/sample/desk-flags.ts';
import { brokenRules } from '../axe.ts';
import { drawnStill, frameFor, seedFrames } from '../desk-frames.ts';
import { type DeskWorld, openDeskWorld, SOON, seedFlags } from '../desk-world.ts';
import { buildForTest, removeTemporary, temporary } from '../popup-world.ts';
import { putRecords } from '../put-records.ts';

const FLAGS = deskFlags(60, Date.now())
  .filter(({ verdict }) => verdict.kind === 'likely')
  .slice(0, 3)
  .map((flag) => ({ ...flag, review: [] }));
const [FIRST, SECOND] = FLAGS as [(typeof FLAGS)[number], (typeof FLAGS)[number]];
const PROFILE = {
  name: 'A. Owner',
  capacity: 'agent',
  onBehalfOf: 'Sample Studio',
  address: '1 Street',
  phone: '1',
  email: 'a@b.example',
  basis: 'all of it',
};
const SEAL = {
  id: 'one',
  key: FIRST.key,
  file: 'lookalike-one.zip',
  sealedAt: 1,
  sha256: 'ab'.repeat(32),
  state: 'saved',
};
const RECORD = {
  key: FIRST.key,
  readAt: 1,
  manifestStore: Uint8Array.of(1, 2, 3),
  mediaAddress: '',
  mediaBytes: 9,
  mediaSha256: 'cd'.repeat(32),
};
const EVIDENCE = 'lookalike-evidence';

/** The key that evidence is sealed with now, made where there was none. */
async function keyOf({ context, address }: DeskWorld): Promise<string> {
  const page = await context.newPage();
  await page.goto(new URL('verify/verify.html', address).href);
  const read = () =>
    page.evaluate(async () => (await chrome.storage.local.get('evidence-public-key'))['evidence-public-key']);
  const key = await vi.waitFor(async () => {
    const found = await read();
    expect(found).toMatch(/^[0-9a-f]{64}$/);
    return String(found);
  }, SOON);
  await page.close();
  return key;
}

/** What the key says of the one before it. */
const linkOf = (page: Page): Promise<unknown> =>
  page.evaluate(async (name) => {
    const opening = indexedDB.open(name);
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const asking = opening.result.transaction('keys').objectStore('keys').get('current');
    await new Promise((resolve) => asking.addEventListener('success', resolve));
    opening.result.close();
    return (asking.result as { link: unknown } | undefined)?.link;
  }, EVIDENCE);

async function seedEvidence(desk: Page): Promise<void> {
  await seedFrames(desk, [frameFor(FIRST, drawnStill('one')), frameFor(SECOND, drawnStill('two'))]);
  const [damaged] = [frameFor(SECOND, drawnStill('three'))];
  await seedFrames(desk, [{ ...damaged, frame: { ...damaged.frame, input: Uint8Array.of(7, 7, 7) } }]);
  await putRecords(desk, { database: EVIDENCE, store: 'records', records: [RECORD] });
  const seals = [SEAL, { ...SEAL, id: 'two', key: SECOND.key, state: 'sealed' }, { ...SEAL, id: 'bad', sha256: 7 }];
  await putRecords(desk, { database: EVIDENCE, store: 'seals', records: seals });
  await desk.evaluate((profile) => chrome.storage.local.set({ 'owner-profile': profile }), PROFILE);
}

let extension: string;
let world: DeskWorld;
let other: DeskWorld;
let key: string;
let file: string;
beforeAll(async () => {
  extension = await buildForTest();
  world = await openDeskWorld(extension, 'en');
  key = await keyOf(world);
  await seedFlags(world.desk, FLAGS);
  await seedEvidence(world.desk);
  await world.desk.goto(`${world.address}#intake`);
  const list = { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('https://videos.example/1') };
  await world.desk.getByLabel('Lists of posts').setInputFiles(list);
  await world.desk.getByText('Posts taken in: 1').waitFor();
  await world.desk.goto(`${world.address}#settings`);
  other = await openDeskWorld(extension, 'en');
  await other.desk.goto(`${other.address}#settings`);
});
afterAll(async () => {
  await world?.close();
  await other?.close();
  removeTemporary();
});

const restore = (path: string) => other.desk.getByLabel('Restore a backup').setInputFiles(path);

describe('a backup of everything', () => {
  it('says what is in it, what is damaged, and what was never saved', async () => {
    const [download] = await Promise.all([
      world.desk.waitForEvent('download'),
      world.desk.getByRole('button', { name: 'Save a backup' }).click(),
    ]);
    file = join(temporary('backup'), 'backup.jsonl');
    await download.saveAs(file);
    await world.desk.getByText('Backup saved. Flags: 3, kept frames: 2.').waitFor();
    await world.desk.getByText('Records of files: 1, records of sealed bundles: 2.').waitFor();
    await world.desk.getByText('Sealed bundles that were never saved, and are not in it: 1.').waitFor();
    await world.desk.getByText('Damaged here: 2.').waitFor();
    expect(await brokenRules(world.desk)).toEqual([]);
  });

  it('holds what is damaged as it lies there, and of the key the public half alone', () => {
    const lines = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const damaged = lines.flatMap((line) => (line.damaged === undefined ? [] : [line.damaged]));
    expect(damaged.map(({ store }) => store).sort()).toEqual(['frames', 'seals']);
    expect(damaged.find(({ store }) => store === 'frames').record.frame.input).toEqual({ base64: 'BwcH' });
    expect(lines[0].evidenceKey).toBe(key);
    expect(JSON.stringify(lines)).not.toMatch(/private|pkcs8|"keys"|"d":/i);
  });

  it('brings all of it back elsewhere, names what was damaged, and makes a key that names the old one', async () => {
    await restore(file);
    await other.desk.getByText('Flags restored: 3.').waitFor();
    await other.desk.getByText('Frames put back: 2,').waitFor();
    await other.desk.getByText('Records of files put back: 1, records of sealed bundles: 2.').waitFor();
    await other.desk.getByText('a new one was made here, which names the old one').waitFor();
    await other.desk.getByText('was damaged when the backup was made (frames)').waitFor();
    await other.desk.getByText('was damaged when the backup was made (seals)').waitFor();
    expect(await linkOf(other.desk)).toEqual({ reason: 'lost', previous: key });
    const stored = await other.desk.evaluate(() => chrome.storage.local.get('owner-profile'));
    expect(stored['owner-profile']).toEqual(PROFILE);
    await other.desk.goto(`${other.address}#intake`);
    await other.desk.getByText('https://videos.example/1').waitFor();
    await other.desk.goto(`${other.address}#queue`);
    await other.desk.locator(`[data-key="${FIRST.key}"]`).click();
    await other.desk.getByText('It was sealed before and saved as lookalike-one.zip').waitFor();
  });

  it('changes nothing when it is restored once more, and never the profile or the key', async () => {
    const made = await keyOf(other);
    await other.desk.evaluate(() => chrome.storage.local.set({ 'owner-profile': { name: 'Somebody else' } }));
    await other.desk.goto(`${other.address}#settings`);
    await restore(file);
    await other.desk.getByText('Frames put back: 0, here already: 2').waitFor();
    expect(await other.desk.getByText('a new one was made here').count()).toBe(0);
    expect(await keyOf(other)).toBe(made);
    const stored = await other.desk.evaluate(() => chrome.storage.local.get('owner-profile'));
    expect(stored['owner-profile']).toEqual({ name: 'Somebody else' });
  });
});

describe('deleting all after a backup', () => {
  it('waits for sealed bundles that lie here alone, and says of the damage when it goes on', async () => {
    const { desk } = world;
    const wipe = async (): Promise<void> => {
      await desk.getByRole('button', { name: 'Delete all that was collected…' }).click();
      await desk.getByRole('button', { name: 'Save a backup, then delete' }).click();
    };
    await wipe();
    await desk.getByText('nothing was deleted: 1 sealed bundles were never saved').waitFor();
    await desk.getByText('3 flags;').waitFor();
    await putRecords(desk, { database: EVIDENCE, store: 'seals', records: [{ ...SEAL, id: 'two', key: SECOND.key }] });
    await wipe();
    await desk.getByText(/All that was collected is deleted\. Backup saved\. .*Damaged here: 2\./).waitFor();
    await desk.getByText('0 flags;').waitFor();
  });
});

describe('a file that is too large', () => {
  it('is refused at once, with its size and the limit', async () => {
    const path = join(temporary('large'), 'film.jsonl');
    writeFileSync(path, '');
    truncateSync(path, 1_200_000_000);
    await restore(path);
    await other.desk.getByText('This file has 1,200 MB. A backup of Lookalike has at most 1,073.7 MB').waitFor();
  });

  it('keeps what stands before a line without end, and names the line', async () => {
    const path = join(temporary('endless'), 'backup.jsonl');
    const [head = '', frame = ''] = readFileSync(file, 'utf8').split('\n');
    writeFileSync(path, `${head}\n${frame}\n`);
    // A hole in the file: 140 MB that read as zeros.
    truncateSync(path, 140_000_000);
    await restore(path);
    await other.desk.getByText('Row 3: longer than 134.2 MB; from here on nothing was read').waitFor();
    await other.desk.getByText('Left as they are').waitFor();
  });
});

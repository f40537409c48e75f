import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { deskFlags } from '../../scripts/sample/desk-flags.ts';
import { writePictures } from '../../scripts/sample/pictures.ts';
import { IMPOSTORS } from '../../src/pack-build/build-entry.ts';
import { OTHER_VIEWS } from '../../src/pack-build/views.ts';
import { parseDescription } from '../../src/recogniser-description.ts';
import { brokenRules } from '../axe.ts';
import { type DeskWorld, openDeskWorld, SOON, seedFlags } from '../desk-world.ts';
import { buildForTest, removeTemporary } from '../popup-world.ts';
import { putRecords } from '../put-records.ts';

const folder = mkdtempSync(join(tmpdir(), 'lookalike-pictures-'));
const PICTURES = writePictures(folder).slice(0, 5);
/** Every fourth of the shipped pictures of nobody tries the entry, window by window of its first look. */
const { negatives } = parseDescription(JSON.parse(readFileSync('models/recogniser.json', 'utf8')));
const [count, , windows] = negatives?.shape ?? [0, 0, 0];
const PLACES_TRIED = Math.ceil(count / 4) * windows;
let world: DeskWorld;

beforeAll(async () => {
  world = await openDeskWorld(await buildForTest(), 'en');
  await world.desk.goto(`${world.address}#packs`);
  await world.desk.getByText('Shipped pack, version').waitFor();
});
afterAll(async () => {
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
  removeTemporary();
});

const button = (name: string | RegExp) => world.desk.getByRole('button', { name });
const importing = () => world.desk.getByLabel('Import or update a pack');
const jsonFile = (text: string) => ({ name: 'pack.json', mimeType: 'application/json', buffer: Buffer.from(text) });

describe('packs of a person’s own', () => {
  it('are tried with what each picture brings, and kept with a threshold chosen on a curve', async () => {
    await world.desk
      .getByLabel('Pictures, or a video')
      .setInputFiles([
        ...PICTURES.map((path, i) => ({ name: `momoru-${i}.png`, mimeType: 'image/png', buffer: readFileSync(path) })),
        { name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('no picture') },
      ]);
    await world.desk.getByText('Could not be read: broken.png').waitFor();
    expect(await world.desk.locator('.picture').count()).toBe(5);
    await button('Try with 5 pictures').click();
    await world.desk.getByText(/Found: \d+% of the views/).waitFor({ timeout: 150_000 });
    expect(await world.desk.getByText(/^Found in \d of 9 views by the others$/).count()).toBe(5);
    await world.desk
      .getByText(new RegExp(`Of ${IMPOSTORS * OTHER_VIEWS} views of drawn impostors .*, \\d+ match\\.`))
      .waitFor();
    await world.desk.getByText(`Of ${PLACES_TRIED} places in pictures of nobody`).waitFor();
    expect(await brokenRules(world.desk)).toEqual([]);
    await world.desk.getByRole('slider').fill('0.3');
    await world.desk.getByText('Threshold: 0.30').waitFor();
    await button('Use this entry').click();
    await world.desk.getByText('Give at least one name').waitFor();
    await world.desk.getByLabel('Names, one').fill('en=Momoru\nja=モモル');
    await world.desk.getByLabel('Rightsholder').fill('Sample Studio');
    await button('Use this entry').click();
    await world.desk.getByText('“Momoru” is in use now.').waitFor();
    await world.desk.getByRole('switch', { name: 'Momoru' }).waitFor();
  });

  it('stand on the accuracy page with what was estimated of them, beside what the person said of their flags', async () => {
    const [flag] = deskFlags(20, Date.now()).filter(({ verdict }) => verdict.entries.length > 0);
    const entries = flag!.verdict.entries.map((found) => ({ ...found, entry: 'own-momoru' }));
    await seedFlags(world.desk, [
      { ...flag!, key: 'generic:mine', feedback: 'right', verdict: { ...flag!.verdict, entries } },
    ]);
    await world.desk.goto(`${world.address}#accuracy`);
    await world.desk.reload();
    const line = world.desk.locator('[data-entry="own-momoru"]');
    await line.getByText(/^Found: \d+% of the views of a picture that was left out/).waitFor();
    await line.getByText(/^Made on \d{4}-\d\d-\d\d from 5 pictures, with the threshold 0\.30\.$/).waitFor();
    await line.getByText('Flags: 1. Right: 1, wrong: 0.').waitFor();
    expect(await brokenRules(world.desk)).toEqual([]);
    await world.desk.goto(`${world.address}#packs`);
  });

  it('are loaded by the engine, and left out again when they are switched off', async () => {
    const detail = () =>
      world.desk.evaluate(async () => {
        const { engine } = await chrome.storage.session.get<{ engine?: { detail: string } }>('engine');
        return engine?.detail ?? '';
      });
    const look = async (): Promise<string> => {
      const engine = await world.context.newPage();
      await engine.goto(new URL('../engine/engine.html', world.address).href);
      await vi.waitFor(async () => expect(await detail()).toContain('packs lookalike@'), SOON);
      const said = await detail();
      await engine.close();
      await world.desk.evaluate(() => chrome.storage.session.remove('engine'));
      return said;
    };
    expect(await look()).toContain('own-momoru@1');
    await world.desk.getByRole('switch', { name: 'Momoru' }).click();
    const isOn = () => world.desk.getByRole('switch', { name: 'Momoru' }).isChecked();
    await vi.waitFor(async () => expect(await isOn()).toBe(false), SOON);
    expect(await look()).not.toContain('own-momoru');
  });

  it('go out and come in as a file, a newer one in place of the older', async () => {
    const [saved] = await Promise.all([world.desk.waitForEvent('download'), button('Export Momoru').click()]);
    const text = readFileSync(await saved.path(), 'utf8');
    const pack = JSON.parse(text) as { version: string; entries: { names: unknown; prototypes: string }[] };
    expect(pack.entries[0]!.names).toEqual({ en: ['Momoru'], ja: ['モモル'] });
    await importing().setInputFiles(jsonFile(JSON.stringify({ ...pack, version: '7' })));
    await world.desk.getByText('Version 7. Rights: Sample Studio').waitFor();
    expect(await world.desk.locator('.pack-line').count()).toBe(1);
  });

  it.each([
    ['no JSON', '{]', 'is no pack, or it is damaged'],
    ['another format', '{"format":"other"}', 'is no pack, or it is damaged'],
    [
      'entries of the shipped pack',
      JSON.stringify({ ...JSON.parse(readFileSync('models/packs/lookalike.json', 'utf8')), id: 'copy' }),
      'has an entry that is there already',
    ],
    [
      'another model',
      JSON.stringify({ ...JSON.parse(readFileSync('models/packs/lookalike.json', 'utf8')), recogniser: '9.9' }),
      'was made for another model',
    ],
  ])('are refused with %s, and told why', async (_, text, why) => {
    await importing().setInputFiles(jsonFile(text));
    await world.desk.getByText(why).waitFor();
    expect(await world.desk.locator('.pack-line').count()).toBe(1);
  });

  it('are removed with a copy saved', async () => {
    const [saved] = await Promise.all([world.desk.waitForEvent('download'), button('Remove Momoru').click()]);
    expect(JSON.parse(readFileSync(await saved.path(), 'utf8'))).toMatchObject({ id: 'own-momoru' });
    await world.desk.getByText('“own-momoru” is removed').waitFor();
    expect(await world.desk.locator('.pack-line').count()).toBe(0);
  });

  it('can be made from frames of a local video, of which a person leaves some out', async () => {
    const path = join(folder, 'clip.webm');
    const source = 'testsrc=size=320x240:rate=10:duration=2';
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', source, '-c:v', 'libvpx', path]);
    await world.desk.getByLabel('Pictures, or a video').setInputFiles(path);
    await world.desk.locator('.picture').nth(11).waitFor();
    await button(/^Leave out clip\.webm 0\.\d s$/)
      .first()
      .click();
    await button('Try with 11 pictures').waitFor();
    for (let left = 11; left > 0; left--)
      await button(/^Leave out clip/)
        .first()
        .click();
    expect(await button('Try with 0 pictures').isDisabled()).toBe(true);
  });

  it('that no longer go with the model say so, and damaged ones are copied out before they are dropped', async () => {
    const shipped = JSON.parse(readFileSync('models/packs/lookalike.json', 'utf8')) as { entries: object[] };
    const entries = [{ ...shipped.entries[0], id: 'own-older', names: { en: ['Older'] } }];
    const older = { ...shipped, id: 'own-older', recogniser: '0.0.1', entries };
    const records = [
      { id: 'own-older', isOn: true, addedAt: 1, file: older },
      { id: 'broken', isOn: true, addedAt: 2, file: { half: 'a pack' } },
    ];
    await putRecords(world.desk, { database: 'lookalike-packs', store: 'packs', records });
    await world.desk.reload();
    await world.desk.getByText('Not used: The pack “own-older” was made for another model.').waitFor();
    await world.desk.getByText('Stored packs that are damaged and not used: 1').waitFor();
    expect(await brokenRules(world.desk)).toEqual([]);
    const drop = button('Save a copy and drop them');
    const [saved] = await Promise.all([world.desk.waitForEvent('download'), drop.click()]);
    expect(JSON.parse(readFileSync(await saved.path(), 'utf8'))).toMatchObject([{ file: { half: 'a pack' } }]);
    await drop.waitFor({ state: 'detached' });
    expect(await world.desk.locator('.pack-line').count()).toBe(1);
  });
});

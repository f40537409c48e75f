import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seal } from '../../src/evidence/seal.ts';
import { generateKey, linkTo } from '../../src/evidence/signature.ts';
import { writeZip } from '../../src/evidence/zip.ts';
import { brokenRules } from '../axe.ts';
import { type DeskWorld, openDeskWorld } from '../desk-world.ts';
import { filesIn, rubyFrame, sealedFlag, sealingBy, tinyRecogniser } from '../evidence.ts';
import { buildForTest, removeTemporary, temporary } from '../popup-world.ts';

const ONE = new Uint8Array(1);

/** A bundle of another browser, whose key was rotated. */
async function rotatedBundle(): Promise<Uint8Array> {
  const [old, next] = [await generateKey(), await generateKey()];
  const sealing = await sealingBy(next);
  const key = { ...sealing.key, link: await linkTo(old, sealing.key.public) };
  return (await seal(new Map(), { ...sealing, key }, next)).zip;
}

/** The same with a handover that the old key never signed. */
async function stolenBundle(): Promise<Uint8Array> {
  const [old, stranger, next] = [await generateKey(), await generateKey(), await generateKey()];
  const sealing = await sealingBy(next);
  const { previous } = await linkTo(old, sealing.key.public);
  const key = { ...sealing.key, link: { ...(await linkTo(stranger, sealing.key.public)), previous } };
  return (await seal(new Map(), { ...sealing, key }, next)).zip;
}

async function goodBundle(): Promise<Uint8Array<ArrayBuffer>> {
  const recogniser = await tinyRecogniser();
  const { zip } = await sealedFlag([await rubyFrame(recogniser)]);
  await recogniser.dispose();
  return zip;
}

/** One name twice: the other is written over with it, in the entry and in the list of entries. */
function twice(): Uint8Array {
  const files = new Map([
    ['aa.txt', ONE],
    ['ab.txt', ONE],
  ]);
  const text = Buffer.from(writeZip(files)).toString('latin1').replaceAll('ab.txt', 'aa.txt');
  return Buffer.from(text, 'latin1');
}

describe('the page that verifies', () => {
  let world: DeskWorld;
  let good: Uint8Array<ArrayBuffer>;
  const folder = temporary('bundles');
  beforeAll(async () => {
    good = await goodBundle();
    world = await openDeskWorld(await buildForTest(), 'en');
    await world.desk.goto(world.address.replace('desk.html', 'verify/verify.html'));
  });
  afterAll(async () => {
    await world?.close();
    removeTemporary();
  });

  /** What the page says of each file, dropped together. */
  async function told(files: Readonly<Record<string, Uint8Array>>): Promise<Record<string, string>> {
    const { desk } = world;
    const before = await desk.locator('[data-result]').count();
    const paths = Object.entries(files).map(([name, bytes]) => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    });
    await desk.locator('input[type=file]').setInputFiles(paths);
    await desk
      .locator('[data-result]')
      .nth(before + paths.length - 1)
      .waitFor();
    const texts = await desk.locator('[data-result]').allTextContents();
    return Object.fromEntries(
      Object.keys(files).map((name) => [name, texts.find((text) => text.includes(name)) ?? 'nothing']),
    );
  }

  it('says of each bad file what is wrong with it, and goes on with the next', async () => {
    const bad: Readonly<Record<string, [Uint8Array, string]>> = {
      'empty.zip': [new Uint8Array(0), 'no ZIP, or cut off'],
      'half.zip': [good.slice(0, good.length / 2), 'no ZIP, or cut off'],
      'packed.zip': [zipSync(Object.fromEntries(filesIn(good)), { level: 6 }), 'packed again by another program'],
      'bomb.zip': [
        zipSync({ 'zeros.bin': new Uint8Array(5_000_000) }, { level: 9 }),
        'packed again by another program',
      ],
      'leads-out.zip': [zipSync({ '../evil.txt': ONE }, { level: 0 }), 'a name that leads out of its folder'],
      'twice.zip': [twice(), 'twice in the ZIP'],
      'foreign.zip': [zipSync({ 'readme.txt': ONE }, { level: 0 }), 'no evidence bundle of Lookalike'],
      'added.zip': [writeZip(new Map(filesIn(good)).set('note.txt', ONE)), 'added after sealing'],
      'stolen.zip': [await stolenBundle(), 'claims an earlier key that never signed for this one'],
    };
    const texts = await told(Object.fromEntries(Object.entries(bad).map(([name, [bytes]]) => [name, bytes])));
    for (const [name, [, message]] of Object.entries(bad))
      expect([name, texts[name]]).toEqual([name, expect.stringContaining(message)]);
    expect(await world.desk.locator('[data-result=intact]').count()).toBe(0);
    expect(await brokenRules(world.desk)).toEqual([]);
  });

  it('says whose key it may be, which key that one follows, and which model is not the one installed here', async () => {
    const texts = await told({ 'good.zip': good, 'rotated.zip': await rotatedBundle() });
    expect(texts['good.zip']).toContain('Sealed by another browser, with this key');
    expect(texts['good.zip']).toContain('Another model or pack is installed here');
    expect(texts['rotated.zip']).toContain('Follows this earlier key, which signed for it');
    expect(await world.desk.locator('[data-result=intact]').count()).toBe(2);
    expect(await world.desk.locator('[data-result=broken]').count()).toBe(9);
  });
});

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrtRecogniser } from '../src/ort-recogniser.ts';
import { verify as runVerify } from './by-hand.ts';
import { rubyFrame, sealedFlag, tinyRecogniser } from './evidence.ts';
import { newFolder, writeTinyModels } from './tiny-model.ts';

const models = writeTinyModels();
const folder = newFolder();
/** Each run starts Node and the runtime of the model anew. */
const SLOW = { timeout: 120_000 };
afterAll(() => {
  for (const made of [models, folder]) rmSync(made, { recursive: true });
});

const verify = (...args: string[]) => runVerify(models, ...args);

describe('npm run verify', () => {
  let recogniser: OrtRecogniser;
  let good: string;
  let key: string;
  beforeAll(async () => {
    recogniser = await tinyRecogniser();
    const { zip, manifest } = await sealedFlag([await rubyFrame(recogniser)]);
    good = join(folder, 'good.zip');
    key = manifest.key.public;
    writeFileSync(good, zip);
  });
  afterAll(() => recogniser.dispose());

  /** A changed caption, and a reading that the model never gave. */
  async function writeBad(): Promise<string[]> {
    const frame = await rubyFrame(recogniser);
    const changed = (await sealedFlag([frame])).zip;
    changed[Buffer.from(changed).indexOf('yellow mouse')] = 0x59;
    const matches = frame.reading.matches.map((match) => ({ ...match, entry: 'style-moss' }));
    const invented = (await sealedFlag([{ ...frame, reading: { ...frame.reading, matches } }])).zip;
    return [changed, invented].map((zip, i) => {
      const path = join(folder, `bad-${i}.zip`);
      writeFileSync(path, zip);
      return path;
    });
  }

  it('accepts a bundle sealed with the key asked for, and says that the model says the same again', SLOW, async () => {
    const { status, out } = await verify(good, '--key', key.toUpperCase());
    expect([status, out]).toEqual([0, expect.stringContaining('reproduced: the same model says the same')]);
    expect(out).toContain(key);
    expect(out).toContain('ruby');
  });

  it(
    'names what was changed, contradicts a reading that is not the model’s, and accepts no other key',
    SLOW,
    async () => {
      const { status, out } = await verify(good, ...(await writeBad()), '--key', '00'.repeat(32));
      expect(status).toBe(1);
      for (const part of ['flag.json was changed after sealing', 'DIFFERS', 'another key']) expect(out).toContain(part);
    },
  );

  it('says what it needs when it is used wrongly', SLOW, async () => {
    expect(await verify(join(folder, 'nothing.zip'))).toMatchObject({
      status: 2,
      out: expect.stringContaining('ENOENT'),
    });
  });
});

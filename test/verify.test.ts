import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../src/evidence/manifest.ts';
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
    expect(out).toContain(`build.json of the extension ${'cd'.repeat(32)}`);
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

  it('gives one line for each file that is no bundle, and goes on with the next', SLOW, async () => {
    const write = (name: string, bytes: Uint8Array): string => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    };
    const huge = write('huge.zip', new Uint8Array(0));
    // Takes no room on the disk: all of it is a hole.
    truncateSync(huge, LIMITS.zipBytes + 1);
    const bytes = new Uint8Array(readFileSync(good));
    const paths = [
      huge,
      write('half.zip', bytes.slice(0, bytes.length / 2)),
      write('leads-out.zip', zipSync({ '../evil.txt': new Uint8Array(1) }, { level: 0 })),
      write('foreign.zip', zipSync({ 'readme.txt': new Uint8Array(1) }, { level: 0 })),
      good,
    ];
    const { status, out } = await verify('--no-model', ...paths);
    expect(status).toBe(1);
    for (const part of [
      'the file is larger than a bundle may be',
      'the file is no ZIP, or is cut off',
      '../evil.txt has a name that leads out of its folder',
      'the file is no evidence bundle of Lookalike',
      'intact: every file is as it was sealed',
    ])
      expect(out).toContain(part);
    expect(new Uint8Array(readFileSync(good))).toEqual(bytes);
  });

  it('says what it needs when it is used wrongly', SLOW, async () => {
    expect(await verify(join(folder, 'nothing.zip'))).toMatchObject({
      status: 2,
      out: expect.stringContaining('ENOENT'),
    });
  });
});

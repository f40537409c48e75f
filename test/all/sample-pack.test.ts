import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeSamplePack, samplePack } from '../../scripts/sample/pack.ts';
import { CACHE } from '../../scripts/sample/render.ts';

const TIMEOUT_MS = 900_000;

/** Everything but the day it was made. */
const withoutDate = (pack: unknown): string => JSON.stringify(pack).replace(/"date":"[^"]*"/g, '');

it('pack:build makes the kept pack of the sample from its pictures, to the bit', { timeout: TIMEOUT_MS }, async () => {
  mkdirSync(CACHE, { recursive: true });
  const kept = JSON.parse(readFileSync(await samplePack(), 'utf8'));
  expect(withoutDate(await makeSamplePack(join(CACHE, 'made-again.json')))).toBe(withoutDate(kept));
});

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paintedPng } from '../painted.ts';
import { type Colour, newFolder, writeTinyModels } from '../tiny-model.ts';
import { linesOf, runScript } from './run-script.ts';

/** Each run starts Node anew, which takes long on a busy machine. */
const TIMEOUT_MS = 120_000;
const RED: Colour = [255, 0, 0];
const BLUE: Colour = [0, 0, 255];

/** label, colour of the thing, source, split. One ruby is missed, one stranger is taken for a ruby. */
const PICTURES: readonly (readonly [string, Colour, string, string])[] = [
  ...Array.from({ length: 5 }, () => ['ruby', RED, 'one', 'dev'] as const),
  ['ruby', BLUE, 'two', 'dev'],
  ['ruby', RED, 'two', 'train'],
  ...Array.from({ length: 3 }, () => ['neg-drawn', BLUE, 'three', 'dev'] as const),
  ['neg-drawn', RED, 'three', 'dev'],
];

let models: string;
let data: string;
const evaluate = (...args: string[]) => runScript('evaluate', ['--models', models, ...args]);

beforeAll(() => {
  models = writeTinyModels();
  data = newFolder();
  mkdirSync(join(data, 'images'));
  const rows = PICTURES.map(([label, colour, source, split], i) => {
    const path = `images/${i}.png`;
    const patches = [{ colour, at: [40, 40, 90, 90] as const }];
    writeFileSync(join(data, path), paintedPng({ width: 160, height: 160, ground: [255, 255, 255], patches }));
    return [path, label, '', 'artwork', split, source].join('\t');
  });
  writeFileSync(join(data, 'index.tsv'), ['path\tlabel\talso\tmedium\tsplit\tsource', ...rows, ''].join('\n'));
});
afterAll(() => {
  for (const folder of [models, data]) rmSync(folder, { recursive: true, force: true });
});

describe('evaluate', { timeout: TIMEOUT_MS }, () => {
  it('prints the error table of a split and writes every score of every picture', async () => {
    const scores = join(data, 'scores.jsonl');
    const { code, out } = await evaluate('--data', data, '--split', 'dev', '--scores', scores);
    expect(code).toBe(0);
    expect(out).toContain('Split "dev": 10 pictures, recogniser tiny-1, packs lookalike@1.');
    expect(out).toMatch(/^ruby +6 +2 +83 % \(5\) +\d+ % - \d+ % /m);
    expect(out).toMatch(/^style-moss +0 +0 +unmeasured/m);
    expect(out).toContain('Macro recall at flag over 1 measured entries (5 pictures or more): 83.3 %');
    expect(out).toContain('False matches at flag, any entry: 1 of 4 negatives, 25.00 %');
    expect(out).toContain('Matched as: ruby 1.');
    const lines = linesOf(readFileSync(scores, 'utf8')).map((line) => JSON.parse(line));
    expect(lines.map(({ path }) => path)).toEqual([0, 1, 2, 3, 4, 5, 7, 8, 9, 10].map((i) => `images/${i}.png`));
    for (const { matches } of lines) {
      expect(matches.map(({ id }: { id: string }) => id)).toEqual(['ruby', 'style-moss']);
      for (const { score } of matches) expect(score).toBeGreaterThanOrEqual(0);
    }
    expect(lines[0].matches[0].score).toBeGreaterThan(0.8);
  });

  it('shows the pictures as video does, and says what each way costs', async () => {
    const file = join(data, 'altered.json');
    const { code, out } = await evaluate('--data', data, '--altered', file);
    expect(code).toBe(0);
    expect(out).toMatch(/^crf35 +6 +1 +83.3 % +83.3 % +0.0 % +[01] \(0\) of 1/m);
    const found = JSON.parse(readFileSync(file, 'utf8'));
    expect(Object.keys(found.ways)).toEqual(['half', 'mirrored', 'tall', 'overlaid', 'together', 'crf35', 'busy']);
    expect(found.ways.mirrored.loss).toBe(0);
  });

  it('names pictures that could not be read, counts the others, and exits with 1', async () => {
    const broken = newFolder();
    mkdirSync(join(broken, 'images'));
    writeFileSync(join(broken, 'images/0.png'), readFileSync(join(data, 'images/0.png')));
    writeFileSync(join(broken, 'images/1.png'), 'no picture');
    const index = linesOf(readFileSync(join(data, 'index.tsv'), 'utf8')).slice(0, 3);
    writeFileSync(join(broken, 'index.tsv'), index.join('\n'));
    const { code, out, err } = await evaluate('--data', broken);
    rmSync(broken, { recursive: true });
    expect(code).toBe(1);
    expect(out).toContain('1 pictures');
    expect(out).toContain('Could not be read: 1: images/1.png');
    expect(err).toContain('images/1.png could not be read: ');
  });

  it.each<[string, string[], RegExp]>([
    ['no data folder named', [], /^Usage/],
    ['no index', ['--data', '/nowhere'], /^evaluate: There is no /],
    ['an empty split', ['--data', 'DATA', '--split', 'other'], /^evaluate: No picture of .* is in the split "other"/],
  ])('exits with 2 and one message for %s', async (_name, args, message) => {
    const { code, out, err } = await evaluate(...args.map((arg) => (arg === 'DATA' ? data : arg)));
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});

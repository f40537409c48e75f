import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isCentreIn, readBoxes } from '../scripts/evaluate-boxes.ts';

const HEAD = 'path\tlabel\tx1\ty1\tx2\ty2\n';

describe('boxes drawn by hand', () => {
  it('are read by picture, several of one picture together', () => {
    const text = `${HEAD}a.webp\truby\t0\t0.1\t0.5\t0.6\nb.webp\tmoss\t0\t0\t1\t1\na.webp\truby\t0.5\t0.5\t1\t1\n`;
    const boxes = readBoxes(text);
    expect(boxes.map(({ path, label, boxes }) => [path, label, boxes.length])).toEqual([
      ['a.webp', 'ruby', 2],
      ['b.webp', 'moss', 1],
    ]);
    expect(boxes[0]?.boxes[0]).toEqual({ x: 0, y: 0.1, width: 0.5, height: 0.5 });
  });

  it.each(['a.webp\truby\t0.5\t0\t0.5\t1', 'a.webp\truby\t0\t0\t1'])('refuses %j', (line) => {
    expect(() => readBoxes(HEAD + line)).toThrow('has no box');
  });

  it.each<[string, readonly [number, number], boolean]>([
    ['in the first', [0.1, 0.1], true],
    ['in the second', [0.7, 0.7], true],
    ['in neither', [0.1, 0.7], false],
  ])('hold a centre %s or not', (_, [x, y], isIn) => {
    const boxes = [
      { x: 0, y: 0, width: 0.4, height: 0.4 },
      { x: 0.6, y: 0.6, width: 0.4, height: 0.4 },
    ];
    expect(isCentreIn({ x: x - 0.05, y: y - 0.05, width: 0.1, height: 0.1 }, boxes)).toBe(isIn);
  });

  it('lie inside their pictures', () => {
    const text = readFileSync(fileURLToPath(new URL('../scripts/train/boxes.tsv', import.meta.url)), 'utf8');
    const pictures = readBoxes(text);
    expect(pictures.length).toBeGreaterThanOrEqual(100);
    for (const { x, y, width, height } of pictures.flatMap((picture) => picture.boxes)) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1 + 1e-9);
    }
  });
});

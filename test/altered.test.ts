import { describe, expect, it } from 'vitest';
import { ALTERATIONS } from '../scripts/altered/alterations.ts';
import { figureOf, placedOn } from '../scripts/altered/busy.ts';
import { rowsToShow } from '../scripts/altered/measure.ts';
import { pictureOf, sheetOf } from '../scripts/altered/picture.ts';
import { shownOf } from '../scripts/altered/tally.ts';
import type { RgbaPicture } from '../src/pack-build/sheet.ts';
import { seededRandom } from '../src/seeded-random.ts';

/** Blue on white, a red block at the left. */
function picture(width: number, height: number): RgbaPicture {
  const sheet = sheetOf({ width, height, rgba: new Uint8ClampedArray(width * height * 4).fill(255) });
  const pen = sheet.getContext('2d');
  pen.fillStyle = 'rgb(255 0 0)';
  pen.fillRect(10, 20, 30, 40);
  return pictureOf(sheet);
}

const redAt = ({ width, rgba }: RgbaPicture, x: number, y: number): boolean =>
  (rgba[(y * width + x) * 4 + 1] ?? 0) < 128;
const altered = (name: string, from: RgbaPicture) => ALTERATIONS[name]?.(from, seededRandom(1)) ?? from;

describe('pictures shown as video shows them', () => {
  it.each([
    ['half', 160, 90, 80, 45],
    ['mirrored', 160, 90, 160, 90],
    ['tall', 160, 90, 51, 90],
    ['tall', 40, 90, 40, 90],
    ['overlaid', 160, 90, 160, 90],
    ['together', 160, 90, 80, 45],
  ])('%s: %i x %i becomes %i x %i', (name, width, height, wide, high) => {
    const shown = altered(name, picture(width, height));
    expect([shown.width, shown.height]).toEqual([wide, high]);
  });

  it('are mirrored about the middle', () => {
    const shown = altered('mirrored', picture(160, 90));
    expect([redAt(shown, 20, 40), redAt(shown, 140, 40)]).toEqual([false, true]);
  });

  it('have something drawn over them, the same in every run', () => {
    const [plain, shown] = [picture(160, 90), altered('overlaid', picture(160, 90))];
    expect(shown.rgba).not.toEqual(plain.rgba);
    expect(shown.rgba).toEqual(altered('overlaid', picture(160, 90)).rgba);
  });
});

describe('a figure on a busy ground', () => {
  it('is cut out of a plain ground, to its edges', () => {
    const figure = figureOf(picture(160, 90));
    expect([figure?.width, figure?.height]).toEqual([30, 40]);
  });

  it('is a quarter to a half as high as the frame, and lies where it is said to', () => {
    const figure = figureOf(picture(160, 90))!;
    const random = seededRandom(4);
    const ground = { width: 60, height: 60, rgba: new Uint8ClampedArray(60 * 60 * 4).fill(255) };
    for (let i = 0; i < 20; i++) {
      const { picture: frame, box, isOn } = placedOn(figure, ground, random);
      expect(box.height).toBeGreaterThanOrEqual(0.25);
      expect(box.height).toBeLessThanOrEqual(0.5);
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      expect(isOn(x, y)).toBe(true);
      expect(isOn(box.x - 0.02, y)).toBe(false);
      expect(redAt(frame, Math.floor(x * frame.width), Math.floor(y * frame.height))).toBe(true);
    }
  });

  it('is not made of a picture whose ground is not plain', () => {
    const random = seededRandom(2);
    const rgba = new Uint8ClampedArray(50 * 50 * 4).map((_, i) => (i % 4 === 3 ? 255 : random() * 255));
    expect(figureOf({ width: 50, height: 50, rgba })).toBeNull();
  });
});

describe('what is shown', () => {
  const rows = (label: string, count: number) =>
    Array.from({ length: count }, (_, i) => ({ path: `${i}`, label, also: [], medium: '', split: 'dev', source: '' }));

  it('is no more than twenty pictures of an entry, none of an entry with too few, and some negatives', () => {
    const shown = rowsToShow(
      [...rows('ruby', 70), ...rows('opal', 20), ...rows('moss', 4), ...rows('neg', 17)],
      ['ruby', 'opal', 'moss'],
    );
    const count = (name: string): number => shown.filter(({ label }) => label === name).length;
    expect(['ruby', 'opal', 'moss', 'neg'].map(count)).toEqual([20, 20, 0, 2]);
    expect(shown.at(19)?.path).toBe('67');
  });
});

describe('what showing them so costs', () => {
  const row = (label: string) => ({ path: '', label, also: [], medium: 'artwork', split: 'dev', source: 'one' });
  const judged = (label: string, ...flagged: string[]) => ({ row: row(label), flagged });

  it('is the recall that is lost, over entries with enough pictures', () => {
    const plain = [...Array.from({ length: 5 }, () => judged('ruby', 'ruby')), judged('moss', 'moss'), judged('neg')];
    const shown = [
      ...Array.from({ length: 3 }, () => judged('ruby', 'ruby')),
      ...Array.from({ length: 2 }, () => judged('ruby')),
      judged('moss'),
      judged('neg', 'ruby'),
    ];
    expect(shownOf(shown, plain, ['ruby', 'moss'])).toEqual({
      pictures: 6,
      entries: 1,
      macroRecall: 0.6,
      plainMacroRecall: 1,
      loss: 0.4,
      negatives: 1,
      falseMatches: 1,
      plainFalseMatches: 0,
      byEntry: { ruby: [3, 5, 5] },
    });
  });
});

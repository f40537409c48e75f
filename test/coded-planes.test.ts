import { describe, expect, it } from 'vitest';
import { codedPixels } from '../src/coded-planes.ts';
import { type ColourMatrix, type RawPixels, toSmallPicture, wholePicture } from '../src/pixels.ts';
import { seededRandom } from '../src/seeded-random.ts';

const SIZES = [
  [64, 36],
  [34, 18],
  [90, 160],
] as const;

/** A coded picture whose colours all fit into RGB, in patches as videos have them. */
function codedPicture(width: number, height: number, matrix: ColourMatrix): RawPixels {
  const random = seededRandom(11);
  const [across, down] = [(width + 1) >> 1, (height + 1) >> 1];
  const luma = Array.from({ length: width * height }, () => 90 + Math.floor(random() * 60));
  const chroma = Array.from({ length: 2 * across * down }, () => 113 + Math.floor(random() * 30));
  return {
    format: 'I420',
    data: Uint8Array.from([...luma, ...chroma]),
    layout: [
      { offset: 0, stride: width },
      { offset: width * height, stride: across },
      { offset: width * height + across * down, stride: across },
    ],
    visible: { x: 0, y: 0, width, height },
    rotation: 0,
    matrix,
    isFullRange: false,
    display: { width, height },
  };
}

/** As a browser draws it. */
function drawn(raw: RawPixels) {
  const { width, height, pixels } = wholePicture(raw);
  const data = Uint8Array.from({ length: width * height * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : (pixels[(i >> 2) * 3 + (i % 4)] ?? 0),
  );
  return { width, height, data };
}

const farthest = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? 999))), 0);

describe('a drawn picture taken back to its planes', () => {
  it.each(SIZES.flatMap((size) => (['bt601', 'bt709'] as const).map((matrix) => [size, matrix] as const)))(
    'has them again, to one step, at %j in %s',
    ([width, height], matrix) => {
      const raw = codedPicture(width, height, matrix);
      const back = codedPixels(drawn(raw), matrix, raw.display);
      expect(back).toMatchObject({ layout: raw.layout, visible: raw.visible, display: raw.display });
      expect(back.data).toHaveLength(raw.data.length);
      expect(farthest(back.data, raw.data)).toBeLessThanOrEqual(1);
    },
  );

  it('is made small as the decoded one is', () => {
    const raw = codedPicture(90, 160, 'bt601');
    const small = toSmallPicture(codedPixels(drawn(raw), 'bt601', raw.display), 40);
    expect(farthest(small.pixels, toSmallPicture(raw, 40).pixels)).toBeLessThanOrEqual(1);
  });

  it('has as many chroma samples as a coded one where a side is odd', () => {
    const raw = codedPicture(33, 17, 'bt601');
    const { data, layout } = codedPixels(drawn(raw), 'bt601', raw.display);
    expect([data.length, layout]).toEqual([raw.data.length, raw.layout]);
  });

  it('keeps its colours where the matrix of the video was another', () => {
    const raw = codedPicture(64, 36, 'bt709');
    const small = toSmallPicture(codedPixels(drawn(raw), 'bt601', raw.display), 16);
    expect(farthest(small.pixels, toSmallPicture(raw, 16).pixels)).toBeLessThanOrEqual(3);
  });
});

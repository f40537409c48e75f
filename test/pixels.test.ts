import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { rawStillSchema } from '../src/evidence/raw-still.ts';
import {
  type ColourMatrix,
  fitInside,
  matrixOf,
  type RawFormat,
  type RawPixels,
  type Rotation,
  toSmallPicture,
  wholePicture,
} from '../src/pixels.ts';

type Rgb = readonly [number, number, number];

const SHARES: Record<ColourMatrix, readonly [number, number]> = {
  bt601: [0.299, 0.114],
  bt709: [0.2126, 0.0722],
  bt2020: [0.2627, 0.0593],
};

/** The textbook way there: RGB to luma and chroma. The code under test goes the way back. */
function toYuv([red, green, blue]: Rgb, matrix: ColourMatrix, isFullRange: boolean): Rgb {
  const [kr, kb] = SHARES[matrix];
  const luma = kr * red + (1 - kr - kb) * green + kb * blue;
  const u = (blue - luma) / (2 * (1 - kb));
  const v = (red - luma) / (2 * (1 - kr));
  if (isFullRange) return [Math.round(luma), Math.round(u + 128), Math.round(v + 128)];
  return [Math.round(16 + (luma * 219) / 255), Math.round(128 + (u * 224) / 255), Math.round(128 + (v * 224) / 255)];
}

interface Shot {
  readonly width: number;
  readonly height: number;
  readonly paint: (x: number, y: number) => Rgb;
  readonly matrix?: ColourMatrix;
  readonly isFullRange?: boolean;
  readonly padding?: number;
}

function rawOf(format: RawFormat, shot: Shot): RawPixels {
  const { width, height, paint, matrix = 'bt709', isFullRange = false, padding = 5 } = shot;
  const base = {
    visible: { x: 0, y: 0, width, height },
    rotation: 0 as const,
    matrix,
    isFullRange,
    display: { width, height },
  };
  const isYuv = format === 'I420' || format === 'NV12';
  const stride = (isYuv ? width : width * 4) + padding;
  if (!isYuv) {
    const data = new Uint8Array(stride * height).fill(77);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const [red, green, blue] = paint(x, y);
        data.set(format.startsWith('B') ? [blue, green, red, 255] : [red, green, blue, 255], y * stride + x * 4);
      }
    return { ...base, format, data, layout: [{ offset: 0, stride }] };
  }
  const half = { width: (width + 1) >> 1, height: (height + 1) >> 1 };
  const step = format === 'NV12' ? 2 : 1;
  const chromaStride = half.width * step + padding;
  const offsets = [0, stride * height, stride * height + (format === 'NV12' ? 1 : chromaStride * half.height)];
  const data = new Uint8Array(stride * height + 2 * chromaStride * half.height + 2).fill(77);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [luma, u, v] = toYuv(paint(x, y), matrix, isFullRange);
      data[y * stride + x] = luma;
      const at = (y >> 1) * chromaStride + (x >> 1) * step;
      data[(offsets[1] ?? 0) + at] = u;
      data[(offsets[2] ?? 0) + at] = v;
    }
  const chroma = (i: number) => ({ offset: offsets[i] ?? 0, stride: chromaStride });
  return {
    ...base,
    format,
    data,
    layout: [{ offset: 0, stride }, chroma(1), ...(format === 'NV12' ? [] : [chroma(2)])],
  };
}

const ORANGE: Rgb = [255, 120, 20];
const QUARTERS: readonly Rgb[] = [
  [220, 30, 30],
  [30, 200, 40],
  [40, 50, 210],
  [230, 220, 40],
];
/** Red top left, green top right, blue bottom left, yellow bottom right. */
const quarters =
  (width: number, height: number) =>
  (x: number, y: number): Rgb =>
    QUARTERS[(y >= height / 2 ? 2 : 0) + (x >= width / 2 ? 1 : 0)] ?? ORANGE;

const pixelAt = ({ width, pixels }: { width: number; pixels: Uint8Array }, x: number, y: number): number[] => [
  ...pixels.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
];
const expectNear = (found: readonly number[], wanted: readonly number[], by = 3): void => {
  for (const [i, value] of wanted.entries()) expect(Math.abs((found[i] ?? -99) - value)).toBeLessThanOrEqual(by);
};

describe('toSmallPicture', () => {
  it.each(
    (['bt601', 'bt709', 'bt2020'] as const).flatMap((matrix) =>
      [true, false].flatMap((isFullRange) =>
        (['I420', 'NV12'] as const).map((format) => ({ matrix, isFullRange, format })),
      ),
    ),
  )('gives the colour back from $format in $matrix, full range $isFullRange', ({ matrix, isFullRange, format }) => {
    const raw = rawOf(format, { width: 64, height: 32, paint: () => ORANGE, matrix, isFullRange });
    expectNear(pixelAt(toSmallPicture(raw, 32), 10, 7), ORANGE);
  });

  it('turns the colour wrong when the matrix is wrong, so the matrix is used', () => {
    const raw = rawOf('I420', { width: 64, height: 32, paint: () => [255, 26, 0], matrix: 'bt709' });
    const [, green = 0] = pixelAt(toSmallPicture({ ...raw, matrix: 'bt601' }, 32), 5, 5);
    expect(Math.abs(green - 26)).toBeGreaterThan(10);
  });

  it.each(['I420', 'NV12', 'RGBA', 'RGBX', 'BGRA', 'BGRX'] as const)('reads padded rows of %s', (format) => {
    const raw = rawOf(format, { width: 40, height: 24, paint: quarters(40, 24), padding: 9 });
    const small = toSmallPicture(raw, 20);
    expect([small.width, small.height]).toEqual([20, 12]);
    expectNear(pixelAt(small, 3, 2), QUARTERS[0] ?? []);
    expectNear(pixelAt(small, 16, 2), QUARTERS[1] ?? []);
    expectNear(pixelAt(small, 3, 9), QUARTERS[2] ?? []);
    expectNear(pixelAt(small, 16, 9), QUARTERS[3] ?? []);
  });

  // Clockwise turns move the red quarter from the top left to these corners.
  it.each<[Rotation, number, number, number, number]>([
    [0, 40, 24, 4, 4],
    [90, 24, 40, 20, 4],
    [180, 40, 24, 36, 20],
    [270, 24, 40, 4, 36],
  ])('makes a frame turned by %d upright', (rotation, width, height, x, y) => {
    const raw = rawOf('I420', { width: 40, height: 24, paint: quarters(40, 24) });
    const small = toSmallPicture({ ...raw, rotation, display: { width, height } }, 40);
    expect([small.width, small.height]).toEqual([width, height]);
    expectNear(pixelAt(small, x, y), QUARTERS[0] ?? []);
  });

  it('shows only the visible rectangle', () => {
    const raw = rawOf('NV12', {
      width: 64,
      height: 48,
      paint: (x, y) => (x >= 16 && y >= 8 && x < 48 && y < 40 ? ORANGE : [0, 0, 255]),
    });
    const small = toSmallPicture(
      { ...raw, visible: { x: 16, y: 8, width: 32, height: 32 }, display: { width: 32, height: 32 } },
      16,
    );
    for (const at of [0, 15]) expectNear(pixelAt(small, at, at), ORANGE);
  });

  it('averages what one pixel covers', () => {
    const raw = rawOf('RGBA', {
      width: 64,
      height: 64,
      paint: (x, y) => ((x + y) % 2 === 0 ? [200, 200, 200] : [100, 100, 100]),
    });
    expectNear(pixelAt(toSmallPicture(raw, 16), 8, 8), [150, 150, 150], 1);
  });

  it('stretches pixels that are not square to the size as shown', () => {
    const raw = rawOf('I420', { width: 72, height: 48, paint: quarters(72, 48) });
    const small = toSmallPicture({ ...raw, display: { width: 96, height: 48 } }, 48);
    expect([small.width, small.height]).toEqual([48, 24]);
  });

  it('reads odd sizes to the last pixel', () => {
    const raw = rawOf('I420', { width: 35, height: 21, paint: () => ORANGE });
    const small = toSmallPicture(raw, 35);
    expectNear(pixelAt(small, 34, 20), ORANGE);
  });
});

describe('fitInside', () => {
  it.each([
    [1280, 720, 320, 320, 180],
    [720, 1280, 320, 180, 320],
    [200, 100, 320, 200, 100],
    [5000, 2, 320, 320, 1],
  ])('%d x %d within %d is %d x %d', (width, height, longSide, toWidth, toHeight) => {
    expect(fitInside({ width, height }, longSide)).toEqual({ width: toWidth, height: toHeight });
  });
});

describe('matrixOf', () => {
  it.each([
    ['bt709', 360, 'bt709'],
    ['smpte170m', 1080, 'bt601'],
    ['bt470bg', 1080, 'bt601'],
    ['bt2020-ncl', 2160, 'bt2020'],
    [null, 1080, 'bt709'],
    [undefined, 480, 'bt601'],
  ])('takes %s at height %d for %s', (name, height, matrix) => {
    expect(matrixOf(name, height)).toBe(matrix);
  });
});

describe('wholePicture', () => {
  const noisy = (x: number, y: number): Rgb => [(x * 37 + y * 11) % 256, (x * 5 + y * 91) % 256, (x * y) % 256];

  it.each(['RGBA', 'RGBX', 'BGRA', 'BGRX'] as const)('keeps every pixel of %s', (format) => {
    const { width, height, pixels } = wholePicture(rawOf(format, { width: 33, height: 17, paint: noisy, padding: 7 }));
    expect([width, height]).toEqual([33, 17]);
    expect([...pixels]).toEqual(Array.from({ length: 33 * 17 }, (_, i) => noisy(i % 33, Math.floor(i / 33))).flat());
  });

  it('keeps the brightness of every pixel of I420, and its colour where four of them share one', () => {
    const greys = (x: number, y: number): Rgb => {
      const grey = (x * 29 + y * 53) % 256;
      return [grey, grey, grey];
    };
    const { pixels } = wholePicture(rawOf('I420', { width: 32, height: 18, paint: greys }));
    for (let i = 0; i < 32 * 18; i++)
      expectNear([...pixels.subarray(i * 3, i * 3 + 3)], greys(i % 32, Math.floor(i / 32)), 1);
    const coloured = wholePicture(rawOf('NV12', { width: 40, height: 24, paint: quarters(40, 24) }));
    expectNear(pixelAt(coloured, 19, 11), QUARTERS[0] ?? []);
    expectNear(pixelAt(coloured, 20, 12), QUARTERS[3] ?? []);
  });

  it('has the size that is shown where the pixels of the video are no squares', () => {
    const raw = rawOf('I420', { width: 40, height: 24, paint: quarters(40, 24) });
    const { width, height } = wholePicture({ ...raw, display: { width: 60, height: 24 } });
    expect([width, height]).toEqual([60, 24]);
  });
});

describe('a frame on its way to the engine', () => {
  const raw = rawOf('I420', { width: 40, height: 24, paint: () => ORANGE });
  it.each<[string, object, boolean]>([
    ['as it was decoded', {}, true],
    ['larger than 4K', { display: { width: 4096, height: 2304 } }, false],
    ['of no size', { visible: { x: 0, y: 0, width: 0, height: 24 } }, false],
    ['with a plane before its beginning', { layout: [{ offset: -1, stride: 40 }] }, false],
    ['without planes', { layout: [] }, false],
    ['in a format that nobody reads', { format: 'P010' }, false],
    ['that is no bytes', { data: [1, 2, 3] }, false],
  ])('%s is judged', (_what, change, isTaken) => {
    expect(v.safeParse(rawStillSchema, { ...raw, ...change }).success).toBe(isTaken);
  });

  it('is black where its bytes end early, and never throws', () => {
    expect(wholePicture({ ...raw, format: 'RGBA', data: new Uint8Array(8) }).pixels.at(-1)).toBe(0);
  });
});

import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A network of 557 bytes: cells are 16 x 16 averages, the scene is the average of all; each becomes the unit vector of
 * (red - 0.5, green - 0.5, blue - 0.5, 0.1). Characters and styles are then colours, which a test can paint.
 */
const MODEL =
  'CAc6ogQKQAoFZnJhbWUSAXAiC0F2ZXJhZ2VQb29sKhUKDGtlcm5lbF9zaGFwZUAQQBCgAQcqEAoHc3RyaWRlc0AQQBCgAQcKKQoBcAoBdwoBYhIBYyIEQ29udioVCgxrZXJuZWxfc2hhcGVAAUABoAEHCi4KAWMSAW4iCFJlZHVjZUwyKgsKBGF4ZXNAAaABByoPCghrZWVwZGltcxgBoAECChIKAWMKAW4SBWNlbGxzIgNEaXYKHQoFZnJhbWUSAWciEUdsb2JhbEF2ZXJhZ2VQb29sCioKAWcKAXcKAWISAnM0IgRDb252KhUKDGtlcm5lbF9zaGFwZUABQAGgAQcKHQoCczQSAXMiB0ZsYXR0ZW4qCwoEYXhpcxgBoAECCi8KAXMSAnNuIghSZWR1Y2VMMioLCgRheGVzQAGgAQcqDwoIa2VlcGRpbXMYAaABAgoTCgFzCgJzbhIFc2NlbmUiA0RpdhIEdGlueSo/CAQIAwgBCAEQAUIBd0owAACAPwAAAAAAAAAAAAAAAAAAgD8AAAAAAAAAAAAAAAAAAIA/AAAAAAAAAAAAAAAAKhkIBBABQgFiShAAAAC/AAAAvwAAAL/NzMw9WiEKBWZyYW1lEhgKFggBEhIKAggBCgIIAwoDEgFICgMSAVdiIQoFY2VsbHMSGAoWCAESEgoCCAEKAggECgMSAWgKAxIBd2IXCgVzY2VuZRIOCgwIARIICgIIAQoCCARCBAoAEA0=';

export const TINY_MODEL: ArrayBuffer = new Uint8Array(Buffer.from(MODEL, 'base64')).buffer;

export const TINY_DESCRIPTION = {
  version: 'tiny-1',
  file: 'recogniser.onnx',
  sha256: createHash('sha256').update(new Uint8Array(TINY_MODEL)).digest('hex'),
  bytes: TINY_MODEL.byteLength,
  input: {
    name: 'frame',
    layout: 'NCHW',
    channels: 'RGB',
    range: [0, 1],
    multiple: 16,
    pixels: 36864,
    minSide: 64,
  },
  outputs: { cells: { name: 'cells', dimensions: 4, stride: 16 }, scene: { name: 'scene', dimensions: 4 } },
};
export const TINY_DIMENSIONS = { cells: 4, scene: 4 };

export type Colour = readonly [number, number, number];

/** The prototype of a colour, as a pack file holds it. */
export function prototypeOf(...colours: readonly Colour[]): string {
  const bytes = colours.flatMap((colour) => {
    const vector = [...colour.map((value) => value / 255 - 0.5), 0.1];
    const norm = Math.hypot(...vector);
    return vector.map((value) => Math.round((value / norm) * 127) & 255);
  });
  return Buffer.from(bytes).toString('base64');
}

export const entryFile = (id: string, kind: 'character' | 'style', colour: Colour) => ({
  id,
  kind,
  franchise: id,
  owner: 'Nobody',
  names: { en: [id] },
  ambiguousNames: [],
  hashtags: [],
  thresholds: { unsure: 0.5, flag: 0.8 },
  bias: 0,
  prototypes: prototypeOf(colour),
});

const contrastFile = (id: string, space: 'cells' | 'scene', colour: Colour) => ({
  id,
  space,
  bias: 0,
  prototypes: prototypeOf(colour),
});

const RED: Colour = [255, 0, 0];
const GREEN: Colour = [0, 255, 0];
const BLUE: Colour = [0, 0, 255];
const WHITE: Colour = [255, 255, 255];
const BLACK: Colour = [0, 0, 0];

/** `ruby` is a red thing, `style-moss` a green picture; blue, white and black are nobody's. */
export const TINY_PACK = {
  format: 'lookalike-pack/1',
  id: 'lookalike',
  version: '1',
  recogniser: 'tiny-1',
  space: { cells: { scale: 12, temperature: 2, window: 2 }, scene: { scale: 12, temperature: 2 } },
  entries: [entryFile('ruby', 'character', RED), entryFile('style-moss', 'style', GREEN)],
  contrast: [
    ...[BLUE, WHITE, BLACK, GREEN].map((colour, i) => contrastFile(`nobody-${i}`, 'cells', colour)),
    ...[BLUE, WHITE, BLACK, RED].map((colour, i) => contrastFile(`nobody-${i}`, 'scene', colour)),
  ],
};

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'lookalike-'));

/** A models folder on disk, as the scripts want it. */
export function writeTinyModels(): string {
  const folder = newFolder();
  mkdirSync(join(folder, 'packs'));
  writeFileSync(join(folder, 'recogniser.onnx'), new Uint8Array(TINY_MODEL));
  writeFileSync(join(folder, 'recogniser.json'), JSON.stringify(TINY_DESCRIPTION));
  writeFileSync(join(folder, 'packs', 'lookalike.json'), JSON.stringify(TINY_PACK));
  return folder;
}

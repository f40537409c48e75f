import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { stillFrame } from '../scripts/media.ts';
import { isBlank } from '../src/blank.ts';
import { isTextOnly } from '../src/text-only.ts';
import { EMPTY_FRAMES, LINE_DRAWINGS } from './empty-frames.ts';

async function frameOf(bytes: Buffer) {
  const image = await loadImage(bytes);
  const canvas = createCanvas(image.width, image.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  const { width, height } = image;
  return stillFrame({ width, height, rgba: pen.getImageData(0, 0, width, height).data });
}

const named = (start: string) => [...EMPTY_FRAMES].filter(([name]) => name.startsWith(start));

describe('isTextOnly', () => {
  it.each(named('text-'))('is so for %s', async (_, bytes) => {
    expect(isTextOnly(await frameOf(bytes))).toBe(true);
  });

  it.each([...LINE_DRAWINGS, ...named('solid-').slice(0, 1)])('is not so for %s', async (_, bytes) => {
    expect(isTextOnly(await frameOf(bytes))).toBe(false);
  });
});

describe('isBlank', () => {
  it.each([...named('solid-'), ...named('noise-'), ...named('text-')])('is so for %s', async (_, bytes) => {
    expect(isBlank(await frameOf(bytes))).toBe(true);
  });

  it.each([...LINE_DRAWINGS])('is not so for %s', async (_, bytes) => {
    expect(isBlank(await frameOf(bytes))).toBe(false);
  });
});

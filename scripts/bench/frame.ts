import { createCanvas } from '@napi-rs/canvas';
import type { Frame } from '../../src/frame.ts';
import { flattenOnGrey } from '../../src/prepare.ts';

/** A frame with enough in it that nothing can be skipped. */
export function drawnFrame(width: number, height: number): Frame {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  for (let i = 0; i < 200; i++) {
    pen.fillStyle = `hsl(${(i * 47) % 360} 70% ${20 + ((i * 13) % 60)}%)`;
    pen.fillRect((i * 37) % width, (i * 53) % height, 40, 30);
  }
  const pixels = flattenOnGrey(pen.getImageData(0, 0, width, height).data);
  return { width, height, pixels, time: 0, videoWidth: width, videoHeight: height };
}

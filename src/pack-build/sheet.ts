import type { Size } from '../resize.ts';

/** An RGBA picture, alpha not multiplied in. */
export interface RgbaPicture extends Size {
  readonly rgba: Uint8ClampedArray;
}

/** A graded ground. */
export interface Grade {
  addColorStop(offset: number, colour: string): void;
}

/** The part of a 2D canvas context that views are drawn with: browsers have it, and so has the canvas of the commands. */
export interface Pen {
  fillStyle: string | Grade;
  strokeStyle: string | Grade;
  lineWidth: number;
  lineCap: 'butt' | 'round' | 'square';
  globalAlpha: number;
  globalCompositeOperation: string;
  imageSmoothingQuality: 'low' | 'medium' | 'high';
  save(): void;
  restore(): void;
  translate(x: number, y: number): void;
  scale(x: number, y: number): void;
  rotate(angle: number): void;
  clip(): void;
  beginPath(): void;
  closePath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  quadraticCurveTo(controlX: number, controlY: number, x: number, y: number): void;
  ellipse(x: number, y: number, radiusX: number, radiusY: number, rotation: number, start: number, end: number): void;
  fill(): void;
  stroke(): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  createLinearGradient(x0: number, y0: number, x1: number, y1: number): Grade;
  createRadialGradient(x0: number, y0: number, r0: number, x1: number, y1: number, r1: number): Grade;
  drawImage(image: Sheet, x: number, y: number): void;
  drawImage(image: Sheet, x: number, y: number, width: number, height: number): void;
  getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
  createImageData(width: number, height: number): { readonly data: Uint8ClampedArray };
  putImageData(image: { readonly data: Uint8ClampedArray }, x: number, y: number): void;
}

/** A canvas to draw on. */
export interface Sheet extends Size {
  getContext(kind: '2d'): Pen;
}

export type NewSheet = (width: number, height: number) => Sheet;

import type { Pen } from './paint.ts';

/** The colours of Momoru. Look-alikes are drawn in the same ones, so colour alone never tells it. */
export const COLOURS = {
  violet: '#6d3fb4',
  violetLight: '#8f63d6',
  violetDeep: '#4a2588',
  lime: '#c6ef3a',
  orange: '#ff7d1f',
  turquoise: '#1fcfc0',
  cream: '#fff6e0',
  dark: '#23163f',
} as const;

/** A bell with a scalloped hem. Look-alikes wear the same silhouette. */
export function bodyPath(pen: Pen): void {
  pen.beginPath();
  pen.moveTo(-0.13, -0.29);
  pen.bezierCurveTo(-0.2, -0.2, -0.17, -0.02, -0.24, 0.08);
  pen.bezierCurveTo(-0.3, 0.18, -0.36, 0.26, -0.33, 0.34);
  for (const x of [-0.22, -0.11, 0, 0.11, 0.22, 0.33]) {
    pen.quadraticCurveTo(x - 0.055, 0.42, x, 0.34);
  }
  pen.bezierCurveTo(0.36, 0.26, 0.3, 0.18, 0.24, 0.08);
  pen.bezierCurveTo(0.17, -0.02, 0.2, -0.2, 0.13, -0.29);
  pen.bezierCurveTo(0.07, -0.34, -0.07, -0.34, -0.13, -0.29);
  pen.closePath();
}

import type { SKRSContext2D } from '@napi-rs/canvas';

export type Pen = SKRSContext2D;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Ink {
  readonly fill?: string;
  readonly line?: string;
  readonly width?: number;
}

/** Fills and outlines the path that was just drawn. */
export function ink(pen: Pen, { fill, line, width = 0.02 }: Ink): void {
  if (fill !== undefined) {
    pen.fillStyle = fill;
    pen.fill();
  }
  if (line !== undefined && width > 0) {
    pen.strokeStyle = line;
    pen.lineWidth = width;
    pen.stroke();
  }
}

export function oval(pen: Pen, at: Point, radii: Point, how: Ink): void {
  pen.beginPath();
  pen.ellipse(at.x, at.y, Math.abs(radii.x), Math.abs(radii.y), 0, 0, Math.PI * 2);
  ink(pen, how);
}

export const disc = (pen: Pen, at: Point, radius: number, how: Ink): void =>
  oval(pen, at, { x: radius, y: radius }, how);

export function polygon(pen: Pen, points: readonly Point[], how: Ink): void {
  pen.beginPath();
  for (const { x, y } of points) pen.lineTo(x, y);
  pen.closePath();
  ink(pen, how);
}

export function polyline(pen: Pen, points: readonly Point[], how: Ink): void {
  pen.beginPath();
  for (const { x, y } of points) pen.lineTo(x, y);
  ink(pen, how);
}

/** A rectangle with round corners around its centre. */
export function slab(pen: Pen, at: Point, size: Point, how: Ink & { readonly round?: number }): void {
  pen.beginPath();
  pen.roundRect(at.x - size.x / 2, at.y - size.y / 2, size.x, size.y, how.round ?? 0);
  ink(pen, how);
}

/** Draws within a shifted, turned and scaled space, and comes back. */
export function within(
  pen: Pen,
  place: { readonly at: Point; readonly turn?: number; readonly scale?: Point },
  draw: () => void,
): void {
  pen.save();
  pen.translate(place.at.x, place.at.y);
  if (place.turn !== undefined) pen.rotate(place.turn);
  if (place.scale !== undefined) pen.scale(place.scale.x, place.scale.y);
  draw();
  pen.restore();
}

/** Points on a circle, the first one on top. */
export const ring = (count: number, radius: number, turn = 0): Point[] =>
  Array.from({ length: count }, (_, i) => {
    const angle = turn - Math.PI / 2 + (i * Math.PI * 2) / count;
    return { x: Math.cos(angle) * radius, y: Math.sin(angle) * radius };
  });

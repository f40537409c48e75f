import type { Ink, Pen } from './paint.ts';
import type { Palette } from './palette.ts';

/** Draws something around the origin, about one unit high, at a phase (radians) of its movement. */
export type Thing = (pen: Pen, palette: Palette, phase: number) => void;

export const outlined = (palette: Palette, fill: string): Ink => ({ fill, line: palette.dark, width: 0.014 });

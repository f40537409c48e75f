import { COLOURS } from './character-body.ts';
import { type Random, wholeBetween } from './random.ts';

/** Colours of a drawn creature: skin, pattern, tips, second pattern, pale and line. */
export interface Palette {
  readonly skin: string;
  readonly pattern: string;
  readonly tips: string;
  readonly second: string;
  readonly pale: string;
  readonly dark: string;
}

/** The palette of Momoru in the roles of a creature. */
export const MOMORU_PALETTE: Palette = {
  skin: COLOURS.violet,
  pattern: COLOURS.lime,
  tips: COLOURS.orange,
  second: COLOURS.turquoise,
  pale: COLOURS.cream,
  dark: COLOURS.dark,
};

export function paletteOf(random: Random): Palette {
  const hue = wholeBetween(random, 0, 359);
  const colour = (turn: number, light: number): string => `hsl(${(hue + turn) % 360} 70% ${light}%)`;
  return {
    skin: colour(0, 55),
    pattern: colour(120, 65),
    tips: colour(200, 50),
    second: colour(60, 55),
    pale: '#fff8ec',
    dark: '#262230',
  };
}

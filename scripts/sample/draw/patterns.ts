import { disc, type Pen, polyline, slab } from './paint.ts';
import type { Palette } from './palette.ts';
import { between, pick, type Random } from './random.ts';
import type { Canvas } from './scenes.ts';

/** Fills the canvas; `phase` moves it. The random numbers begin anew at each frame, so shapes stay what they are. */
export type Pattern = (pen: Pen, size: Canvas, how: { palette: Palette; phase: number; random: Random }) => void;

const coloursOf = (palette: Palette): string[] => [
  palette.skin,
  palette.pattern,
  palette.tips,
  palette.second,
  palette.pale,
];

const blobs: Pattern = (pen, size, { palette, phase, random }) => {
  for (let i = 0; i < 26; i++) {
    const at = { x: random() * size.width + Math.sin(phase + i) * 14, y: random() * size.height };
    disc(pen, at, between(random, 0.04, 0.16) * size.width, {
      fill: pick(random, coloursOf(palette)),
      line: palette.dark,
      width: 3,
    });
  }
};

const zigzag: Pattern = (pen, size, { palette, phase }) => {
  const colours = coloursOf(palette);
  for (let row = 0; row * 40 < size.height + 60; row++) {
    const points = Array.from({ length: 30 }, (_, i) => ({
      x: i * 26 - 30,
      y: row * 40 + (i % 2) * 28 + Math.sin(phase) * 12,
    }));
    polyline(pen, points, { line: colours[row % colours.length] ?? palette.skin, width: 26 });
  }
};

const rings: Pattern = (pen, size, { palette, phase, random }) => {
  for (let i = 0; i < 7; i++) {
    const at = { x: random() * size.width, y: random() * size.height };
    const radius = between(random, 0.08, 0.24) * size.width + Math.sin(phase + i) * 6;
    for (const [j, fill] of [palette.second, palette.pale, palette.second, palette.tips].entries())
      disc(pen, at, Math.max(1, radius * (1 - j * 0.25)), { fill, line: palette.dark, width: 2 });
  }
};

const stripes: Pattern = (pen, size, { palette, phase }) => {
  const colours = coloursOf(palette);
  for (let i = -2; i * 34 < size.width + 70; i++)
    slab(
      pen,
      { x: i * 34 + ((phase * 20) % 34), y: size.height / 2 },
      { x: 34, y: size.height },
      { fill: colours[(i + 10) % colours.length] ?? palette.skin },
    );
};

const checks: Pattern = (pen, size, { palette, phase }) => {
  const colours = coloursOf(palette);
  const side = 48 + Math.sin(phase) * 6;
  for (let y = 0; y * side < size.height; y++)
    for (let x = 0; x * side < size.width; x++)
      slab(
        pen,
        { x: (x + 0.5) * side, y: (y + 0.5) * side },
        { x: side, y: side },
        { fill: colours[(x * 2 + y * 3) % colours.length] ?? palette.skin },
      );
};

const combs: Pattern = (pen, size, { palette, phase, random }) => {
  for (let i = 0; i < 14; i++) {
    const at = { x: random() * size.width, y: random() * size.height };
    const tall = between(random, 40, 120) + Math.sin(phase + i) * 5;
    polyline(pen, [at, { x: at.x + 8, y: at.y - tall }], { line: palette.dark, width: 7 });
    disc(pen, { x: at.x + 8, y: at.y - tall }, between(random, 12, 26), {
      fill: palette.tips,
      line: palette.dark,
      width: 4,
    });
  }
};

const plain: Pattern = () => undefined;

const solid: Pattern = (pen, size, { palette }) => {
  pen.fillStyle = palette.skin;
  pen.fillRect(0, 0, size.width, size.height);
};

const LINES = [
  'Three things I learnt',
  'Part 2 of 5',
  'Wait for the end',
  'My morning in one minute',
  'Recipe below',
  '今日の一言',
  'つづきは次回',
  'Day 14',
  'Thank you for 1,000',
  'Questions?',
];

const text: Pattern = (pen, size, { palette, phase, random }) => {
  pen.fillStyle = pick(random, [palette.pale, palette.dark, palette.skin]);
  const isPale = pen.fillStyle === palette.pale;
  pen.fillRect(0, 0, size.width, size.height);
  pen.textAlign = 'center';
  pen.fillStyle = isPale ? palette.dark : palette.pale;
  for (let i = 0; i < 4; i++) {
    pen.font = `bold ${Math.round(size.width * between(random, 0.05, 0.085))}px sans-serif`;
    pen.fillText(pick(random, LINES), size.width / 2, size.height * (0.25 + i * 0.17) + Math.sin(phase) * 4);
  }
  slab(pen, { x: size.width / 2, y: size.height * 0.12 }, { x: size.width * 0.5, y: 8 }, { fill: palette.tips });
};

export const PATTERNS = {
  blobs,
  zigzag,
  rings,
  stripes,
  checks,
  combs,
  plain,
  solid,
  text,
} as const satisfies Readonly<Record<string, Pattern>>;
export type PatternName = keyof typeof PATTERNS;

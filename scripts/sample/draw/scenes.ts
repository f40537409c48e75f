import { noiseScene, photoScene } from './noise.ts';
import { disc, oval, type Pen, polygon, slab } from './paint.ts';
import { between, pick, type Random, wholeBetween } from './random.ts';

export interface Canvas {
  readonly width: number;
  readonly height: number;
}

/** Draws a still background that fills the canvas. */
export type Scene = (pen: Pen, size: Canvas, random: Random) => void;

export function vertical(pen: Pen, { width, height }: Canvas, colours: readonly string[]): void {
  const shade = pen.createLinearGradient(0, 0, 0, height);
  colours.forEach((colour, i) => {
    shade.addColorStop(i / Math.max(1, colours.length - 1), colour);
  });
  pen.fillStyle = shade;
  pen.fillRect(0, 0, width, height);
}

function city(pen: Pen, size: Canvas, random: Random): void {
  const isNight = random() < 0.5;
  vertical(pen, size, isNight ? ['#0c1433', '#38285c'] : ['#8cc5ee', '#f4e3c4']);
  for (let x = -20; x < size.width; ) {
    const width = between(random, 0.1, 0.22) * size.width;
    const top = between(random, 0.2, 0.6) * size.height;
    pen.fillStyle = pick(
      random,
      isNight ? ['#151a2e', '#1f2440', '#2a2440'] : ['#97a0ab', '#b98d78', '#7c8794', '#c9b79b'],
    );
    pen.fillRect(x, top, width, size.height - top);
    pen.fillStyle = isNight ? '#ffd76b' : '#dfeaf2';
    for (let y = top + 12; y < size.height * 0.82; y += 22) {
      for (let wx = x + 8; wx < x + width - 12; wx += 18) if (random() < 0.6) pen.fillRect(wx, y, 8, 11);
    }
    x += width;
  }
  pen.fillStyle = isNight ? '#20222b' : '#6a6d73';
  pen.fillRect(0, size.height * 0.84, size.width, size.height * 0.16);
}

function sea(pen: Pen, size: Canvas, random: Random): void {
  vertical(
    pen,
    size,
    pick(random, [
      ['#bfe6fb', '#f6fbff'],
      ['#f5a46a', '#fbd9a0'],
      ['#5b6f94', '#c4cddd'],
    ]),
  );
  const horizon = between(random, 0.35, 0.55) * size.height;
  disc(pen, { x: between(random, 0.2, 0.8) * size.width, y: horizon * 0.5 }, size.width * 0.08, { fill: '#fff3c9' });
  const water = pick(random, ['#1d6fa5', '#23808c', '#274b7a']);
  pen.fillStyle = water;
  pen.fillRect(0, horizon, size.width, size.height - horizon);
  for (let i = 0; i < 50; i++) {
    const y = horizon + random() ** 1.5 * (size.height - horizon) * 0.8;
    const half = between(random, 0.02, 0.12) * size.width;
    oval(pen, { x: random() * size.width, y }, { x: half, y: 2 }, { fill: 'rgba(255,255,255,0.35)' });
  }
  pen.fillStyle = '#e6d2a0';
  pen.fillRect(0, size.height * 0.88, size.width, size.height * 0.12);
}

function forest(pen: Pen, size: Canvas, random: Random): void {
  vertical(pen, size, ['#cfe9d6', '#7fb08a', '#2e5a3a']);
  for (let row = 0; row < 4; row++) {
    const base = size.height * (0.5 + row * 0.12);
    for (let i = 0; i < 9; i++) {
      const x = random() * size.width;
      const tall = between(random, 0.2, 0.4) * size.height;
      pen.fillStyle = '#5a3d28';
      pen.fillRect(x - 4, base - tall * 0.3, 8, tall * 0.4);
      const fill = pick(random, ['#1f5b34', '#2d7040', '#3c8148', '#174a2b']);
      polygon(
        pen,
        [
          { x: x - tall * 0.25, y: base - tall * 0.25 },
          { x, y: base - tall },
          { x: x + tall * 0.25, y: base - tall * 0.25 },
        ],
        { fill },
      );
    }
  }
  pen.fillStyle = '#4d7a3c';
  pen.fillRect(0, size.height * 0.9, size.width, size.height * 0.1);
}

function room(pen: Pen, size: Canvas, random: Random): void {
  const wall = pick(random, ['#e8d8c4', '#c9d8e4', '#d8c4d6', '#b8c9a9', '#e9c46a']);
  pen.fillStyle = wall;
  pen.fillRect(0, 0, size.width, size.height);
  pen.fillStyle = pick(random, ['#8a5a3b', '#6d6f76', '#a77f54']);
  pen.fillRect(0, size.height * 0.72, size.width, size.height * 0.28);
  slab(
    pen,
    { x: size.width * 0.3, y: size.height * 0.27 },
    { x: size.width * 0.34, y: size.height * 0.24 },
    { fill: '#a9dcf4', line: '#ffffff', width: 8 },
  );
  slab(
    pen,
    { x: size.width * 0.78, y: size.height * 0.33 },
    { x: size.width * 0.2, y: size.height * 0.14 },
    { fill: pick(random, ['#d1495b', '#2a9d8f', '#264653']), line: '#5a3d28', width: 6 },
  );
  oval(
    pen,
    { x: size.width * 0.5, y: size.height * 0.88 },
    { x: size.width * 0.4, y: size.height * 0.06 },
    { fill: pick(random, ['#b23a48', '#3a6ea5', '#e0a458']) },
  );
}

function space(pen: Pen, size: Canvas, random: Random): void {
  vertical(pen, size, ['#05060f', '#14102e', '#2a1440']);
  for (let i = 0; i < 160; i++)
    disc(pen, { x: random() * size.width, y: random() * size.height }, between(random, 0.5, 2), { fill: '#ffffff' });
  const at = { x: between(random, 0.15, 0.85) * size.width, y: between(random, 0.1, 0.4) * size.height };
  const radius = between(random, 0.1, 0.2) * size.width;
  disc(pen, at, radius, { fill: pick(random, ['#c97b4a', '#6fa3c9', '#9cc98b', '#d9c27a']) });
  oval(pen, at, { x: radius * 1.7, y: radius * 0.3 }, { line: '#e8dcc0', width: 5 });
}

function hills(pen: Pen, size: Canvas, random: Random): void {
  vertical(
    pen,
    size,
    pick(random, [
      ['#9fd3ff', '#e9f6ff'],
      ['#ffc38b', '#ffe8c7'],
      ['#8088a8', '#d6d9e6'],
    ]),
  );
  for (let layer = 0; layer < 4; layer++) {
    const points = [{ x: 0, y: size.height }];
    const phase = random() * 6;
    const rate = between(random, 1, 3);
    for (let i = 0; i <= 20; i++) {
      const wave = Math.sin(phase + (i / 20) * rate * 4) * 0.06;
      points.push({ x: (i / 20) * size.width, y: size.height * (0.45 + layer * 0.13 + wave) });
    }
    points.push({ x: size.width, y: size.height });
    polygon(pen, points, { fill: ['#7d9c8c', '#6d9a6b', '#5b8a4b', '#47733a'][layer] ?? '#47733a' });
  }
}

function desert(pen: Pen, size: Canvas, random: Random): void {
  vertical(pen, size, ['#7fb7de', '#fbe3b5', '#e8b468', '#c98a3e']);
  for (let i = 0; i < 5; i++) {
    const x = random() * size.width;
    const y = between(random, 0.6, 0.85) * size.height;
    slab(pen, { x, y }, { x: 16, y: 70 }, { fill: '#4e8a52', round: 8 });
    slab(pen, { x: x + 16, y: y - 6 }, { x: 10, y: 34 }, { fill: '#4e8a52', round: 5 });
  }
}

function stage(pen: Pen, size: Canvas, random: Random): void {
  vertical(pen, size, ['#2b0a14', '#5c1226', '#2a0a12']);
  for (let i = 0; i < 12; i++) {
    pen.fillStyle = i % 2 === 0 ? 'rgba(180,30,50,0.5)' : 'rgba(90,10,25,0.5)';
    pen.fillRect((i / 12) * size.width, 0, size.width / 12, size.height * 0.8);
  }
  polygon(
    pen,
    [
      { x: size.width * between(random, 0.3, 0.7), y: 0 },
      { x: size.width * 0.1, y: size.height },
      { x: size.width * 0.9, y: size.height },
    ],
    { fill: 'rgba(255,240,200,0.25)' },
  );
  pen.fillStyle = '#6b4226';
  pen.fillRect(0, size.height * 0.82, size.width, size.height * 0.18);
}

function gradient(pen: Pen, size: Canvas, random: Random): void {
  const colour = (): string =>
    `hsl(${wholeBetween(random, 0, 359)} ${wholeBetween(random, 30, 80)}% ${wholeBetween(random, 30, 80)}%)`;
  vertical(pen, size, [colour(), colour(), colour()]);
}

function bubbles(pen: Pen, size: Canvas, random: Random): void {
  gradient(pen, size, random);
  for (let i = 0; i < 30; i++) {
    const fill = `hsl(${wholeBetween(random, 0, 359)} 70% 65% / 0.5)`;
    disc(pen, { x: random() * size.width, y: random() * size.height }, between(random, 8, 60), { fill });
  }
}

function street(pen: Pen, size: Canvas, random: Random): void {
  vertical(pen, size, ['#dfe7ee', '#c9d2da']);
  for (let i = 0; i < 4; i++) {
    const fill = pick(random, ['#c8553d', '#588b8b', '#f28f3b', '#93748a', '#6b9080']);
    pen.fillStyle = fill;
    pen.fillRect((i / 4) * size.width, size.height * 0.2, size.width / 4 - 3, size.height * 0.6);
    pen.fillStyle = '#fff8e7';
    pen.fillRect(((i + 0.2) / 4) * size.width, size.height * 0.3, size.width * 0.15, size.height * 0.1);
    pen.fillStyle = '#3b2f2f';
    pen.fillRect(((i + 0.3) / 4) * size.width, size.height * 0.6, size.width * 0.1, size.height * 0.2);
  }
  pen.fillStyle = '#777c82';
  pen.fillRect(0, size.height * 0.8, size.width, size.height * 0.2);
}

/** Every background by name; `photo` stands for filmed ground, built of smooth noise. */
export const SCENES = {
  city,
  sea,
  forest,
  room,
  space,
  hills,
  desert,
  stage,
  gradient,
  bubbles,
  street,
  noise: noiseScene,
  photo: photoScene,
} as const satisfies Readonly<Record<string, Scene>>;

export type SceneName = keyof typeof SCENES;
export const SCENE_NAMES = Object.keys(SCENES) as SceneName[];

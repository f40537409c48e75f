import { bodyPath } from './character-body.ts';
import type { Creature } from './creature.ts';
import { disc, type Ink, oval, type Pen, polygon, polyline, ring, slab } from './paint.ts';
import type { Palette } from './palette.ts';

export function shape(pen: Pen, body: Creature['body']): void {
  pen.beginPath();
  switch (body) {
    case 'bell':
      bodyPath(pen);
      return;
    case 'ball':
      pen.ellipse(0, 0.03, 0.32, 0.32, 0, 0, 7);
      return;
    case 'egg':
      pen.ellipse(0, 0.03, 0.25, 0.34, 0, 0, 7);
      return;
    case 'block':
      pen.roundRect(-0.25, -0.29, 0.5, 0.64, 0.06);
      return;
    case 'worm':
      pen.roundRect(-0.15, -0.32, 0.3, 0.68, 0.15);
      return;
    case 'pear':
      pen.moveTo(-0.14, -0.26);
      pen.bezierCurveTo(-0.16, 0, -0.46, 0.36, 0, 0.36);
      pen.bezierCurveTo(0.46, 0.36, 0.16, 0, 0.14, -0.26);
      pen.quadraticCurveTo(0, -0.36, -0.14, -0.26);
      return;
    case 'star':
      for (const [i, { x, y }] of ring(10, 1).entries())
        pen.lineTo(x * (i % 2 ? 0.2 : 0.37), y * (i % 2 ? 0.2 : 0.37) + 0.03);
      pen.closePath();
      return;
    case 'cone':
      pen.moveTo(0, -0.36);
      pen.lineTo(0.32, 0.35);
      pen.lineTo(-0.32, 0.35);
      pen.closePath();
      return;
  }
}

export function belly(pen: Pen, { belly: kind, palette }: Creature): void {
  const bands = [0, 1, 2, 3, 4, 5];
  switch (kind) {
    case 'spots':
      for (const i of bands)
        disc(pen, { x: -0.2 + (i % 3) * 0.2, y: 0.08 + Math.floor(i / 3) * 0.15 }, 0.05, {
          fill: i % 2 ? palette.second : palette.pattern,
        });
      return;
    case 'stripes':
      for (const i of bands)
        if (i % 2) slab(pen, { x: 0, y: 0.02 + i * 0.06 }, { x: 0.9, y: 0.05 }, { fill: palette.pattern });
      return;
    case 'heart':
      polygon(
        pen,
        [
          { x: -0.12, y: 0.12 },
          { x: -0.06, y: 0.06 },
          { x: 0, y: 0.12 },
          { x: 0.06, y: 0.06 },
          { x: 0.12, y: 0.12 },
          { x: 0, y: 0.27 },
        ],
        { fill: palette.tips },
      );
      return;
    case 'patch':
      oval(pen, { x: 0, y: 0.18 }, { x: 0.17, y: 0.14 }, { fill: palette.pale });
      return;
    case 'checks':
      for (let i = 0; i < 40; i++)
        if ((i + Math.floor(i / 8)) % 2)
          slab(
            pen,
            { x: -0.35 + (i % 8) * 0.1, y: 0.05 + Math.floor(i / 8) * 0.08 },
            { x: 0.1, y: 0.08 },
            { fill: palette.second },
          );
      return;
    case 'buttons':
      for (const i of [0, 1, 2])
        disc(pen, { x: 0, y: 0.05 + i * 0.1 }, 0.03, { fill: palette.tips, line: palette.dark, width: 0.008 });
      return;
    case 'plain':
  }
}

function eyeAt(pen: Pen, at: { x: number; y: number }, radius: number, palette: Palette): void {
  disc(pen, at, radius, { fill: palette.pale, line: palette.dark, width: 0.012 });
  disc(pen, at, radius * 0.5, { fill: palette.dark });
}

export function eyes(pen: Pen, { eyes: kind, palette }: Creature): void {
  const y = -0.12;
  switch (kind) {
    case 'pair':
      for (const x of [-0.08, 0.08]) eyeAt(pen, { x, y }, 0.06, palette);
      return;
    case 'one':
      eyeAt(pen, { x: 0, y }, 0.1, palette);
      return;
    case 'row':
      for (const x of [-0.11, 0, 0.11]) eyeAt(pen, { x, y }, 0.045, palette);
      return;
    case 'dots':
      for (const x of [-0.07, 0.07]) disc(pen, { x, y }, 0.022, { fill: palette.dark });
      return;
    case 'shades':
      for (const x of [-0.08, 0.08]) slab(pen, { x, y }, { x: 0.13, y: 0.08 }, { fill: palette.dark, round: 0.03 });
      return;
    case 'sleepy':
      for (const x of [-0.08, 0.08])
        polyline(
          pen,
          [
            { x: x - 0.05, y },
            { x, y: y + 0.03 },
            { x: x + 0.05, y },
          ],
          { line: palette.dark, width: 0.016 },
        );
  }
}

export function head(pen: Pen, { head: kind, palette }: Creature, sway: number): void {
  const edge: Ink = { line: palette.dark, width: 0.014 };
  for (const side of [-1, 1]) {
    if (kind === 'ears')
      oval(pen, { x: side * 0.13, y: -0.36 }, { x: 0.055, y: 0.12 }, { fill: palette.skin, ...edge });
    if (kind === 'horns')
      polygon(
        pen,
        [
          { x: side * 0.08, y: -0.28 },
          { x: side * 0.2, y: -0.46 },
          { x: side * 0.15, y: -0.25 },
        ],
        { fill: palette.tips, ...edge },
      );
    if (kind === 'bow')
      polygon(
        pen,
        [
          { x: 0, y: -0.33 },
          { x: side * 0.14, y: -0.42 },
          { x: side * 0.14, y: -0.26 },
        ],
        { fill: palette.tips, ...edge },
      );
  }
  if (kind === 'hat') {
    slab(pen, { x: 0, y: -0.4 }, { x: 0.2, y: 0.18 }, { fill: palette.second, ...edge });
    slab(pen, { x: 0, y: -0.3 }, { x: 0.36, y: 0.04 }, { fill: palette.second, ...edge });
  }
  if (kind === 'sprout') {
    polyline(
      pen,
      [
        { x: 0, y: -0.3 },
        { x: sway * 0.05, y: -0.44 },
      ],
      { line: palette.dark, width: 0.02 },
    );
    disc(pen, { x: sway * 0.05, y: -0.45 }, 0.04, { fill: palette.tips, ...edge });
  }
  if (kind === 'hair')
    for (const x of [-0.12, -0.06, 0, 0.06, 0.12])
      polygon(
        pen,
        [
          { x: x - 0.04, y: -0.26 },
          { x: x * 1.6, y: -0.45 },
          { x: x + 0.04, y: -0.26 },
        ],
        { fill: palette.second, ...edge },
      );
  if (kind === 'fin')
    polygon(
      pen,
      [
        { x: -0.1, y: -0.26 },
        { x: 0.08, y: -0.48 },
        { x: 0.1, y: -0.26 },
      ],
      { fill: palette.pattern, ...edge },
    );
}

export function legs(pen: Pen, { legs: kind, palette }: Creature, stride: number): void {
  const places = { two: [-0.12, 0.12], four: [-0.21, -0.07, 0.07, 0.21], blob: [0], wheels: [-0.18, 0.18], none: [] }[
    kind
  ];
  for (const [i, x] of places.entries()) {
    const y = 0.42 - Math.max(0, Math.sin(stride + i * 2)) * 0.03;
    if (kind === 'wheels') disc(pen, { x, y: 0.42 }, 0.08, { fill: palette.dark, line: palette.second, width: 0.03 });
    else if (kind === 'blob')
      oval(pen, { x, y: 0.42 }, { x: 0.3, y: 0.07 }, { fill: palette.skin, line: palette.dark, width: 0.014 });
    else {
      slab(pen, { x, y: y - 0.04 }, { x: 0.08, y: 0.14 }, { fill: palette.skin, line: palette.dark, width: 0.012 });
      oval(pen, { x, y: y + 0.05 }, { x: 0.07, y: 0.03 }, { fill: palette.tips, line: palette.dark, width: 0.012 });
    }
  }
}

export function arms(pen: Pen, { palette }: Creature, lift: number): void {
  for (const side of [-1, 1]) {
    const hand = { x: side * 0.42, y: 0.1 - lift * 0.2 };
    pen.lineCap = 'round';
    polyline(pen, [{ x: side * 0.2, y: 0 }, hand], { line: palette.dark, width: 0.06 });
    polyline(pen, [{ x: side * 0.2, y: 0 }, hand], { line: palette.skin, width: 0.042 });
    disc(pen, hand, 0.045, { fill: palette.tips, line: palette.dark, width: 0.012 });
  }
}

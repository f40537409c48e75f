import { disc, oval, type Pen, polygon, polyline, slab } from './paint.ts';
import type { Palette } from './palette.ts';
import { outlined, type Thing } from './thing.ts';

function wheels(pen: Pen, palette: Palette, xs: readonly number[], turn: number): void {
  for (const x of xs) {
    disc(pen, { x, y: 0.26 }, 0.11, { fill: palette.dark });
    disc(pen, { x, y: 0.26 }, 0.05, { fill: palette.pale });
    polyline(
      pen,
      [
        { x, y: 0.26 },
        { x: x + Math.cos(turn) * 0.1, y: 0.26 + Math.sin(turn) * 0.1 },
      ],
      { line: palette.pale, width: 0.02 },
    );
  }
}

const car: Thing = (pen, p, phase) => {
  polygon(
    pen,
    [
      { x: -0.28, y: 0 },
      { x: -0.17, y: -0.2 },
      { x: 0.17, y: -0.2 },
      { x: 0.3, y: 0 },
    ],
    outlined(p, p.pale),
  );
  slab(pen, { x: 0, y: 0.11 }, { x: 0.96, y: 0.24 }, { ...outlined(p, p.skin), round: 0.06 });
  wheels(pen, p, [-0.28, 0.28], phase * 3);
};

const bus: Thing = (pen, p, phase) => {
  slab(pen, { x: 0, y: -0.04 }, { x: 0.96, y: 0.54 }, { ...outlined(p, p.tips), round: 0.04 });
  for (const i of [-2, -1, 0, 1, 2]) slab(pen, { x: i * 0.18, y: -0.13 }, { x: 0.14, y: 0.16 }, { fill: '#cfe8f5' });
  slab(pen, { x: 0, y: 0.08 }, { x: 0.96, y: 0.06 }, { fill: p.second });
  wheels(pen, p, [-0.3, 0.3], phase * 3);
};

const boat: Thing = (pen, p, phase) => {
  polygon(
    pen,
    [
      { x: -0.45, y: 0.15 },
      { x: 0.45, y: 0.15 },
      { x: 0.3, y: 0.38 },
      { x: -0.32, y: 0.38 },
    ],
    outlined(p, p.skin),
  );
  slab(pen, { x: 0, y: -0.13 }, { x: 0.03, y: 0.56 }, { fill: p.dark });
  polygon(
    pen,
    [
      { x: 0.03, y: -0.4 },
      { x: 0.35 + Math.sin(phase) * 0.03, y: 0.08 },
      { x: 0.03, y: 0.08 },
    ],
    outlined(p, p.pale),
  );
  polygon(
    pen,
    [
      { x: -0.03, y: -0.35 },
      { x: -0.25, y: 0.08 },
      { x: -0.03, y: 0.08 },
    ],
    outlined(p, p.tips),
  );
};

const balloon: Thing = (pen, p) => {
  oval(pen, { x: 0, y: -0.15 }, { x: 0.3, y: 0.33 }, outlined(p, p.skin));
  for (const half of [0.1, 0.2]) oval(pen, { x: 0, y: -0.15 }, { x: half, y: 0.33 }, { line: p.pattern, width: 0.03 });
  for (const s of [-1, 1])
    polyline(
      pen,
      [
        { x: s * 0.15, y: 0.12 },
        { x: s * 0.08, y: 0.34 },
      ],
      { line: p.dark, width: 0.01 },
    );
  slab(pen, { x: 0, y: 0.4 }, { x: 0.2, y: 0.13 }, outlined(p, p.tips));
};

export const VEHICLES = { car, bus, boat, balloon } as const;

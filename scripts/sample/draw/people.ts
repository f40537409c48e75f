import { disc, oval, polyline, slab } from './paint.ts';
import type { Thing } from './thing.ts';

const person: Thing = (pen, p, phase) => {
  const swing = Math.sin(phase * 2) * 0.12;
  for (const side of [-1, 1]) {
    polyline(
      pen,
      [
        { x: side * 0.06, y: 0.1 },
        { x: side * 0.07 + side * swing * 0.6, y: 0.48 },
      ],
      { line: p.second, width: 0.09 },
    );
    polyline(
      pen,
      [
        { x: side * 0.13, y: -0.16 },
        { x: side * (0.22 + swing), y: 0.08 },
      ],
      { line: p.skin, width: 0.06 },
    );
  }
  slab(pen, { x: 0, y: -0.03 }, { x: 0.28, y: 0.33 }, { fill: p.tips, round: 0.06 });
  disc(pen, { x: 0, y: -0.32 }, 0.11, { fill: '#e0b08c' });
  pen.beginPath();
  pen.arc(0, -0.34, 0.12, Math.PI, 0);
  pen.fillStyle = p.dark;
  pen.fill();
  for (const x of [-0.04, 0.04]) disc(pen, { x, y: -0.31 }, 0.012, { fill: p.dark });
};

const face: Thing = (pen, p, phase) => {
  oval(pen, { x: 0, y: 0.5 }, { x: 0.36, y: 0.2 }, { fill: p.tips });
  oval(pen, { x: 0, y: 0 }, { x: 0.26, y: 0.34 }, { fill: '#d9a27e' });
  pen.beginPath();
  pen.ellipse(0, -0.12, 0.29, 0.28, 0, Math.PI, 0);
  pen.fillStyle = p.dark;
  pen.fill();
  for (const x of [-0.1, 0.1]) {
    oval(pen, { x, y: 0 }, { x: 0.045, y: 0.025 }, { fill: '#ffffff' });
    disc(pen, { x: x + Math.sin(phase) * 0.012, y: 0 }, 0.02, { fill: p.second });
  }
  oval(pen, { x: 0, y: 0.19 }, { x: 0.08, y: 0.02 + Math.abs(Math.sin(phase * 3)) * 0.03 }, { fill: '#9c3f3f' });
};

export const PEOPLE = { person, face } as const;

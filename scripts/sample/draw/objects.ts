import { disc, oval, polygon, polyline, ring, slab } from './paint.ts';
import { outlined, type Thing } from './thing.ts';

const robot: Thing = (pen, p, phase) => {
  for (const s of [-1, 1]) {
    slab(pen, { x: s * 0.12, y: 0.4 }, { x: 0.1, y: 0.2 }, outlined(p, p.second));
    slab(pen, { x: s * 0.3, y: 0.1 + Math.sin(phase + s) * 0.05 }, { x: 0.09, y: 0.3 }, outlined(p, p.tips));
  }
  slab(pen, { x: 0, y: 0.12 }, { x: 0.46, y: 0.4 }, outlined(p, p.skin));
  slab(pen, { x: 0, y: -0.25 }, { x: 0.36, y: 0.26 }, { ...outlined(p, p.skin), round: 0.04 });
  slab(pen, { x: 0, y: -0.26 }, { x: 0.28, y: 0.12 }, { fill: p.dark, round: 0.02 });
  for (const s of [-1, 1]) disc(pen, { x: s * 0.07, y: -0.26 }, 0.035, { fill: p.pattern });
  slab(pen, { x: 0, y: 0.1 }, { x: 0.28, y: 0.16 }, { fill: p.pale });
  for (const i of [-1, 0, 1]) disc(pen, { x: i * 0.08, y: 0.1 }, 0.025, { fill: p.tips });
};

const target: Thing = (pen, p, phase) => {
  for (const [i, fill] of [p.second, p.pale, p.second, p.tips, p.skin, p.pattern].entries())
    disc(pen, { x: 0, y: 0 }, 0.45 - i * 0.07 + Math.sin(phase) * 0.01, outlined(p, fill));
};

const beachBall: Thing = (pen, p, phase) => {
  const fills = [p.skin, p.pattern, p.tips, p.second, p.pale, p.skin];
  for (const [i, fill] of fills.entries()) {
    pen.beginPath();
    pen.moveTo(0, 0);
    pen.arc(0, 0, 0.44, phase + (i * Math.PI) / 3, phase + ((i + 1) * Math.PI) / 3);
    pen.closePath();
    pen.fillStyle = fill;
    pen.fill();
  }
  disc(pen, { x: 0, y: 0 }, 0.44, { line: p.dark, width: 0.014 });
};

const spinningTop: Thing = (pen, p, phase) => {
  polygon(
    pen,
    [
      { x: -0.4, y: -0.1 },
      { x: 0.4, y: -0.1 },
      { x: 0.03, y: 0.46 },
      { x: -0.03, y: 0.46 },
    ],
    outlined(p, p.skin),
  );
  const points = Array.from({ length: 15 }, (_, i) => ({ x: -0.35 + i * 0.05, y: 0 + (i % 2) * 0.05 }));
  polyline(pen, points, { line: p.pattern, width: 0.045 });
  oval(pen, { x: 0, y: -0.1 }, { x: 0.4, y: 0.09 }, outlined(p, p.second));
  slab(pen, { x: Math.sin(phase) * 0.02, y: -0.28 }, { x: 0.07, y: 0.32 }, outlined(p, p.tips));
};

const lamp: Thing = (pen, p) => {
  slab(pen, { x: 0, y: 0.2 }, { x: 0.05, y: 0.5 }, outlined(p, p.dark));
  oval(pen, { x: 0, y: 0.46 }, { x: 0.2, y: 0.04 }, outlined(p, p.tips));
  polygon(
    pen,
    [
      { x: -0.15, y: -0.42 },
      { x: 0.15, y: -0.42 },
      { x: 0.32, y: 0 },
      { x: -0.32, y: 0 },
    ],
    outlined(p, p.skin),
  );
  const points = Array.from({ length: 11 }, (_, i) => ({ x: -0.25 + i * 0.05, y: -0.1 + (i % 2) * 0.05 }));
  polyline(pen, points, { line: p.pattern, width: 0.04 });
};

const cake: Thing = (pen, p) => {
  slab(pen, { x: 0, y: 0.3 }, { x: 0.7, y: 0.26 }, outlined(p, p.skin));
  slab(pen, { x: 0, y: 0.07 }, { x: 0.46, y: 0.22 }, outlined(p, p.pale));
  for (const i of [-2, -1, 0, 1, 2]) {
    slab(pen, { x: i * 0.09, y: -0.13 }, { x: 0.03, y: 0.18 }, outlined(p, i % 2 ? p.second : p.pattern));
    disc(pen, { x: i * 0.09, y: -0.25 }, 0.03, { fill: p.tips });
  }
  for (let i = 0; i < 7; i++) disc(pen, { x: -0.3 + i * 0.1, y: 0.19 }, 0.05, { fill: p.second });
};

const flower: Thing = (pen, p, phase) => {
  slab(pen, { x: 0, y: 0.25 }, { x: 0.04, y: 0.5 }, { fill: '#3d8b40' });
  for (const at of ring(8, 0.22, phase * 0.2)) disc(pen, { x: at.x, y: at.y - 0.15 }, 0.11, outlined(p, p.skin));
  disc(pen, { x: 0, y: -0.15 }, 0.13, outlined(p, p.tips));
};

const house: Thing = (pen, p) => {
  slab(pen, { x: 0, y: 0.17 }, { x: 0.7, y: 0.54 }, outlined(p, p.pale));
  polygon(
    pen,
    [
      { x: -0.45, y: -0.1 },
      { x: 0, y: -0.45 },
      { x: 0.45, y: -0.1 },
    ],
    outlined(p, p.skin),
  );
  slab(pen, { x: 0, y: 0.3 }, { x: 0.16, y: 0.28 }, outlined(p, p.tips));
  for (const x of [-0.22, 0.22]) slab(pen, { x, y: 0.06 }, { x: 0.14, y: 0.14 }, outlined(p, '#bfe3f5'));
};

const mushroom: Thing = (pen, p) => {
  slab(pen, { x: 0, y: 0.24 }, { x: 0.26, y: 0.46 }, { ...outlined(p, p.pale), round: 0.1 });
  pen.beginPath();
  pen.ellipse(0, 0.04, 0.42, 0.42, 0, Math.PI, 0);
  pen.closePath();
  pen.fillStyle = p.skin;
  pen.fill();
  pen.strokeStyle = p.dark;
  pen.lineWidth = 0.014;
  pen.stroke();
  for (const [x, y] of [
    [-0.2, -0.12],
    [0.05, -0.24],
    [0.23, -0.08],
  ] as const)
    disc(pen, { x, y }, 0.06, { fill: p.pattern });
};

const teapot: Thing = (pen, p) => {
  polyline(
    pen,
    [
      { x: 0.25, y: 0.1 },
      { x: 0.46, y: -0.12 },
    ],
    { line: p.second, width: 0.08 },
  );
  pen.beginPath();
  pen.arc(-0.3, 0.08, 0.13, 0, 7);
  pen.strokeStyle = p.tips;
  pen.lineWidth = 0.05;
  pen.stroke();
  oval(pen, { x: 0, y: 0.12 }, { x: 0.31, y: 0.27 }, outlined(p, p.skin));
  const points = Array.from({ length: 13 }, (_, i) => ({ x: -0.28 + i * 0.047, y: 0.1 + (i % 2) * 0.05 }));
  polyline(pen, points, { line: p.pattern, width: 0.04 });
  oval(pen, { x: 0, y: -0.15 }, { x: 0.15, y: 0.05 }, outlined(p, p.tips));
  disc(pen, { x: 0, y: -0.23 }, 0.045, outlined(p, p.tips));
};

export const OBJECTS = { robot, target, beachBall, spinningTop, lamp, cake, flower, house, mushroom, teapot } as const;

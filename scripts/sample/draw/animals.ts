import { disc, oval, polygon, polyline, ring, slab } from './paint.ts';
import { outlined, type Thing } from './thing.ts';

const cat: Thing = (pen, p, phase) => {
  oval(pen, { x: 0.02, y: 0.22 }, { x: 0.24, y: 0.26 }, outlined(p, p.skin));
  polyline(
    pen,
    [
      { x: 0.22, y: 0.3 },
      { x: 0.4, y: 0.1 + Math.sin(phase) * 0.1 },
      { x: 0.36, y: -0.05 },
    ],
    { line: p.skin, width: 0.06 },
  );
  for (const s of [-1, 1])
    polygon(
      pen,
      [
        { x: s * 0.05, y: -0.24 },
        { x: s * 0.2, y: -0.45 },
        { x: s * 0.22, y: -0.15 },
      ],
      outlined(p, p.tips),
    );
  disc(pen, { x: 0, y: -0.1 }, 0.22, outlined(p, p.skin));
  for (const s of [-1, 1]) {
    oval(pen, { x: s * 0.09, y: -0.12 }, { x: 0.04, y: 0.05 }, { fill: p.pattern });
    oval(pen, { x: s * 0.09, y: -0.12 }, { x: 0.012, y: 0.045 }, { fill: p.dark });
    for (const dy of [-0.02, 0.03])
      polyline(
        pen,
        [
          { x: s * 0.08, y: -0.02 },
          { x: s * 0.3, y: dy },
        ],
        { line: p.pale, width: 0.008 },
      );
    oval(pen, { x: s * 0.13, y: 0.46 }, { x: 0.08, y: 0.04 }, outlined(p, p.second));
  }
  polygon(
    pen,
    [
      { x: -0.025, y: -0.05 },
      { x: 0.025, y: -0.05 },
      { x: 0, y: -0.02 },
    ],
    { fill: p.tips },
  );
};

const fish: Thing = (pen, p, phase) => {
  polygon(
    pen,
    [
      { x: -0.3, y: 0 },
      { x: -0.5, y: -0.2 + Math.sin(phase * 3) * 0.05 },
      { x: -0.5, y: 0.2 },
    ],
    outlined(p, p.tips),
  );
  oval(pen, { x: 0, y: 0 }, { x: 0.38, y: 0.22 }, outlined(p, p.skin));
  for (const x of [-0.15, -0.02, 0.1])
    polyline(
      pen,
      [
        { x, y: -0.18 },
        { x: x + 0.04, y: 0.18 },
      ],
      { line: p.pattern, width: 0.05 },
    );
  disc(pen, { x: 0.25, y: -0.05 }, 0.05, { fill: p.pale, line: p.dark, width: 0.012 });
  disc(pen, { x: 0.26, y: -0.05 }, 0.022, { fill: p.dark });
  polygon(
    pen,
    [
      { x: -0.05, y: -0.2 },
      { x: 0.12, y: -0.36 },
      { x: 0.18, y: -0.17 },
    ],
    outlined(p, p.second),
  );
};

const bird: Thing = (pen, p, phase) => {
  const flap = Math.sin(phase * 4) * 0.2;
  oval(pen, { x: 0, y: 0.05 }, { x: 0.24, y: 0.3 }, outlined(p, p.skin));
  for (const s of [-1, 1])
    polygon(
      pen,
      [
        { x: s * 0.18, y: -0.05 },
        { x: s * 0.48, y: -0.05 - flap },
        { x: s * 0.2, y: 0.22 },
      ],
      outlined(p, p.second),
    );
  oval(pen, { x: 0, y: 0.15 }, { x: 0.14, y: 0.18 }, { fill: p.pale });
  for (const s of [-1, 1]) {
    disc(pen, { x: s * 0.08, y: -0.12 }, 0.05, { fill: p.pale, line: p.dark, width: 0.01 });
    disc(pen, { x: s * 0.08, y: -0.12 }, 0.022, { fill: p.dark });
    polyline(
      pen,
      [
        { x: s * 0.07, y: 0.33 },
        { x: s * 0.07, y: 0.46 },
      ],
      { line: p.tips, width: 0.03 },
    );
  }
  polygon(
    pen,
    [
      { x: -0.05, y: -0.06 },
      { x: 0.05, y: -0.06 },
      { x: 0, y: 0.03 },
    ],
    outlined(p, p.tips),
  );
};

const octopus: Thing = (pen, p, phase) => {
  for (const [i, x] of [-0.26, -0.16, -0.05, 0.05, 0.16, 0.26].entries())
    polyline(
      pen,
      [
        { x: x * 0.8, y: 0.1 },
        { x: x * 1.2, y: 0.28 },
        { x: x * 1.5 + Math.sin(phase * 2 + i) * 0.06, y: 0.46 },
      ],
      { line: p.skin, width: 0.08 },
    );
  disc(pen, { x: 0, y: -0.1 }, 0.3, outlined(p, p.skin));
  for (const s of [-1, 1]) {
    disc(pen, { x: s * 0.1, y: -0.05 }, 0.06, { fill: p.pale });
    disc(pen, { x: s * 0.1, y: -0.05 }, 0.03, { fill: p.dark });
  }
  for (const { x, y } of ring(5, 0.17, 0.3)) disc(pen, { x, y: y - 0.14 }, 0.03, { fill: p.pattern });
};

const dog: Thing = (pen, p, phase) => {
  oval(pen, { x: -0.05, y: 0.1 }, { x: 0.32, y: 0.17 }, outlined(p, p.skin));
  for (const [i, x] of [-0.28, -0.16, 0.08, 0.19].entries())
    slab(pen, { x: x + Math.sin(phase * 2 + i * 2) * 0.03, y: 0.34 }, { x: 0.07, y: 0.28 }, outlined(p, p.skin));
  polyline(
    pen,
    [
      { x: -0.35, y: 0.05 },
      { x: -0.47, y: -0.12 + Math.sin(phase * 5) * 0.05 },
    ],
    { line: p.skin, width: 0.05 },
  );
  disc(pen, { x: 0.28, y: -0.14 }, 0.17, outlined(p, p.skin));
  oval(pen, { x: 0.41, y: -0.08 }, { x: 0.1, y: 0.07 }, outlined(p, p.pale));
  disc(pen, { x: 0.49, y: -0.1 }, 0.03, { fill: p.dark });
  oval(pen, { x: 0.18, y: -0.12 }, { x: 0.06, y: 0.16 }, outlined(p, p.second));
  disc(pen, { x: 0.31, y: -0.18 }, 0.022, { fill: p.dark });
};

export const ANIMALS = { cat, fish, bird, octopus, dog } as const;

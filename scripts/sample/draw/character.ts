import { bodyPath, COLOURS } from './character-body.ts';
import { disc, ink, type Pen, type Point, polyline, within } from './paint.ts';

/** How Momoru stands at one moment. Angles in radians, everything else as a share of its height. */
export interface Pose {
  /** Where it looks, -1..1 each way. */
  readonly look: Point;
  /** -1 (turned to the left) to 1 (to the right). */
  readonly turn: number;
  /** 1 is at rest, less is pressed flat, more is stretched. */
  readonly squash: number;
  readonly tilt: number;
  readonly armLeft: number;
  readonly armRight: number;
  /** Phase of the walk. */
  readonly stride: number;
  readonly mouth: 'smile' | 'round' | 'zigzag';
  /** 0 shut to 1 open. */
  readonly eyes: number;
  readonly lineWidth: number;
}

export const AT_REST: Pose = {
  look: { x: 0, y: 0 },
  turn: 0,
  squash: 1,
  tilt: 0,
  armLeft: 0.5,
  armRight: 0.5,
  stride: 0,
  mouth: 'smile',
  eyes: 1,
  lineWidth: 0.014,
};

function legs(pen: Pen, pose: Pose): void {
  for (const [i, x] of [-0.2, -0.07, 0.07, 0.2].entries()) {
    const lift = Math.max(0, Math.sin(pose.stride + i * 1.7)) * 0.035;
    for (const band of [0, 1, 2, 3]) {
      pen.beginPath();
      pen.rect(x - 0.045, 0.3 + band * 0.05 - lift, 0.09, 0.052);
      pen.fillStyle = band % 2 === 0 ? COLOURS.lime : COLOURS.dark;
      pen.fill();
    }
    pen.beginPath();
    pen.ellipse(x + pose.turn * 0.02, 0.5 - lift, 0.062, 0.03, 0, 0, Math.PI * 2);
    pen.fillStyle = COLOURS.orange;
    pen.fill();
    pen.stroke();
  }
}

/** A flat spiral of ringed segments behind the body. */
function tail(pen: Pen, pose: Pose): void {
  within(pen, { at: { x: 0.33 - pose.turn * 0.12, y: 0.2 }, turn: Math.sin(pose.stride) * 0.12 }, () => {
    const points = Array.from({ length: 26 }, (_, i) => {
      const angle = Math.PI + i * 0.36;
      const radius = 0.13 - i * 0.0042;
      return { x: 0.06 + Math.cos(angle) * radius, y: Math.sin(angle) * radius };
    });
    pen.lineCap = 'round';
    polyline(pen, points, { line: COLOURS.dark, width: 0.062 });
    polyline(pen, points, { line: COLOURS.turquoise, width: 0.045 });
  });
}

function arm(pen: Pen, side: -1 | 1, lift: number): void {
  const shoulder = { x: side * 0.19, y: -0.02 };
  const hand = { x: side * (0.3 + 0.1 * Math.cos(lift)), y: 0.14 - 0.34 * Math.sin(lift) };
  pen.lineCap = 'round';
  pen.beginPath();
  pen.moveTo(shoulder.x, shoulder.y);
  pen.quadraticCurveTo(side * 0.36, 0.06, hand.x, hand.y);
  pen.strokeStyle = COLOURS.dark;
  pen.lineWidth = 0.058;
  pen.stroke();
  pen.strokeStyle = COLOURS.violet;
  pen.lineWidth = 0.04;
  pen.stroke();
  for (const angle of [-0.9, 0, 0.9]) {
    const reach = { x: hand.x + side * Math.cos(angle) * 0.045, y: hand.y + Math.sin(angle) * 0.05 };
    disc(pen, reach, 0.034, { fill: COLOURS.orange, line: COLOURS.dark, width: 0.01 });
  }
}

/** The comb on its head: five tines that grow to the right, each with a ball. */
function comb(pen: Pen, pose: Pose): void {
  within(pen, { at: { x: pose.turn * 0.03, y: -0.3 }, turn: pose.tilt * 0.6 - pose.turn * 0.08 }, () => {
    pen.lineCap = 'butt';
    const tines = [-0.19, -0.1, 0, 0.105, 0.22];
    polyline(
      pen,
      [
        { x: 0, y: 0.04 },
        { x: 0, y: -0.02 },
      ],
      { line: COLOURS.dark, width: 0.07 },
    );
    polyline(
      pen,
      [
        { x: -0.21, y: -0.02 },
        { x: 0.24, y: -0.045 },
      ],
      { line: COLOURS.dark, width: 0.034 },
    );
    for (const [i, x] of tines.entries()) {
      const top = { x: x * 1.12, y: -0.07 - i * 0.022 };
      polyline(pen, [{ x, y: -0.02 }, top], { line: COLOURS.dark, width: 0.026 });
      disc(pen, top, 0.026 + i * 0.006, { fill: COLOURS.orange, line: COLOURS.dark, width: pose.lineWidth });
    }
  });
}

function belly(pen: Pen, pose: Pose): void {
  const at = { x: -0.05 + pose.turn * 0.1, y: 0.2 };
  for (const [i, fill] of [COLOURS.turquoise, COLOURS.cream, COLOURS.turquoise, COLOURS.orange].entries()) {
    disc(pen, at, 0.115 - i * 0.028, { fill, line: COLOURS.dark, width: 0.006 });
  }
}

function belt(pen: Pen, pose: Pose): void {
  const points = Array.from({ length: 15 }, (_, i) => ({ x: -0.35 + i * 0.05, y: 0.02 + (i % 2) * 0.05 }));
  within(pen, { at: { x: pose.turn * 0.03, y: 0 } }, () => {
    polyline(pen, points, { line: COLOURS.dark, width: 0.062 });
    polyline(pen, points, { line: COLOURS.lime, width: 0.044 });
  });
}

/** Two eyes, one above the other, with slit pupils. */
function eyes(pen: Pen, pose: Pose): void {
  const middle = pose.turn * 0.07 - 0.02;
  for (const { y, radius } of [
    { y: -0.21, radius: 0.075 },
    { y: -0.085, radius: 0.052 },
  ]) {
    disc(pen, { x: middle, y }, radius, { fill: COLOURS.cream, line: COLOURS.dark, width: pose.lineWidth });
    const at = { x: middle + pose.look.x * radius * 0.4, y: y + pose.look.y * radius * 0.35 };
    disc(pen, at, radius * 0.58, { fill: COLOURS.lime });
    pen.beginPath();
    pen.rect(at.x - radius * 0.13, at.y - radius * 0.5 * pose.eyes, radius * 0.26, radius * pose.eyes);
    pen.fillStyle = COLOURS.dark;
    pen.fill();
    if (pose.eyes < 0.35)
      disc(pen, { x: middle, y }, radius, { fill: COLOURS.violet, line: COLOURS.dark, width: 0.012 });
  }
}

function mouth(pen: Pen, pose: Pose): void {
  within(pen, { at: { x: 0.1 + pose.turn * 0.06, y: -0.07 } }, () => {
    pen.lineCap = 'round';
    if (pose.mouth === 'round') {
      disc(pen, { x: 0, y: 0 }, 0.03, { fill: COLOURS.dark });
    } else if (pose.mouth === 'smile') {
      pen.beginPath();
      pen.arc(0, -0.02, 0.05, 0.2, Math.PI - 0.2);
      ink(pen, { line: COLOURS.dark, width: 0.016 });
    } else {
      const points = [-2, -1, 0, 1, 2].map((i) => ({ x: i * 0.022, y: (i % 2) * 0.022 }));
      polyline(pen, points, { line: COLOURS.dark, width: 0.014 });
    }
  });
}

function torso(pen: Pen, pose: Pose): void {
  const shade = pen.createLinearGradient(-0.3, -0.3, 0.32, 0.3);
  shade.addColorStop(0, COLOURS.violetLight);
  shade.addColorStop(0.45, COLOURS.violet);
  shade.addColorStop(1, COLOURS.violetDeep);
  pen.save();
  bodyPath(pen);
  pen.fillStyle = shade;
  pen.fill();
  pen.clip();
  belly(pen, pose);
  belt(pen, pose);
  pen.restore();
  bodyPath(pen);
  pen.strokeStyle = COLOURS.dark;
  pen.lineWidth = pose.lineWidth;
  pen.stroke();
}

/** Draws Momoru around the origin, one unit high; the caller scales. */
export function drawMomoru(pen: Pen, pose: Pose): void {
  const scale = { x: (1 - Math.abs(pose.turn) * 0.14) * (2 - pose.squash), y: pose.squash };
  within(pen, { at: { x: 0, y: 0.5 }, turn: pose.tilt, scale }, () => {
    pen.translate(0, -0.5);
    pen.lineJoin = 'round';
    pen.strokeStyle = COLOURS.dark;
    pen.lineWidth = pose.lineWidth;
    tail(pen, pose);
    legs(pen, pose);
    comb(pen, pose);
    torso(pen, pose);
    arm(pen, -1, pose.armLeft);
    arm(pen, 1, pose.armRight);
    eyes(pen, pose);
    mouth(pen, pose);
  });
}

import type { Size } from '../resize.ts';
import type { Pen } from './sheet.ts';

type Random = () => number;

const colour = (random: Random): string =>
  `hsl(${Math.floor(random() * 360)} ${Math.floor(random() * 90)}% ${Math.floor(5 + random() * 88)}%)`;

function fillGround(pen: Pen, { width, height }: Size, random: Random): void {
  const kind = random();
  const [x, y] = [width * random(), height * random()];
  const ground =
    kind < 0.6 ? pen.createLinearGradient(x, 0, width - x, height) : pen.createRadialGradient(x, y, 0, x, y, height);
  ground.addColorStop(0, colour(random));
  ground.addColorStop(1, colour(random));
  pen.fillStyle = kind < 0.25 ? colour(random) : ground;
  pen.fillRect(0, 0, width, height);
}

function drawBlob(pen: Pen, { width, height }: Size, random: Random): void {
  const corners = 3 + Math.floor(random() * 6);
  const radius = (0.04 + 0.2 * random()) * Math.min(width, height);
  const [x, y] = [width * random(), height * random()];
  pen.beginPath();
  for (let i = 0; i < corners; i++) {
    const angle = (i * 2 * Math.PI) / corners;
    const reach = radius * (0.6 + 0.6 * random());
    pen.lineTo(x + Math.cos(angle) * reach, y + Math.sin(angle) * reach);
  }
  pen.closePath();
  pen.fillStyle = colour(random);
  pen.fill();
  if (random() < 0.5) pen.stroke();
}

/** Small bright specks: stars, snow, rain, lights. */
function drawSpecks(pen: Pen, { width, height }: Size, random: Random): void {
  pen.fillStyle = colour(random);
  const [side, long] = [1 + 2 * random(), random() < 0.3 ? 6 : 1];
  for (let i = 0; i < 20 + random() * 120; i++) pen.fillRect(width * random(), height * random(), side, side * long);
}

/** Upright bars of a few colours: curtains, trunks, fences, houses, with windows in some. */
function drawBars(pen: Pen, { width, height }: Size, random: Random): void {
  const colours = [colour(random), colour(random), colour(random)];
  const hasWindows = random() < 0.5;
  for (let x = 0; x < width; x += width * (0.06 + 0.2 * random())) {
    const [wide, top] = [width * (0.04 + 0.2 * random()), height * 0.7 * random()];
    pen.fillStyle = colours[Math.floor(random() * 3)] ?? 'grey';
    pen.fillRect(x, top, wide, height);
    pen.fillStyle = colours[0] ?? 'grey';
    for (let y = top + 5; hasWindows && y < height; y += 9)
      for (let at = x + 3; at < x + wide - 4; at += 8) pen.fillRect(at, y, 3, 4);
  }
}

/** Broad soft spots: clouds, bokeh, water, noise. */
function drawSpots(pen: Pen, { width, height }: Size, random: Random): void {
  const reach = 0.05 + 0.25 * random();
  pen.globalAlpha = 0.2 + 0.5 * random();
  for (let i = 0; i < 10 + random() * 50; i++) {
    pen.beginPath();
    const radius = width * reach * (0.3 + random());
    pen.ellipse(width * random(), height * random(), radius, radius * (0.4 + random()), 0, 0, 7);
    pen.fillStyle = colour(random);
    pen.fill();
  }
  pen.globalAlpha = 1;
}

function drawBlobs(pen: Pen, size: Size, random: Random): void {
  for (let i = 0; i < random() * 14; i++) drawBlob(pen, size, random);
}

const DECORATIONS = [drawBlobs, drawSpecks, drawBars, drawSpots] as const;

/** A ground as cartoons and feeds have them: plain or graded, with a floor, and things on it. */
export function drawScene(pen: Pen, size: Size, random: Random): void {
  fillGround(pen, size, random);
  if (random() < 0.75) DECORATIONS[Math.floor(random() * DECORATIONS.length)]?.(pen, size, random);
  if (random() < 0.4) {
    pen.fillStyle = colour(random);
    const top = size.height * (0.55 + 0.35 * random());
    pen.fillRect(0, top, size.width, size.height);
  }
}

/** Light on everything: a lamp, an evening, a screen filter. */
export function drawLight(pen: Pen, { width, height }: Size, random: Random): void {
  if (random() < 0.4) return;
  pen.globalAlpha = 0.28 * random();
  pen.fillStyle = colour(random);
  pen.fillRect(0, 0, width, height);
  pen.globalAlpha = 1;
}

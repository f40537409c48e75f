import type { Size } from '../resize.ts';
import type { NewSheet, Pen, Sheet } from './sheet.ts';

type Random = () => number;
type Paint = () => string;

interface Tools {
  readonly random: Random;
  readonly newSheet: NewSheet;
}

const between = (random: Random, low: number, high: number): number => low + (high - low) * random();
const times = (count: number): number[] => Array.from({ length: Math.max(0, Math.floor(count)) }, (_, i) => i);

/** Colours of an object, each as often as the object wears it. */
export function coloursOf(object: Sheet, random: Random): Paint {
  const { width, height } = object;
  const { data } = object.getContext('2d').getImageData(0, 0, width, height);
  const solid: number[] = [];
  for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) > 200) solid.push(at - 3);
  return () => {
    const at = solid[Math.floor(random() * solid.length)];
    return at === undefined ? 'grey' : `rgb(${data[at]} ${data[at + 1]} ${data[at + 2]})`;
  };
}

/** A closed outline around the origin, about one unit high: an oval with a few waves on it. */
function blobPath(pen: Pen, random: Random): void {
  const waves = [2, 3, 5, 7].map((times) => ({ times, height: between(random, 0, 0.34) / times, from: random() * 7 }));
  const wide = between(random, 0.55, 1.1);
  pen.beginPath();
  for (let angle = 0; angle < 2 * Math.PI; angle += 0.1) {
    const reach = waves.reduce((sum, wave) => sum + wave.height * Math.cos(wave.times * angle + wave.from), 0.36);
    pen.lineTo(Math.cos(angle) * reach * wide, Math.sin(angle) * reach);
  }
  pen.closePath();
}

function disc(pen: Pen, { x, y, radius }: { x: number; y: number; radius: number }, fill: string): void {
  pen.beginPath();
  pen.ellipse(x, y, radius, radius, 0, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
}

/** Arms, legs, horns or tails: strokes in two colours with a ball or nothing at the end. */
function drawLimbs(pen: Pen, paint: Paint, random: Random): void {
  for (const _ of times(random() * 8)) {
    const [angle, reach] = [random() * 7, between(random, 0.3, 0.52)];
    const end = { x: Math.cos(angle) * reach, y: Math.sin(angle) * reach };
    pen.beginPath();
    pen.moveTo(Math.cos(angle) * 0.15, Math.sin(angle) * 0.15);
    pen.quadraticCurveTo(end.x + between(random, -0.2, 0.2), end.y * 0.6, end.x, end.y);
    const width = between(random, 0.03, 0.09);
    for (const share of [1, 0.7]) {
      pen.lineWidth = width * share;
      pen.strokeStyle = paint();
      pen.stroke();
    }
    if (random() < 0.6) disc(pen, { ...end, radius: between(random, 0.03, 0.07) }, paint());
  }
}

/** Stripes, zigzags, rings and spots, cut off at the outline. */
function drawMarkings(pen: Pen, paint: Paint, random: Random): void {
  for (const _ of times(random() * 4)) {
    const y = between(random, -0.3, 0.3);
    const kind = random();
    pen.beginPath();
    for (const i of times(16))
      pen.lineTo(-0.45 + i * 0.06, y + (kind < 0.35 ? (i % 2) * 0.06 : i * (kind - 0.5) * 0.02));
    pen.lineWidth = between(random, 0.02, 0.09);
    pen.strokeStyle = paint();
    if (kind < 0.6) pen.stroke();
    const at = { x: between(random, -0.25, 0.25), y };
    if (kind >= 0.6) for (const i of times(1 + random() * 4)) disc(pen, { ...at, radius: 0.13 - i * 0.03 }, paint());
  }
}

/** Up to four eyes of two or three rings each, beside or above each other. */
function drawEyes(pen: Pen, paint: Paint, random: Random): void {
  const isPile = random() < 0.3;
  const [x, y, gap] = [between(random, -0.12, 0.12), between(random, -0.22, 0), between(random, 0.1, 0.22)];
  const radius = between(random, 0.035, 0.09);
  const count = Math.floor(random() * 4);
  for (const i of times(count)) {
    const shift = (i - (count - 1) / 2) * gap;
    const at = isPile ? { x, y: y + shift } : { x: x + shift, y };
    for (const share of [1, 0.6, 0.3]) disc(pen, { ...at, radius: radius * share }, paint());
  }
}

/** A creature nobody has drawn before in the colours of an object, filling the size: what must not be taken for it. */
export function creatureImpostor(size: Size, paint: Paint, { random, newSheet }: Tools): Sheet {
  const canvas = newSheet(size.width, size.height);
  const pen = canvas.getContext('2d');
  pen.translate(size.width / 2, size.height / 2);
  pen.scale(size.width, size.height);
  pen.lineCap = 'round';
  const line = paint();
  drawLimbs(pen, paint, random);
  pen.save();
  blobPath(pen, random);
  pen.fillStyle = paint();
  pen.fill();
  pen.clip();
  drawMarkings(pen, paint, random);
  pen.lineWidth = between(random, 0, 0.03);
  pen.strokeStyle = line;
  pen.stroke();
  pen.restore();
  drawEyes(pen, paint, random);
  return canvas;
}

/** The outline of an object filled with other things in the object's own colours. */
export function outlineImpostor(object: Sheet, paint: Paint, { random, newSheet }: Tools): Sheet {
  const { width, height } = object;
  const canvas = newSheet(width, height);
  const pen = canvas.getContext('2d');
  pen.drawImage(object, 0, 0);
  pen.globalCompositeOperation = 'source-atop';
  pen.fillStyle = paint();
  pen.fillRect(0, 0, width, height);
  pen.translate(width / 2, height / 2);
  pen.scale(width, height);
  drawMarkings(pen, paint, random);
  drawMarkings(pen, paint, random);
  drawEyes(pen, paint, random);
  return canvas;
}

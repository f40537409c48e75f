import type { Size } from '../resize.ts';
import type { NewSheet, Pen, Sheet } from './sheet.ts';

type Random = () => number;

const colour = (random: Random): string =>
  `hsl(${Math.floor(random() * 360)} ${Math.floor(random() * 90)}% ${Math.floor(10 + random() * 80)}%)`;

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

/** A ground as cartoons and feeds have them: plain, graded, or with shapes on it. */
export function drawScene(pen: Pen, size: Size, random: Random): void {
  fillGround(pen, size, random);
  const shapes = random() < 0.4 ? 0 : Math.floor(random() * 14);
  for (let i = 0; i < shapes; i++) drawBlob(pen, size, random);
}

/** Fills ovals and eyes inside whatever shape is clipped: a creature nobody has drawn before. */
function drawInside(pen: Pen, { width, height }: Size, paint: () => string, random: Random): void {
  pen.fillStyle = paint();
  pen.fillRect(0, 0, width, height);
  for (let i = 0; i < 3 + random() * 9; i++) {
    pen.beginPath();
    const [x, y] = [width * random(), height * random()];
    pen.ellipse(x, y, width * (0.03 + 0.2 * random()), height * (0.03 + 0.2 * random()), random() * 3, 0, 7);
    pen.fillStyle = paint();
    pen.fill();
  }
}

/** The outline of an object filled with other things in the object's own colours: what must not be taken for it. */
export function impostorOf(object: Sheet, { random, newSheet }: { random: Random; newSheet: NewSheet }): Sheet {
  const { width, height } = object;
  const { data } = object.getContext('2d').getImageData(0, 0, width, height);
  const own = (): string => {
    for (let tries = 0; tries < 40; tries++) {
      const at = Math.floor(random() * width * height) * 4;
      if ((data[at + 3] ?? 0) > 200) return `rgb(${data[at]} ${data[at + 1]} ${data[at + 2]})`;
    }
    return colour(random);
  };
  const canvas = newSheet(width, height);
  const pen = canvas.getContext('2d');
  pen.drawImage(object, 0, 0);
  pen.globalCompositeOperation = 'source-in';
  const inside = newSheet(width, height);
  drawInside(inside.getContext('2d'), { width, height }, own, random);
  pen.drawImage(inside, 0, 0);
  return canvas;
}

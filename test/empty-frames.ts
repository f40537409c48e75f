import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { seededRandom } from '../src/seeded-random.ts';

const SIZE = { width: 320, height: 180 };
const TALL = { width: 180, height: 320 };

type Paint = (pen: SKRSContext2D, size: { readonly width: number; readonly height: number }) => void;

function png(size: { readonly width: number; readonly height: number }, paint: Paint): Buffer {
  const canvas = createCanvas(size.width, size.height);
  paint(canvas.getContext('2d'), size);
  return canvas.toBuffer('image/png');
}

const filled =
  (colour: string): Paint =>
  (pen, { width, height }) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, width, height);
  };

/** Squares of chance values; `of` makes a colour of the next ones. */
const noise =
  (side: number, of: (random: () => number) => string): Paint =>
  (pen, { width, height }) => {
    const random = seededRandom(side);
    for (let y = 0; y < height; y += side) {
      for (let x = 0; x < width; x += side) {
        pen.fillStyle = of(random);
        pen.fillRect(x, y, side, side);
      }
    }
  };

const byte = (random: () => number): number => Math.floor(random() * 256);
const grey = (value: number): string => `rgb(${value} ${value} ${value})`;

interface Card {
  readonly lines: readonly string[];
  readonly ink: string;
  readonly ground: string;
  /** Height of a line as a share of the frame. */
  readonly line: number;
  readonly font?: string;
  readonly align?: 'left' | 'center';
}

const words =
  ({ lines, ink, ground, line, font = 'sans-serif', align = 'center' }: Card): Paint =>
  (pen, size) => {
    filled(ground)(pen, size);
    pen.fillStyle = ink;
    pen.textAlign = align;
    pen.font = `${line * size.height * 0.8}px ${font}`;
    const x = align === 'left' ? size.width * 0.05 : size.width / 2;
    const top = size.height / 2 - ((lines.length - 1) / 2) * line * size.height;
    for (const [i, text] of lines.entries()) pen.fillText(text, x, top + i * line * size.height, size.width * 0.9);
  };

const CREDITS = ['Directed by', 'Somebody Else', '', 'Music', 'Nobody Inparticular'];

/** Frames with nothing to judge in them, by name; each must be `unknown` whatever the network would say. */
export const EMPTY_FRAMES: ReadonlyMap<string, Buffer> = new Map([
  ...['black', 'white', 'rgb(250 210 40)', 'rgb(220 30 40)', 'rgb(90 170 220)', 'rgb(128 128 128)'].map(
    (colour, i) => [`solid-${i}.png`, png(SIZE, filled(colour))] as const,
  ),
  [
    'noise-grey.png',
    png(
      SIZE,
      noise(1, (random) => grey(byte(random))),
    ),
  ],
  [
    'noise-colour.png',
    png(
      TALL,
      noise(1, (random) => `rgb(${byte(random)} ${byte(random)} ${byte(random)})`),
    ),
  ],
  [
    'noise-faint.png',
    png(
      SIZE,
      noise(1, (random) => grey(100 + Math.floor(byte(random) / 5))),
    ),
  ],
  [
    'noise-specks.png',
    png(
      SIZE,
      noise(1, (random) => (random() < 0.1 ? 'white' : 'black')),
    ),
  ],
  [
    'noise-coarse.png',
    png(
      SIZE,
      noise(4, (random) => grey(byte(random))),
    ),
  ],
  ['text-title.png', png(SIZE, words({ lines: ['Chapter One'], ink: 'white', ground: 'black', line: 0.25 }))],
  ['text-credits.png', png(SIZE, words({ lines: CREDITS, ink: 'white', ground: 'black', line: 0.12 }))],
  ['text-paper.png', png(SIZE, words({ lines: CREDITS, ink: 'black', ground: 'white', line: 0.15, font: 'serif' }))],
  [
    'text-yellow.png',
    png(TALL, words({ lines: ['link in bio', 'part 2 soon'], ink: 'red', ground: 'rgb(250 210 40)', line: 0.07 })),
  ],
  [
    'text-story.png',
    png(
      TALL,
      words({
        lines: ['so this morning i', 'woke up and my', 'whole screen was', 'just words again', 'like this one'],
        ink: 'white',
        ground: 'rgb(40 70 160)',
        line: 0.06,
        align: 'left',
      }),
    ),
  ],
  [
    'text-code.png',
    png(
      SIZE,
      words({ lines: ['$ npm test', '412 passed'], ink: 'lime', ground: 'black', line: 0.14, font: 'monospace' }),
    ),
  ],
  ['tiny-dot.png', png({ width: 1, height: 1 }, filled('red'))],
  [
    'tiny-icon.png',
    png(
      { width: 32, height: 32 },
      noise(8, (random) => grey(byte(random))),
    ),
  ],
  [
    'tiny-strip.png',
    png(
      { width: 600, height: 40 },
      noise(20, (random) => grey(byte(random))),
    ),
  ],
]);

/** Line drawings of no words: low and spread out as words are, but figures. */
export const LINE_DRAWINGS: ReadonlyMap<string, Buffer> = new Map([
  [
    'stick-man.png',
    png(SIZE, (pen, size) => {
      filled('white')(pen, size);
      pen.lineWidth = 4;
      pen.beginPath();
      pen.arc(160, 50, 22, 0, 2 * Math.PI);
      pen.moveTo(160, 72);
      pen.lineTo(160, 120);
      pen.lineTo(135, 160);
      pen.moveTo(160, 120);
      pen.lineTo(185, 160);
      pen.moveTo(125, 90);
      pen.lineTo(195, 90);
      pen.stroke();
    }),
  ],
  [
    'face.png',
    png(SIZE, (pen, size) => {
      filled('rgb(250 250 240)')(pen, size);
      pen.fillStyle = 'rgb(30 30 30)';
      for (const [x, y, rx, ry] of [
        [130, 70, 12, 22],
        [190, 70, 12, 22],
        [160, 110, 6, 5],
        [160, 140, 50, 8],
      ] as const) {
        pen.beginPath();
        pen.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
        pen.fill();
      }
    }),
  ],
]);

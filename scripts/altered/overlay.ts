import type { Pen, Sheet } from '../../src/pack-build/sheet.ts';

/** The pen of the commands writes text too; views never need it. */
interface TextPen extends Pen {
  font: string;
  textAlign: 'left' | 'center' | 'right';
  lineJoin: 'round' | 'miter' | 'bevel';
  fillText(text: string, x: number, y: number): void;
  strokeText(text: string, x: number, y: number): void;
}

const LETTERS = 'aeiounrstlmdhgk';
const penOf = (sheet: Sheet): TextPen => sheet.getContext('2d') as TextPen;

function words(random: () => number, count: number): string {
  const word = (): string =>
    Array.from({ length: 2 + Math.floor(random() * 6) }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join('');
  return Array.from({ length: count }, word).join(' ');
}

/** One or two lines low in the picture, white with a black rim or yellow, as subtitles are. */
export function drawSubtitles(sheet: Sheet, random: () => number): void {
  const pen = penOf(sheet);
  const size = sheet.height * (0.05 + 0.03 * random());
  const lines = random() < 0.5 ? 1 : 2;
  const from = sheet.height * (0.72 + 0.12 * random());
  pen.font = `bold ${size.toFixed(1)}px sans-serif`;
  pen.textAlign = 'center';
  pen.lineJoin = 'round';
  pen.lineWidth = size / 4;
  pen.strokeStyle = 'black';
  pen.fillStyle = random() < 0.3 ? 'rgb(255 230 60)' : 'white';
  for (let line = 0; line < lines; line++) {
    const text = words(random, 3);
    pen.strokeText(text, sheet.width / 2, from + line * size * 1.25);
    pen.fillText(text, sheet.width / 2, from + line * size * 1.25);
  }
}

/** A column of round buttons on the right, a name and a line of text at the lower left, a bar of progress. */
export function drawInterface(sheet: Sheet, random: () => number): void {
  const pen = penOf(sheet);
  const unit = Math.min(sheet.width, sheet.height) / 100;
  pen.globalAlpha = 0.9;
  pen.fillStyle = 'white';
  for (let button = 0; button < 4; button++) {
    pen.beginPath();
    const y = sheet.height * (0.42 + 0.11 * button);
    pen.ellipse(sheet.width - 8 * unit, y, 4.5 * unit, 4.5 * unit, 0, 0, 2 * Math.PI);
    pen.fill();
  }
  pen.textAlign = 'left';
  pen.font = `${(5 * unit).toFixed(1)}px sans-serif`;
  pen.fillText(`@${words(random, 1)}`, 4 * unit, sheet.height - 10 * unit);
  pen.fillText(words(random, 4), 4 * unit, sheet.height - 4 * unit);
  pen.fillRect(0, sheet.height - 1.2 * unit, sheet.width * random(), 1.2 * unit);
  pen.globalAlpha = 1;
}

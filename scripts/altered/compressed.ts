import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RgbaPicture } from '../../src/pack-build/sheet.ts';
import { newSheet, pictureOf, sheetOf } from './picture.ts';

/** Macroblocks are this wide; every picture lies on whole ones. */
const BLOCK = 16;
/** What a heavy re-upload leaves. */
const RATE_FACTOR = 35;

/** Runs ffmpeg with bytes on its standard input and gives back those of its output. */
function ffmpeg(args: readonly string[], input: Buffer | null): Promise<Buffer> {
  const child = spawn('ffmpeg', ['-v', 'error', '-y', ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(Buffer.concat(chunks)) : reject(new Error(`ffmpeg ended with ${code}`)),
    );
  });
}

/** On grey where it is transparent, with its last row and column repeated as far as the side goes. */
function onSquare(picture: RgbaPicture, side: number): Buffer {
  const sheet = newSheet(side, side);
  const pen = sheet.getContext('2d');
  pen.fillStyle = 'rgb(128 128 128)';
  pen.fillRect(0, 0, side, side);
  pen.drawImage(sheetOf(picture), 0, 0);
  return Buffer.from(sheet.getContext('2d').getImageData(0, 0, side, side).data);
}

function cutFrom(square: Buffer, side: number, { width, height }: RgbaPicture): RgbaPicture {
  const whole = sheetOf({ width: side, height: side, rgba: new Uint8ClampedArray(square) });
  const sheet = newSheet(width, height);
  sheet.getContext('2d').drawImage(whole, 0, 0);
  return pictureOf(sheet);
}

/** The pictures as H.264 shows them at constant rate factor 35, each a keyframe of one video. */
export async function compressed(pictures: readonly RgbaPicture[]): Promise<RgbaPicture[]> {
  const longest = Math.max(...pictures.flatMap(({ width, height }) => [width, height]));
  const side = Math.ceil(longest / BLOCK) * BLOCK;
  const folder = mkdtempSync(join(tmpdir(), 'lookalike-video-'));
  const file = join(folder, 'pictures.mp4');
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'rgba'];
  try {
    const coded = ['-threads', '1', '-c:v', 'libx264', '-crf', String(RATE_FACTOR), '-g', '1', '-pix_fmt', 'yuv420p'];
    const input = Buffer.concat(pictures.map((picture) => onSquare(picture, side)));
    await ffmpeg([...raw, '-s', `${side}x${side}`, '-i', 'pipe:0', ...coded, file], input);
    const decoded = await ffmpeg(['-threads', '1', '-i', file, '-vsync', '0', ...raw, 'pipe:1'], null);
    const size = side * side * 4;
    if (decoded.length !== pictures.length * size) throw new Error('ffmpeg gave other frames than it got.');
    return pictures.map((picture, i) => cutFrom(decoded.subarray(i * size, (i + 1) * size), side, picture));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

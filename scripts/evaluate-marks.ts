import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Frame } from '../src/frame.ts';
import { markName, markSigns } from '../src/marks/mark-signs.ts';
import type { MarkReader } from '../src/marks/read-marks.ts';
import type { Box } from '../src/match.ts';
import { fitInside } from '../src/pixels.ts';
import { resizeRgb } from '../src/resize.ts';
import { wilson } from '../src/wilson.ts';
import { type DataRow, readIndex } from './data-index.ts';
import { mediaFrames, stillFrame } from './media.ts';
import { readPicture } from './media-picture.ts';
import { loadMarks, MODELS } from './model.ts';

const USAGE = 'Usage: npx tsx scripts/evaluate-marks.ts --data DIR [--every N]';

/** As large as frames of the browser are. */
const LONG_SIDE = 320;
/** A still is played as a clip by showing it again this much later. */
const LATER_SECONDS = 0.7;
const OVERLAP_LEAST = 0.3;

/** A row of `marks/index.tsv`: a frame with the box of its mark, or a clip. */
interface MarkRow {
  readonly file: string;
  readonly generator: string;
  readonly box: Box | null;
}

function readMarkRows(folder: string): MarkRow[] {
  const [, ...lines] = readFileSync(join(folder, 'index.tsv'), 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => {
    const [file = '', generator = '', ...rest] = line.split('\t');
    const [width = 0, height = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0] = rest.map(Number);
    const box =
      x2 > x1 ? { x: x1 / width, y: y1 / height, width: (x2 - x1) / width, height: (y2 - y1) / height } : null;
    return { file, generator, box };
  });
}

/** A picture as a frame of the size that the browser sends. */
export function smallFrame(frame: Frame): Frame {
  const size = fitInside(frame, LONG_SIDE);
  return { ...frame, ...size, pixels: resizeRgb(frame.pixels, frame, size) };
}

function overlap(a: Box, b: Box): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (across <= 0 || down <= 0) return 0;
  const both = across * down;
  return both / (a.width * a.height + b.width * b.height - both);
}

const say = (what: string, hits: number, n: number): void => {
  const { low, high } = wilson(hits, n);
  const share = n === 0 ? 'nothing to measure' : `${(hits / n).toFixed(3)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
  console.log(`${what}: ${hits} of ${n}, ${share}`);
};

async function measureFrames(
  reader: MarkReader,
  folder: string,
  rows: readonly MarkRow[],
  generator: string,
): Promise<void> {
  const frames = rows.filter(
    (row) => row.generator === generator && /\.(?:jpg|webp|png)$/.test(row.file) && row.box !== null,
  );
  let found = 0;
  let placed = 0;
  for (const { file, box } of frames) {
    const seen = await reader.read(smallFrame(stillFrame(await readPicture(join(folder, file)))));
    const mark = seen.find(({ mark }) => mark === generator);
    found += mark === undefined ? 0 : 1;
    placed += mark !== undefined && box !== null && overlap(mark.box, box) >= OVERLAP_LEAST ? 1 : 0;
  }
  say(`${generator}, frames with the mark found`, found, frames.length);
  say(`${generator}, frames with its box where people drew it`, placed, frames.length);
}

/** Shapes that a tall video is put into, as width to height, with bars on both sides. */
const BARRED = [0.8, 1, 16 / 9] as const;

function betweenBars(frame: Frame, shape: number): Frame {
  const width = Math.round(frame.height * shape);
  const left = Math.floor((width - frame.width) / 2);
  const pixels = new Uint8Array(width * frame.height * 3);
  for (let y = 0; y < frame.height; y++) {
    const from = y * frame.width * 3;
    pixels.set(frame.pixels.subarray(from, from + frame.width * 3), (y * width + left) * 3);
  }
  return { ...frame, width, pixels };
}

async function measureBarred(reader: MarkReader, folder: string, rows: readonly MarkRow[]): Promise<void> {
  const frames = rows.filter(
    ({ generator, box, file }) => generator === 'sora2' && box !== null && file.endsWith('.jpg'),
  );
  for (const shape of BARRED) {
    let found = 0;
    for (const { file } of frames) {
      const frame = betweenBars(stillFrame(await readPicture(join(folder, file))), shape);
      found += (await reader.read(smallFrame(frame))).some(({ mark }) => mark === 'sora2') ? 1 : 0;
    }
    say(`sora2, frames between bars, ${shape.toFixed(2)} to 1`, found, frames.length);
  }
}

/** Where Veo puts the diamond at a short side of 720: its size and its distance from the right and from below. */
const DIAMONDS = [
  [56, 92, 92],
  [48, 72, 72],
  [44, 29, 40],
] as const;
const DIAMOND_SIDE = 720;
/** Of the pictures without marks, one in so many carries a diamond for the measurement. */
const DIAMOND_EVERY = 9;

/** A picture with a real diamond laid over it by its measured alpha, white, as the generator does. */
function withDiamond(ground: Frame, alpha: Frame, [side, right, below]: readonly [number, number, number]): Frame {
  const scale = DIAMOND_SIDE / Math.min(ground.width, ground.height);
  const size = { width: Math.round(ground.width * scale), height: Math.round(ground.height * scale) };
  const pixels = new Uint8Array(resizeRgb(ground.pixels, ground, size));
  const cover = resizeRgb(alpha.pixels, alpha, { width: side, height: side });
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side * 3; x++) {
      const at = ((size.height - below - side + y) * size.width + size.width - right - side) * 3 + x;
      const share = (cover[y * side * 3 + x] ?? 0) / 255;
      pixels[at] = (pixels[at] ?? 0) * (1 - share) + 255 * share;
    }
  }
  return { ...ground, ...size, pixels };
}

async function measureDiamonds(reader: MarkReader, data: string, rows: readonly DataRow[]): Promise<void> {
  for (const name of ['veo_bg_48.png', 'veo_bg_96.png', 'veo_bg_96_20260520.png']) {
    const alpha = stillFrame(await readPicture(join(data, 'marks/captures', name)));
    let found = 0;
    for (const [i, { path }] of rows.entries()) {
      const ground = stillFrame(await readPicture(join(data, path)));
      const frame = smallFrame(withDiamond(ground, alpha, DIAMONDS[i % DIAMONDS.length] ?? DIAMONDS[0]));
      if ((await reader.read(frame)).some(({ mark }) => mark === 'gemini')) found++;
    }
    say(`gemini, ${name} laid over pictures`, found, rows.length);
  }
}

/** Clips that play with a real diamond in one of Veo's places: by how many the sign is had, and is strong. */
async function measureDiamondClips(reader: MarkReader, data: string, paths: readonly string[]): Promise<void> {
  const alphas = new Map<string, Frame>();
  for (const name of ['veo_bg_48.png', 'veo_bg_96_20260520.png'])
    alphas.set(name, stillFrame(await readPicture(join(data, 'marks/captures', name))));
  const strengths = new Map<string, string[]>([...alphas.keys()].map((name) => [name, []]));
  for (const path of paths) {
    const frames: Frame[] = [];
    for await (const read of mediaFrames(path)) if ('frame' in read) frames.push(read.frame);
    for (const [name, alpha] of alphas)
      for (const place of DIAMONDS) {
        const marked = frames.map((frame) => smallFrame(withDiamond(frame, alpha, place)));
        const sign = (await clipSigns(reader, marked)).find(({ cue }) => cue === markName('gemini'));
        if (sign !== undefined) strengths.get(name)?.push(sign.strength);
      }
  }
  const played = paths.length * DIAMONDS.length;
  for (const [name, found] of strengths) {
    say(`gemini, ${name} laid over clips, with a sign`, found.length, played);
    say('of these with a strong one', found.filter((strength) => strength === 'strong').length, played);
  }
}

/** The kinds of mark that a clip gets strong and weak signs of. */
async function clipSigns(reader: MarkReader, frames: AsyncIterable<Frame> | Iterable<Frame>) {
  const readings = [];
  for await (const frame of frames) readings.push({ time: frame.time, marks: await reader.read(frame) });
  return markSigns(readings);
}

async function* framesOf(path: string): AsyncGenerator<Frame> {
  for await (const read of mediaFrames(path)) if ('frame' in read) yield smallFrame(read.frame);
}

async function measureClips(reader: MarkReader, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const signs = await clipSigns(reader, framesOf(path));
    const words = signs.map(({ cue, strength, notes }) => `${cue} (${strength}, ${notes?.join(', ')})`);
    console.log(`clip ${path.split('/').at(-1)}: ${words.join('; ') || 'no mark'}`);
  }
}

async function measureNegatives(reader: MarkReader, data: string, rows: readonly DataRow[]): Promise<void> {
  const strong = new Map<string, number>();
  const weak = new Map<string, number>();
  for (const { path } of rows) {
    const frame = smallFrame(stillFrame(await readPicture(join(data, path))));
    for (const { cue, strength } of await clipSigns(reader, [frame, { ...frame, time: LATER_SECONDS }])) {
      const counts = strength === 'strong' ? strong : weak;
      counts.set(cue, (counts.get(cue) ?? 0) + 1);
      if (strength === 'strong') console.log(`false or unlisted: ${path}: ${cue}`);
    }
  }
  const all = [...strong.values()].reduce((sum, count) => sum + count, 0);
  say('pictures without a known mark, played as clips, that get a strong sign', all, rows.length);
  console.log('by kind, strong:', Object.fromEntries(strong), 'weak:', Object.fromEntries(weak));
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { data: { type: 'string' }, every: { type: 'string', default: '1' } } });
  const { data, every } = values;
  const reader = await loadMarks(MODELS);
  if (data === undefined || !existsSync(join(data, 'marks', 'index.tsv')) || reader === null) {
    console.error(USAGE);
    return 2;
  }
  const folder = join(data, 'marks');
  const rows = readMarkRows(folder);
  for (const generator of ['sora2', 'kling']) await measureFrames(reader, folder, rows, generator);
  await measureBarred(reader, folder, rows);
  const clips = ['marks/clips', 'clips'].flatMap((inner) =>
    readdirSync(join(data, inner)).map((name) => join(data, inner, name)),
  );
  await measureClips(reader, clips);
  const negatives = readIndex(data).filter(({ split, label }) => split === 'dev' && /^(?:neg|style|ai)-/.test(label));
  const grounds = negatives.filter(({ label }, i) => label !== 'ai-image' && i % DIAMOND_EVERY === 0);
  await measureDiamonds(reader, data, grounds);
  await measureDiamondClips(reader, data, clips);
  await measureNegatives(
    reader,
    data,
    negatives.filter((_, i) => i % Number(every) === 0),
  );
  return 0;
}

if (process.argv[1]?.endsWith('evaluate-marks.ts')) process.exitCode = await main();

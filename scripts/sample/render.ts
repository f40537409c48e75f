import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCanvas } from '@napi-rs/canvas';
import { backgroundOf, drawFrame } from './draw/draw-frame.ts';
import { FRAMES, FRAMES_PER_SECOND, type Recipe } from './draw/recipe.ts';

const DRAWING = fileURLToPath(new URL('draw/', import.meta.url));
export const CACHE = fileURLToPath(new URL('../../.cache/sample/', import.meta.url));

/** VP8 plays in every browser that is under test; one thread and no clock keep its bytes the same. */
const ENCODING =
  '-c:v libvpx -deadline realtime -cpu-used 8 -threads 1 -b:v 900k -crf 18 -g 27 -pix_fmt yuv420p -flags +bitexact -fflags +bitexact'.split(
    ' ',
  );

/** Only whole pictures, all at one quality. */
const STILL_ENCODING = '-g 1 -qmin 18 -qmax 18 -b:v 8M'.split(' ');
/** The moment of a recipe that a still holds. */
const STILL_SHARE = 0.3;

/** What is drawn by other code is another clip, so the drawing files are part of every clip's name. */
function hashOfDrawing(): string {
  const hash = createHash('sha256').update(ENCODING.join(' '));
  for (const name of readdirSync(DRAWING).sort()) hash.update(readFileSync(join(DRAWING, name)));
  return hash.digest('hex');
}

const DRAWING_HASH = hashOfDrawing();

/** File of a clip in the cache; the name holds everything that decides its frames. */
export const clipPath = (recipe: Recipe): string => {
  const about = JSON.stringify(recipe) + (recipe.isStill ? STILL_ENCODING.join(' ') : '');
  const key = createHash('sha256').update(DRAWING_HASH).update(about).digest('hex').slice(0, 20);
  return join(CACHE, `${key}.webm`);
};

function encoderOf({ width, height, isStill }: Recipe, path: string) {
  const raw = `-f rawvideo -pix_fmt rgba -s ${width}x${height} -r ${FRAMES_PER_SECOND} -i pipe:0`.split(' ');
  return spawn('ffmpeg', ['-v', 'error', '-y', ...raw, ...ENCODING, ...(isStill ? STILL_ENCODING : []), path], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
}

async function render(recipe: Recipe, path: string): Promise<void> {
  const unfinished = `${path}.${process.pid}.webm`;
  const encoder = encoderOf(recipe, unfinished);
  const ended = once(encoder, 'close') as Promise<[number]>;
  const canvas = createCanvas(recipe.width, recipe.height);
  const pen = canvas.getContext('2d');
  const background = backgroundOf(recipe);
  for (let i = 0; i < FRAMES; i++) {
    drawFrame(pen, recipe, { background, share: recipe.isStill ? STILL_SHARE : i / FRAMES });
    const { data } = pen.getImageData(0, 0, recipe.width, recipe.height);
    if (!encoder.stdin.write(Buffer.from(data.buffer))) await once(encoder.stdin, 'drain');
  }
  encoder.stdin.end();
  const [code] = await ended;
  if (code !== 0) {
    rmSync(unfinished, { force: true });
    throw new Error(`ffmpeg could not write ${path} (exit ${code}).`);
  }
  renameSync(unfinished, path);
}

/** Renders what is not in the cache yet, two at a time: one draws while the other's frames are encoded. */
export async function renderAll(recipes: readonly Recipe[], onDone: (done: number, of: number) => void): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const missing = recipes.filter((recipe) => !existsSync(clipPath(recipe)));
  let done = 0;
  const queue = missing[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (const recipe of queue) {
      await render(recipe, clipPath(recipe));
      onDone(++done, missing.length);
    }
  };
  await Promise.all([work(), work()]);
}

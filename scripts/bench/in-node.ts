import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadModel, MODELS } from '../model.ts';
import { zipOf } from '../pack.ts';
import { drawnFrame } from './frame.ts';
import { referenceRecogniser } from './mobilenet.ts';
import { type Measured, timesInTurns } from './times.ts';

const ROUNDS = 15;
const SHARE_MAX = 1 / 3;
const ZIP_MAX_MB = 14;

/** Time of the recogniser against MobileNetV2 at 224 x 224, both in the runtime of the extension with one thread. */
export async function measureInference(): Promise<Measured[]> {
  const [{ recogniser }, reference] = [await loadModel(MODELS, []), await referenceRecogniser()];
  const [wide, square] = [drawnFrame(320, 180), drawnFrame(320, 320)];
  const works = [() => recogniser.embed(wide), () => recogniser.read(wide), () => reference.embed(square)];
  const [bare = 0, read = 0, other = 1] = await timesInTurns(works, ROUNDS);
  await Promise.all([recogniser.dispose(), reference.dispose()]);
  const share = bare / other;
  return [
    {
      what: 'recogniser against MobileNetV2 (float, 224), one frame',
      value: `${bare.toFixed(0)} ms / ${other.toFixed(0)} ms = ${share.toFixed(2)}`,
      budget: '<= 0.33',
      isKept: share <= SHARE_MAX,
    },
    {
      what: 'frame to matches in Node against the network alone',
      value: (read / bare).toFixed(2),
      budget: '<= 2',
      isKept: read <= 2 * bare,
    },
  ];
}

/** Size of what is installed. */
export function measureZip(chrome: string): Measured[] {
  const megabytes = zipOf(chrome).length / 1e6;
  const largest = readdirSync(join(chrome, 'assets')).find((name) => name.endsWith('.wasm')) ?? 'no wasm';
  const what = `installable zip (with ${largest})`;
  return [
    { what, value: `${megabytes.toFixed(1)} MB`, budget: `<= ${ZIP_MAX_MB} MB`, isKept: megabytes <= ZIP_MAX_MB },
  ];
}

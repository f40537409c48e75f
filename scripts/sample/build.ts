import { join } from 'node:path';
import { buildSampleExtension } from '../build.ts';
import { samplePack } from './pack.ts';
import { CACHE } from './render.ts';

/** Builds of the sample; never the ones that are shipped. */
export const SAMPLE_DIST = join(CACHE, 'dist');

/** Builds both extensions with the sample pack and answers their folder. */
export async function buildSample(): Promise<string> {
  await buildSampleExtension(SAMPLE_DIST, [await samplePack()]);
  return SAMPLE_DIST;
}

import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

const ENTRY = fileURLToPath(new URL('../../extension/content/capture.ts', import.meta.url));

/** The capture of the content script as a script for any page, which puts it on `globalThis.ours`. */
export async function captureScript(): Promise<string> {
  const lib = { entry: ENTRY, formats: ['iife' as const], name: 'ours' };
  const built = await build({ configFile: false, publicDir: false, logLevel: 'error', build: { write: false, lib } });
  const [output] = [built].flat() as Rolldown.RolldownOutput[];
  return output?.output[0].code ?? '';
}

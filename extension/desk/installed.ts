import { signal } from '@preact/signals';
import { type MeasuredPack, measuredPack } from '../../src/measured.ts';
import { parseDescription, type RecogniserDescription } from '../../src/recogniser-description.ts';
import type { Verdict } from '../../src/verdict.ts';
import { browser } from '../browser.ts';

/** The model and the base pack that came with this version of the extension. */
export interface Installed {
  readonly description: RecogniserDescription;
  readonly pack: MeasuredPack;
}
export type InstalledState = Installed | 'loading' | 'missing';
export const installed = signal<InstalledState>('loading');

async function readJson(path: string): Promise<unknown> {
  const response = await fetch(browser.runtime.getURL(path));
  if (!response.ok) throw new Error(`${path} answers ${response.status}`);
  return response.json();
}

async function readInstalled(): Promise<InstalledState> {
  const description = parseDescription(await readJson('models/recogniser.json'));
  const pack = measuredPack(await readJson('models/packs/lookalike.json'));
  return pack === null ? 'missing' : { description, pack };
}

export function startInstalled(): void {
  readInstalled().then(
    (found) => {
      installed.value = found;
    },
    (error: unknown) => {
      console.error('Lookalike desk:', error);
      installed.value = 'missing';
    },
  );
}

/** True when the verdict was made by another model or base pack than those installed now. */
export function isByOlderModel({ modelVersion, packVersion }: Verdict): boolean {
  if (typeof installed.value === 'string' || modelVersion === '') return false;
  const { description, pack } = installed.value;
  const isOfPack = packVersion.split('+').includes(`${pack.id}@${pack.version}`);
  return modelVersion !== description.version || !isOfPack;
}

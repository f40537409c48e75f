import { signal } from '@preact/signals';
import { parseDescription } from '../../src/recogniser-description.ts';
import type { Verdict } from '../../src/verdict.ts';
import { browser } from '../browser.ts';

/** Version of the model installed now, or empty while it is not known. */
const installedModel = signal('');

/** Reads it once; without a model nothing is called older. */
export async function loadModelVersion(): Promise<void> {
  if (installedModel.value !== '') return;
  const response = await fetch(browser.runtime.getURL('models/recogniser.json'));
  installedModel.value = parseDescription(await response.json()).version;
}

export const isOfOtherModel = ({ modelVersion }: Verdict): boolean =>
  modelVersion !== '' && installedModel.value !== '' && modelVersion !== installedModel.value;

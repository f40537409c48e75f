import type { InputRule } from '../src/prepare.ts';
import { parseDescription } from '../src/recogniser-description.ts';
import { browser } from './browser.ts';

const MODELS = 'models/';

/** How the installed model wants its pictures. */
export async function readInputRule(): Promise<InputRule> {
  const response = await fetch(browser.runtime.getURL(`${MODELS}recogniser.json`));
  return parseDescription(await response.json()).input;
}

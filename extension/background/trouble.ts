import * as v from 'valibot';
import { STORE_TROUBLES, type StoreTrouble } from '../../src/store-trouble.ts';
import { browser } from '../browser.ts';

const KEY = 'store-trouble';
const troubleSchema = v.picklist(STORE_TROUBLES);

/** What is wrong with the flag store, for the popup to say; null when nothing is. */
export async function readTrouble(): Promise<StoreTrouble | null> {
  const parsed = v.safeParse(troubleSchema, (await browser.storage.session.get(KEY))[KEY]);
  return parsed.success ? parsed.output : null;
}

/** Written only when it is news: each writing wakes an open popup, which reads the flags and may meet it again. */
export async function writeTrouble(trouble: StoreTrouble): Promise<void> {
  if ((await readTrouble()) !== trouble) await browser.storage.session.set({ [KEY]: trouble });
}

/** A flag was stored again. Damage stays told: what was lost does not come back by storing another. */
export async function clearTrouble(): Promise<void> {
  const trouble = await readTrouble();
  if (trouble !== null && trouble !== 'damaged') await browser.storage.session.remove(KEY);
}

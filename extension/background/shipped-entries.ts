import * as v from 'valibot';
import { type PackFile, packFileSchema } from '../../src/pack-file.ts';
import { browser } from '../browser.ts';
import { writeEntries } from '../own-entries.ts';

const namesSchema = v.array(v.string());

async function readOwn(path: string): Promise<unknown> {
  return (await fetch(browser.runtime.getURL(`models/packs/${path}`))).json();
}

/** A damaged pack has no names to tell; that it is damaged is said by the engine, which reads it for more than names. */
async function packFile(name: string): Promise<PackFile[]> {
  const parsed = v.safeParse(packFileSchema, await readOwn(name).catch(() => null));
  return parsed.success ? [parsed.output] : [];
}

/** Notes what entries of the shipped packs are called that the lexicon does not name. Once for each installed version. */
export async function learnShippedEntries(): Promise<void> {
  const names = v.parse(namesSchema, await readOwn('index.json'));
  await writeEntries('shipped', (await Promise.all(names.map(packFile))).flat());
}

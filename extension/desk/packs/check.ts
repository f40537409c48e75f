import * as v from 'valibot';
import { joinPacks } from '../../../src/join-packs.ts';
import type { Pack } from '../../../src/pack.ts';
import { type PackError, type PackFile, packFileSchema, parsePack } from '../../../src/pack-file.ts';
import { dimensionsOf } from '../../../src/recogniser-description.ts';
import { browser } from '../../browser.ts';
import { keyPart, say } from '../../ui/say.ts';
import { installed } from '../installed.ts';

const BASE_PACK = 'models/packs/lookalike.json';

/** The shipped pack, and what it was made for. */
export async function basePack() {
  const response = await fetch(browser.runtime.getURL(BASE_PACK));
  if (typeof installed.value === 'string') throw new Error('No model is installed');
  const dimensions = dimensionsOf(installed.value.description);
  return { base: parsePack(await response.json(), dimensions), dimensions, description: installed.value.description };
}
type Base = Awaited<ReturnType<typeof basePack>>;

/** A pack that goes with the shipped one and the others, as the engine will join them. @throws PackError */
export function joinable(json: unknown, { base, dimensions, description }: Base, others: readonly Pack[]): Pack {
  const pack = parsePack(json, dimensions);
  joinPacks([base, ...others, pack], { version: description.version, dimensions });
  return pack;
}

/** Checks a pack as the engine will: its shape, its model, and that it goes with the base pack. @throws PackError */
export async function checkPack(json: unknown): Promise<PackFile> {
  joinable(json, await basePack(), []);
  return v.parse(packFileSchema, json);
}

/** What is wrong with a pack, in the reader's language. */
export const faultText = (error: PackError): string => say(`desk_pack_error_${keyPart(error.fault)}`, error.packId);

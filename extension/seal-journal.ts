import type { SealRecord } from '../src/evidence/seal-record.ts';
import { addIfNew, evidenceDatabase } from './evidence-database.ts';
import { dropSealed, readSealed, sealedIds } from './sealed-files.ts';

export async function writeSeal(record: SealRecord): Promise<void> {
  await (await evidenceDatabase()).put('seals', record);
}

/** Seals of a flag, the newest first. */
export async function sealsOf(key: string): Promise<SealRecord[]> {
  const records = await (await evidenceDatabase()).getAllFromIndex('seals', 'key', key);
  return records.sort((a, b) => b.sealedAt - a.sealedAt);
}

/** Puts what is known of a bundle back; the bundle itself lies where it was saved. Answers whether it was not here. */
export const restoreSeal = (record: SealRecord): Promise<boolean> => addIfNew('seals', record.id, record);

/** One is being written only this long; what is older was cut off by a crash. */
const SEALING_MAX_MS = 10 * 60_000;

/** Clears away what a crash left half-way. What was sealed whole is kept and can still be saved. */
export async function recoverSeals(now: number): Promise<void> {
  const database = await evidenceDatabase();
  for (const record of await database.getAll('seals')) {
    if (record.state !== 'sealing' || now - record.sealedAt < SEALING_MAX_MS) continue;
    await dropSealed(record.id);
    await database.delete('seals', record.id);
  }
  const known = new Set((await database.getAllKeys('seals')).map(String));
  for (const id of await sealedIds()) if (!known.has(id)) await dropSealed(id);
}

/** True when the bundle of the record still lies here to be saved. */
export const isHere = async ({ id }: SealRecord): Promise<boolean> => (await readSealed(id)) !== null;

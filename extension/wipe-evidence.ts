import { evidenceDatabase } from './evidence-database.ts';
import { dropSealed, sealedIds } from './sealed-files.ts';

/** Deletes frames, records of files, seals, unsaved bundles and reports. The key stays: bundles that are out in the world were sealed with it. */
export async function wipeEvidence(): Promise<void> {
  const database = await evidenceDatabase();
  for (const name of ['frames', 'seals', 'reports', 'records'] as const) await database.clear(name);
  for (const id of await sealedIds()) await dropSealed(id);
}

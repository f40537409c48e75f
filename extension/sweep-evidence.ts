import { evidenceDatabase } from './evidence-database.ts';

/** Ids of frames kept before a time whose flag is gone, or never was. No picture is read for it. */
async function oldFrames(olderThan: number, flagged: ReadonlySet<string>): Promise<number[]> {
  const { store } = (await evidenceDatabase()).transaction('frames');
  const old = new Set<number>();
  for (let at = await store.index('worth').openKeyCursor(); at !== null; at = await at.continue())
    if (at.key[1] < olderThan) old.add(at.primaryKey);
  for (let at = await store.index('key').openKeyCursor(); at !== null; at = await at.continue())
    if (flagged.has(at.key)) old.delete(at.primaryKey);
  return [...old];
}

/**
 * Deletes what was kept for evidence before a time (milliseconds since 1970). What belongs to a stored flag stays as
 * long as the flag does. Never rejects: what could not be deleted now goes with the next sweep.
 */
export async function sweepEvidence(olderThan: number, flagged: ReadonlySet<string>): Promise<void> {
  try {
    const database = await evidenceDatabase();
    for (const id of await oldFrames(olderThan, flagged)) await database.delete('frames', id);
    for (const { key, readAt } of await database.getAll('records'))
      if (readAt < olderThan && !flagged.has(key)) await database.delete('records', key);
  } catch (error) {
    console.warn('Lookalike could not delete old evidence:', error);
  }
}

import * as v from 'valibot';
import {
  type ReportRecord,
  type ReportStep,
  redrafted,
  reportRecordSchema,
  stepped,
} from '../src/notice/report-record.ts';
import { evidenceDatabase } from './evidence-database.ts';

/** One that is damaged is left out: what was sent is with the site, and nothing here can bring it back. */
function recordOf(stored: unknown): ReportRecord | undefined {
  const parsed = v.safeParse(reportRecordSchema, stored);
  return parsed.success ? parsed.output : undefined;
}

async function change(id: string, next: (known: ReportRecord | undefined) => ReportRecord | undefined): Promise<void> {
  const { store, done } = (await evidenceDatabase()).transaction('reports', 'readwrite');
  const record = next(recordOf(await store.get(id)));
  if (record !== undefined) await store.put(record);
  await done;
}

/** Keeps the draft as it is now, with the history of the one before. */
export const keepDraft = (draft: ReportRecord): Promise<void> => change(draft.id, (known) => redrafted(known, draft));

export const addStep = (id: string, step: ReportStep): Promise<void> =>
  change(id, (known) => known && stepped(known, step));

/** Puts a report of a backup back; one that is here and goes on as far stays. */
export const restoreReport = (record: ReportRecord): Promise<void> =>
  change(record.id, (known) => (known !== undefined && known.steps.length >= record.steps.length ? undefined : record));

export async function allReports(): Promise<ReportRecord[]> {
  const stored = await (await evidenceDatabase()).getAll('reports');
  return stored.map(recordOf).filter((record) => record !== undefined);
}

import * as v from 'valibot';
import { SITES } from '../post.ts';
import { ROLES } from '../report-routes.ts';
import { NOTICE_KINDS, NOTICE_LANGUAGES } from './notice.ts';

/** Where a report stands, as a person says: nothing is sent by us, so nothing is known by us. */
export const REPORT_STATES = ['drafted', 'sent', 'removed', 'back'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

const stepSchema = v.object({ state: v.picklist(REPORT_STATES), at: v.pipe(v.number(), v.finite()) });
export type ReportStep = v.InferOutput<typeof stepSchema>;

export const reportRecordSchema = v.object({
  /** One report of each kind for a post: `<key of the post> <kind>`. */
  id: v.string(),
  key: v.string(),
  site: v.picklist(SITES),
  account: v.string(),
  permalink: v.string(),
  kind: v.picklist(NOTICE_KINDS),
  language: v.picklist(NOTICE_LANGUAGES),
  role: v.picklist(ROLES),
  /** As it was last copied or saved. */
  text: v.string(),
  /** Oldest first, never empty. */
  steps: v.pipe(v.array(stepSchema), v.minLength(1)),
});
export type ReportRecord = v.InferOutput<typeof reportRecordSchema>;

export const stateOf = ({ steps }: ReportRecord): ReportState => steps.at(-1)?.state ?? 'drafted';

/** What a person may say next of a report. */
export const NEXT: Readonly<Record<ReportState, readonly ReportState[]>> = {
  drafted: ['sent'],
  sent: ['removed'],
  removed: ['back'],
  back: ['sent', 'removed'],
};

/** The report after another step; a step that does not follow changes nothing. */
export function stepped(record: ReportRecord, step: ReportStep): ReportRecord {
  return NEXT[stateOf(record)].includes(step.state) ? { ...record, steps: [...record.steps, step] } : record;
}

/** A draft written again keeps its history; what was sent already is not made a draft by looking at it. */
export function redrafted(known: ReportRecord | undefined, draft: ReportRecord): ReportRecord {
  return known === undefined ? draft : { ...draft, steps: known.steps };
}

/** A removed post that was met again in a feed is likely back: a person is asked, not told. */
export const isSeenAgain = (record: ReportRecord, lastSeenAt: number): boolean =>
  stateOf(record) === 'removed' && lastSeenAt > (record.steps.at(-1)?.at ?? lastSeenAt);

import * as v from 'valibot';
import type { QueueRow } from './queue-row.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const entrySchema = v.object({
  n: count,
  sources: count,
  recall: v.nullable(share),
  low: share,
  high: share,
});
export type MeasuredEntry = v.InferOutput<typeof entrySchema>;

const measuredSchema = v.object({
  split: v.string(),
  date: v.string(),
  negatives: count,
  falseMatches: count,
  falseMatchRate: share,
  falseMatchRateHigh: share,
  macroRecall: share,
  measuredEntries: count,
  entries: v.record(v.string(), entrySchema),
});
/** What was measured of a shipped pack, as its file says. Shares are 0..1, intervals 95 %. */
export type Measured = v.InferOutput<typeof measuredSchema>;

const packSchema = v.object({
  id: v.string(),
  version: v.string(),
  measured: v.optional(measuredSchema),
  entries: v.array(v.object({ id: v.string() })),
});

/** The part of a pack file that the accuracy page shows; null where it is no pack. */
export type MeasuredPack = v.InferOutput<typeof packSchema>;
export function measuredPack(json: unknown): MeasuredPack | null {
  const parsed = v.safeParse(packSchema, json);
  return parsed.success ? parsed.output : null;
}

/** Under five pictures say nothing; five of one collection say something of that collection. */
const PICTURES_LEAST = 5;
export const CERTAINTIES = ['measured', 'one-source', 'unmeasured'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

export function certaintyOf(entry: MeasuredEntry | undefined): Certainty {
  if (entry === undefined || entry.recall === null || entry.n < PICTURES_LEAST) return 'unmeasured';
  return entry.sources === 1 ? 'one-source' : 'measured';
}

/** What the person at this desk said of flags whose best match is an entry. */
export interface OwnFeedback {
  readonly flags: number;
  readonly right: number;
  readonly wrong: number;
}

const NO_FEEDBACK: OwnFeedback = { flags: 0, right: 0, wrong: 0 };

const isCalledRight = ({ feedback, state }: QueueRow): boolean =>
  feedback === 'right' ||
  (feedback === 'none' && (state === 'confirmed' || state === 'escalated' || state === 'reported'));

/** By entry. A dismissal alone is no word on the model: licensed work and fan art are dismissed too. */
export function ownFeedback(rows: Iterable<QueueRow>): Map<string, OwnFeedback> {
  const all = new Map<string, OwnFeedback>();
  for (const row of rows) {
    const [entry] = row.entries;
    if (entry === undefined) continue;
    const { flags, right, wrong } = all.get(entry) ?? NO_FEEDBACK;
    all.set(entry, {
      flags: flags + 1,
      right: right + Number(isCalledRight(row)),
      wrong: wrong + Number(row.feedback === 'wrong'),
    });
  }
  return all;
}

/** What a person decided on a flag. `new` is the state before any decision, and after reopening. */
export const REVIEW_STATES = ['new', 'confirmed', 'dismissed', 'escalated', 'reported', 'resolved'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** One decision. The list of them only grows, but for an undo of the last. */
export interface ReviewStep {
  readonly state: ReviewState;
  /** Milliseconds since 1970 by the local clock. */
  readonly at: number;
  readonly note: string;
  /** Who decided, as that person named themselves in the settings; may be empty. */
  readonly by: string;
}

/** Longest texts and lists kept; a pasted book is no note. */
export const REVIEW_LIMITS = { steps: 100, note: 2000, by: 100 } as const;

export const stateAfter = (review: readonly ReviewStep[]): ReviewState => review.at(-1)?.state ?? 'new';

/** The last note that says something: a later decision without one does not take it back. */
export const noteOf = (review: readonly ReviewStep[]): string => review.findLast(({ note }) => note !== '')?.note ?? '';

/** Oldest steps give way: what was decided last counts. */
export const decide = (review: readonly ReviewStep[], step: ReviewStep): readonly ReviewStep[] =>
  [...review, step].slice(-REVIEW_LIMITS.steps);

const isSame = (a: ReviewStep, b: ReviewStep): boolean =>
  a.state === b.state && a.at === b.at && a.note === b.note && a.by === b.by;

/** Takes `step` back, or answers null when somebody decided since: another's decision is not undone with ours. */
export function undo(review: readonly ReviewStep[], step: ReviewStep): readonly ReviewStep[] | null {
  const last = review.at(-1);
  return last !== undefined && isSame(last, step) ? review.slice(0, -1) : null;
}

import * as v from 'valibot';
import { FEEDBACKS, type Flag } from './flag.ts';
import { postSchema, verdictSchema, webAddress } from './protocol.ts';
import { REVIEW_LIMITS, REVIEW_STATES, type ReviewStep } from './review.ts';

/** Shapes of flags as they are stored and as they stand in backups. */
const milliseconds = v.pipe(v.number(), v.finite(), v.minValue(0));

export const reviewStepSchema: v.GenericSchema<unknown, ReviewStep> = v.object({
  state: v.picklist(REVIEW_STATES),
  at: milliseconds,
  note: v.pipe(v.string(), v.maxLength(REVIEW_LIMITS.note)),
  by: v.pipe(v.string(), v.maxLength(REVIEW_LIMITS.by)),
});

export const reviewSchema: v.GenericSchema<unknown, readonly ReviewStep[]> = v.pipe(
  v.array(reviewStepSchema),
  v.maxLength(REVIEW_LIMITS.steps),
);

export const flagSchema: v.GenericSchema<unknown, Flag> = v.object({
  key: v.string(),
  post: postSchema,
  verdict: verdictSchema,
  mediaAddress: v.exactOptional(webAddress),
  pageAddress: v.exactOptional(webAddress),
  firstSeenAt: milliseconds,
  updatedAt: milliseconds,
  feedback: v.picklist(FEEDBACKS),
  // A flag stored before there was a desk has no decisions.
  review: v.optional(reviewSchema, []),
});

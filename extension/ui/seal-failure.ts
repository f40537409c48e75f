/** Why nothing was sealed; each is the message `seal_failed_<why>`. */
export const SEAL_FAILURES = ['full', 'other'] as const;
export type SealFailure = (typeof SEAL_FAILURES)[number];

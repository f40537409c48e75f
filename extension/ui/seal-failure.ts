/** Why nothing was sealed or saved; each is the message `seal_failed_<why>`. */
export const SEAL_FAILURES = ['full', 'not_saved', 'other'] as const;
export type SealFailure = (typeof SEAL_FAILURES)[number];

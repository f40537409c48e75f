import * as v from 'valibot';

/**
 * A bundle that was sealed; `key` is that of its flag, or `case`. `saved` once the browser has it among its downloads;
 * `in-case`: it is within the case of that file name.
 */
export interface SealRecord {
  readonly id: string;
  readonly key: string;
  readonly file: string;
  readonly sealedAt: number;
  /** SHA-256 of the ZIP; empty while it is being sealed. */
  readonly sha256: string;
  readonly state: 'sealing' | 'sealed' | 'saved' | 'in-case';
  /** When it was put back from a backup file; absent where the bundle was sealed on this device. */
  readonly restoredAt?: number;
}

const time = v.pipe(v.number(), v.finite());

export const sealRecordSchema: v.GenericSchema<unknown, SealRecord> = v.object({
  id: v.string(),
  key: v.string(),
  file: v.string(),
  sealedAt: time,
  sha256: v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{64})?$/)),
  state: v.picklist(['sealing', 'sealed', 'saved', 'in-case'] as const),
  restoredAt: v.exactOptional(time),
});

/** Ids that carry the time they were given: documented by their sites, or checked against captured posts. */
export const ID_CLOCKS = ['tiktok', 'x', 'bluesky'] as const;
export type IdClock = (typeof ID_CLOCKS)[number];

/** X counts milliseconds from here on. */
const X_EPOCH_MS = 1_288_834_974_657n;
/** The first second that any of these sites has existed; an earlier time is a misread id. */
const EARLIEST_MS = Date.UTC(2006, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);
const TID_DIGITS = '234567abcdefghijklmnopqrstuvwxyz';

/** Bluesky's record keys: 13 digits to the base of 32, microseconds above ten bits of a clock id. */
function millisecondsOfTid(id: string): number {
  const digits = [...id].map((digit) => TID_DIGITS.indexOf(digit));
  if (digits.length !== 13 || digits.includes(-1)) return Number.NaN;
  const value = digits.reduce((sum, digit) => sum * 32n + BigInt(digit), 0n);
  return Number((value >> 10n) / 1000n);
}

function millisecondsOf(clock: IdClock, id: string): number {
  if (clock === 'bluesky') return millisecondsOfTid(id);
  if (!/^\d{10,20}$/.test(id)) return Number.NaN;
  return clock === 'tiktok' ? Number(BigInt(id) >> 32n) * 1000 : Number((BigInt(id) >> 22n) + X_EPOCH_MS);
}

/** When a post was made by the clock in its id, as ISO 8601, or empty. */
export function timeInId(clock: IdClock, id: string): string {
  const at = millisecondsOf(clock, id);
  return at >= EARLIEST_MS && at <= LATEST_MS ? new Date(at).toISOString() : '';
}

/** A time as pages write it, as ISO 8601: seconds or milliseconds since 1970, a date with or without its T. Else empty. */
export function isoTime(text: string): string {
  if (/^\d{13}$/.test(text)) return new Date(Number(text)).toISOString();
  if (/^\d{10}$/.test(text)) return new Date(Number(text) * 1000).toISOString();
  const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d.*))?$/.exec(text.trim());
  if (found === null) return '';
  const [, date = '', clock] = found;
  return clock === undefined ? date : `${date}T${clock}`.slice(0, 40);
}

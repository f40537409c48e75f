import { language } from './say.ts';

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** "3 minutes ago" in the language of the reader. */
export function relativeTime(at: number, now: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const [unit, milliseconds] of STEPS) {
    const count = Math.trunc((at - now) / milliseconds);
    if (count !== 0) return format.format(count, unit);
  }
  return format.format(0, 'second');
}

const exactTime = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);

/** A moment, both relative and exact. */
export function When({ at, now }: { readonly at: number; readonly now: number }) {
  const locale = language();
  return (
    <time dateTime={new Date(at).toISOString()}>
      {relativeTime(at, now, locale)} <span class="faint">· {exactTime(at, locale)}</span>
    </time>
  );
}

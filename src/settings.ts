import * as v from 'valibot';

/** What happens to a flagged video on the page. */
export const TREATMENTS = ['mark', 'cover', 'hide'] as const;
export type Treatment = (typeof TREATMENTS)[number];

/** How long flags may be kept, in days; 0 is for good. */
export const KEEP_DAYS = [7, 30, 90, 180, 365, 0] as const;
export type KeepDays = (typeof KEEP_DAYS)[number];

/** The languages we speak; `browser` follows the browser's. */
export const LANGUAGE_CHOICES = ['browser', 'en', 'ja'] as const;
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

const hostSchema = v.pipe(v.string(), v.maxLength(253), v.regex(/^[a-z0-9.:[\]-]+$/));

const accountSchema = v.pipe(v.string(), v.maxLength(230), v.regex(/^[a-z]+:\S/));
const accountsSchema = v.pipe(v.array(accountSchema), v.maxLength(2000));

/** Every field falls back to its default on its own, so one damaged field never loses the others. */
export const settingsSchema = v.object({
  isPaused: v.fallback(v.boolean(), false),
  /** Host names, with port where there is one, on which nothing of ours runs. */
  offHosts: v.fallback(v.array(hostSchema), []),
  treatment: v.fallback(v.picklist(TREATMENTS), 'mark'),
  /** List `seen` and `ai-only` in the popup too. */
  showsSeen: v.fallback(v.boolean(), false),
  /** Mark, count and list `likely` alone: precision first. */
  isPrecise: v.fallback(v.boolean(), false),
  /** Days a flag is kept after it was last seen; 0 keeps it for good. */
  keepDays: v.fallback(v.picklist(KEEP_DAYS), 180),
  /** Language of our pages; the marks on pages follow the browser. */
  language: v.fallback(v.picklist(LANGUAGE_CHOICES), 'browser'),
  /** Letters alone act at the desk; off for those whose tools send stray letters. */
  hasShortcuts: v.fallback(v.boolean(), true),
  /** How the person at the desk signs decisions; may be empty. */
  reviewer: v.fallback(v.pipe(v.string(), v.maxLength(100)), ''),
  /** Sites on which flagged videos are treated in another way, by host. */
  siteTreatments: v.fallback(v.record(hostSchema, v.picklist(TREATMENTS)), {}),
  /** Accounts never flagged, and accounts whose videos are covered whatever they show; see `src/accounts.ts`. */
  allowedAccounts: v.fallback(accountsSchema, []),
  blockedAccounts: v.fallback(accountsSchema, []),
  /** Fetch the media of a post on screen when its pixels cannot be had otherwise, from hosts that the person allowed. */
  readsMedia: v.fallback(v.boolean(), true),
});
export type Settings = v.InferOutput<typeof settingsSchema>;
export const DEFAULT_SETTINGS: Settings = v.parse(settingsSchema, {
  isPaused: null,
  offHosts: null,
  treatment: null,
  showsSeen: null,
  isPrecise: null,
  keepDays: null,
  language: null,
  hasShortcuts: null,
  reviewer: null,
  siteTreatments: null,
  allowedAccounts: null,
  blockedAccounts: null,
  readsMedia: null,
});

/** Settings from whatever storage held; a value that is no object gives the defaults. */
export function settingsFrom(stored: unknown): Settings {
  const source = typeof stored === 'object' && stored !== null ? stored : {};
  return v.parse(settingsSchema, { ...DEFAULT_SETTINGS, ...source });
}

/** Names of stored settings that cannot be read and were replaced by their defaults; `settings` where nothing can. */
export function damagedSettings(stored: unknown): string[] {
  if (stored === undefined) return [];
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return ['settings'];
  const read: Record<string, unknown> = settingsFrom(stored);
  return Object.entries(stored)
    .filter(([name, value]) => name in read && JSON.stringify(read[name]) !== JSON.stringify(value))
    .map(([name]) => name);
}

export const isOffOn = (settings: Settings, host: string): boolean =>
  settings.isPaused || settings.offHosts.includes(host);

/** What happens to flagged videos on a site. */
export const treatmentOn = (
  { treatment, siteTreatments }: Pick<Settings, 'treatment' | 'siteTreatments'>,
  host: string,
): Treatment => siteTreatments[host] ?? treatment;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Milliseconds that a flag is kept after it was last seen. */
export const ageMaxOf = ({ keepDays }: Settings): number =>
  keepDays === 0 ? Number.POSITIVE_INFINITY : keepDays * DAY_MS;

export const FOCUSES = ['precise', 'balanced', 'more'] as const;
/** Precision first, balanced, or look for more: which verdicts of the table are marked and which are listed. */
export type Focus = (typeof FOCUSES)[number];

export const focusOf = ({ isPrecise, showsSeen }: Settings): Focus =>
  showsSeen ? 'more' : isPrecise ? 'precise' : 'balanced';

export const settingsFor = (focus: Focus): Pick<Settings, 'isPrecise' | 'showsSeen'> => ({
  isPrecise: focus === 'precise',
  showsSeen: focus === 'more',
});

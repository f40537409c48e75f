import * as v from 'valibot';

/** What happens to a flagged video on the page. */
export const TREATMENTS = ['mark', 'cover', 'hide'] as const;
export type Treatment = (typeof TREATMENTS)[number];

const hostSchema = v.pipe(v.string(), v.maxLength(253), v.regex(/^[a-z0-9.:[\]-]+$/));

/** Every field falls back to its default on its own, so one damaged field never loses the others. */
export const settingsSchema = v.object({
  isPaused: v.fallback(v.boolean(), false),
  /** Host names, with port where there is one, on which nothing of ours runs. */
  offHosts: v.fallback(v.array(hostSchema), []),
  treatment: v.fallback(v.picklist(TREATMENTS), 'mark'),
  /** List `seen` and `ai-only` in the popup too. */
  showsSeen: v.fallback(v.boolean(), false),
});
export type Settings = v.InferOutput<typeof settingsSchema>;
export const DEFAULT_SETTINGS: Settings = v.parse(settingsSchema, {
  isPaused: null,
  offHosts: null,
  treatment: null,
  showsSeen: null,
});

/** Settings from whatever storage held; a value that is no object gives the defaults. */
export function settingsFrom(stored: unknown): Settings {
  const source = typeof stored === 'object' && stored !== null ? stored : {};
  return v.parse(settingsSchema, { ...DEFAULT_SETTINGS, ...source });
}

export const isOffOn = (settings: Settings, host: string): boolean =>
  settings.isPaused || settings.offHosts.includes(host);

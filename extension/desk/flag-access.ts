import { signal } from '@preact/signals';
import { ageMaxOf } from '../../src/settings.ts';
import type { StoreTrouble } from '../../src/store-trouble.ts';
import { FLAGS_MAX, FlagStore } from '../flag-store.ts';
import { readSettings } from '../settings-store.ts';
import { sweepEvidence } from '../sweep-evidence.ts';

/** What is wrong with the stored flags, or null. */
export const storeTrouble = signal<StoreTrouble | null>(null);

/** The same store as the background's: the database keeps the two apart, change by change. */
export const flagStore = new FlagStore({
  now: () => Date.now(),
  flagsMax: FLAGS_MAX,
  ageMaxMs: async () => ageMaxOf(await readSettings()),
  sweepEvidence,
  onDamaged: () => {
    storeTrouble.value = 'damaged';
  },
});

import { signal } from '@preact/signals';
import { DEFAULT_SETTINGS, type Settings } from '../../src/settings.ts';
import { readSettings, updateSettings, watchSettings } from '../settings-store.ts';
import { attempt } from './notice.ts';

export const settings = signal<Settings>(DEFAULT_SETTINGS);

/** Reads the settings and follows what other pages of ours change. */
export function startSettings(life: AbortSignal): void {
  attempt(async () => {
    settings.value = await readSettings();
  });
  watchSettings((changed) => {
    settings.value = changed;
  }, life);
}

export const changeSettings = (part: Partial<Settings>): void =>
  attempt(async () => {
    settings.value = await updateSettings(() => part);
  });

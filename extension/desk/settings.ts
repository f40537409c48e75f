import { signal } from '@preact/signals';
import { DEFAULT_SETTINGS, type Settings } from '../../src/settings.ts';
import { updateSettings, watchSettings } from '../settings-store.ts';
import { attempt } from './notice.ts';

export const settings = signal<Settings>(DEFAULT_SETTINGS);

/** Follows what other pages of ours change. */
export function startSettings(life: AbortSignal): void {
  watchSettings((changed) => {
    settings.value = changed;
  }, life);
}

export const changeSettings = (part: Partial<Settings>): void =>
  attempt(async () => {
    settings.value = await updateSettings(() => part);
  });

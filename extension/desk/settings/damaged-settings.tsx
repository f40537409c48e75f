import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { dropDamagedSettings, readDamagedSettings } from '../../settings-store.ts';
import { say } from '../../ui/say.ts';
import { Damaged } from '../damaged.tsx';
import { datedName, download } from '../download.ts';
import { attempt, tell } from '../notice.ts';

const damaged = signal<Awaited<ReturnType<typeof readDamagedSettings>>>(null);

const look = (): void =>
  attempt(async () => {
    damaged.value = await readDamagedSettings();
  });

/** Saves the settings as they lie there, and lets go of what cannot be read. */
const drop = (): void =>
  attempt(async () => {
    download(datedName('damaged-settings', 'json'), JSON.stringify(damaged.value?.stored), 'application/json');
    await dropDamagedSettings();
    damaged.value = null;
    tell(say('desk_settings_damaged_dropped'));
  });

/** Settings that could not be read are told, and copied out before anything is dropped. */
export function DamagedSettings() {
  useEffect(look, []);
  if (damaged.value === null) return null;
  const names = damaged.value.names.join(say('list_separator'));
  return <Damaged text={say('desk_settings_damaged', names)} label={say('desk_damaged_drop')} onDrop={drop} />;
}

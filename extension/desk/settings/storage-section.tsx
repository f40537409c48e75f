import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { KEEP_DAYS, type KeepDays } from '../../../src/settings.ts';
import { language, say } from '../../ui/say.ts';
import { Switch } from '../../ui/switch.tsx';
import { BadRows } from '../bad-rows.tsx';
import { FileDrop } from '../file-drop.tsx';
import { storeTrouble } from '../flag-access.ts';
import { attempt } from '../notice.ts';
import { Select } from '../select.tsx';
import { settings } from '../settings.ts';
import { hasFrames, saveBackup } from './backup.ts';
import { megabytes } from './megabytes.ts';
import { restoreFile } from './restore.ts';
import { badRows, deleteOld, dropDamaged, isRescued, keepFor, readUse, saveRescueCopy, use } from './storage.ts';
import { wipe } from './wipe.ts';

const isWiping = signal(false);

function Use() {
  const { flags = 0, bytes = null } = use.value ?? {};
  const number = new Intl.NumberFormat(language()).format(flags);
  return <p>{say('desk_use', number, bytes === null ? '?' : megabytes(bytes))}</p>;
}

function Retention() {
  const nameOf = (days: KeepDays): string =>
    days === 0 ? say('desk_keep_always') : say('desk_keep_days', String(days));
  return (
    <div class="inline-form">
      <Select
        label={say('desk_keep')}
        value={String(settings.value.keepDays)}
        options={KEEP_DAYS.map((days) => ({ value: String(days), label: nameOf(days) }))}
        onChange={(value) => keepFor(KEEP_DAYS.find((days) => String(days) === value) ?? 180)}
      />
      <button type="button" disabled={settings.value.keepDays === 0} onClick={deleteOld}>
        {say('desk_delete_old')}
      </button>
    </div>
  );
}

/** Shown only where something is wrong: a copy first, then what cannot be used is dropped. */
function Trouble() {
  const trouble = storeTrouble.value;
  if (trouble === null) return null;
  return (
    <div class="trouble">
      <p class="message message-bad">{say(`store_${trouble}`)}</p>
      <p>{say(trouble === 'newer' ? 'desk_rescue_about_newer' : 'desk_rescue_about')}</p>
      <div class="actions">
        <button type="button" onClick={saveRescueCopy}>
          {say('desk_rescue')}
        </button>
        <button type="button" disabled={!isRescued.value} onClick={dropDamaged}>
          {say('desk_drop_damage')}
        </button>
      </div>
    </div>
  );
}

function Wipe() {
  const close = (): void => {
    isWiping.value = false;
  };
  const confirm = (isBackedUp: boolean): void => {
    close();
    wipe(isBackedUp);
  };
  if (!isWiping.value) {
    return (
      <button
        type="button"
        class="danger"
        onClick={() => {
          isWiping.value = true;
        }}
      >
        {say('desk_wipe')}
      </button>
    );
  }
  return (
    <fieldset class="wipe">
      <legend>{say('desk_wipe_sure')}</legend>
      <div class="actions">
        <button type="button" class="primary" onClick={() => confirm(true)}>
          {say('desk_wipe_backed_up')}
        </button>
        <button type="button" class="danger" onClick={() => confirm(false)}>
          {say('desk_wipe_now')}
        </button>
        <button type="button" onClick={close}>
          {say('desk_cancel')}
        </button>
      </div>
    </fieldset>
  );
}

/** What is kept on this device, for how long, and how to take it away or elsewhere. */
export function StorageSection() {
  useEffect(() => attempt(readUse), []);
  return (
    <section class="panel" aria-labelledby="settings-storage">
      <h2 id="settings-storage">{say('desk_settings_storage')}</h2>
      <Trouble />
      <Use />
      <Retention />
      <p class="faint">{say('desk_backup_about')}</p>
      <Switch
        label={say('desk_backup_frames', megabytes(use.value?.frames ?? 0))}
        isOn={hasFrames.value}
        onChange={(isOn) => {
          hasFrames.value = isOn;
        }}
      />
      <div class="actions">
        <button type="button" onClick={() => attempt(async () => void (await saveBackup()))}>
          {say('desk_backup')}
        </button>
      </div>
      <FileDrop
        label={say('desk_restore')}
        accept=".jsonl,.json,application/json"
        onFiles={([file]) => file !== undefined && restoreFile(file)}
      />
      <BadRows rows={badRows.value} />
      <Wipe />
    </section>
  );
}

import { FOCUSES, focusOf, settingsFor, TREATMENTS } from '../../../src/settings.ts';
import { Choice } from '../../ui/choice.tsx';
import { say } from '../../ui/say.ts';
import { Switch } from '../../ui/switch.tsx';
import { changeSettings, settings } from '../settings.ts';
import { DamagedSettings } from './damaged-settings.tsx';
import { LanguageSection } from './language-section.tsx';
import { SitesSection } from './sites-section.tsx';
import { StorageSection } from './storage-section.tsx';

/** Which verdicts are marked and listed, in words for each choice. */
export function FocusChoice() {
  const focus = focusOf(settings.value);
  return (
    <>
      <Choice
        name="focus"
        legend={say('desk_focus')}
        options={FOCUSES.map((value) => ({ value, label: say(`desk_focus_${value}`) }))}
        value={focus}
        onChange={(value) => changeSettings(settingsFor(value))}
      />
      <p class="faint">{say(`desk_focus_about_${focus}`)}</p>
    </>
  );
}

function ShownSection() {
  return (
    <section class="panel" aria-labelledby="settings-shown">
      <h2 id="settings-shown">{say('desk_settings_shown')}</h2>
      <FocusChoice />
      <Choice
        name="treatment"
        legend={say('treatment_heading')}
        options={TREATMENTS.map((value) => ({ value, label: say(`treatment_${value}`) }))}
        value={settings.value.treatment}
        onChange={(treatment) => changeSettings({ treatment })}
      />
    </section>
  );
}

function DeskSection() {
  return (
    <section class="panel" aria-labelledby="settings-desk">
      <h2 id="settings-desk">{say('desk_settings_desk')}</h2>
      <label class="field">
        <span>{say('desk_reviewer')}</span>
        <input
          type="text"
          maxLength={100}
          autocomplete="off"
          value={settings.value.reviewer}
          onChange={(event) => changeSettings({ reviewer: event.currentTarget.value.trim() })}
        />
      </label>
      <Switch
        label={say('desk_keys_letters')}
        isOn={settings.value.hasShortcuts}
        onChange={(hasShortcuts) => changeSettings({ hasShortcuts })}
      />
    </section>
  );
}

export function SettingsPage() {
  return (
    <div class="columns">
      <DamagedSettings />
      <ShownSection />
      <SitesSection />
      <LanguageSection />
      <DeskSection />
      <StorageSection />
    </div>
  );
}

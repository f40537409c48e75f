import { signal } from '@preact/signals';
import { say } from '../../ui/say.ts';
import { Switch } from '../../ui/switch.tsx';
import { changeSettings, settings } from '../settings.ts';
import { granted, nameOfPattern } from '../welcome-sites.ts';
import { addSite, isBuiltIn, isOn, removeSite, setOn } from './sites.ts';

const typed = signal('');

function SiteLine({ pattern }: { readonly pattern: string }) {
  const host = nameOfPattern(pattern);
  return (
    <li class="site-line">
      <Switch label={host} isOn={isOn(pattern)} onChange={(on) => setOn(pattern, on)} />
      {!isBuiltIn(pattern) && (
        <button type="button" aria-label={say('desk_site_remove_named', host)} onClick={() => removeSite(pattern)}>
          {say('desk_site_remove')}
        </button>
      )}
    </li>
  );
}

function AddSite() {
  return (
    <form
      class="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        addSite(typed.value);
      }}
    >
      <label class="field">
        <span>{say('desk_site_add')}</span>
        <input
          type="text"
          inputMode="url"
          placeholder="videos.example"
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
        />
      </label>
      <button type="submit" disabled={typed.value.trim() === ''}>
        {say('site_allow')}
      </button>
    </form>
  );
}

/** Where Lookalike may look, and where it does. */
export function SitesSection() {
  return (
    <section class="panel" aria-labelledby="settings-sites">
      <h2 id="settings-sites">{say('desk_settings_sites')}</h2>
      <Switch
        label={say('pause_all')}
        isOn={settings.value.isPaused}
        onChange={(isPaused) => changeSettings({ isPaused })}
      />
      <ul class="site-lines">
        {granted.value.map((pattern) => (
          <SiteLine key={pattern} pattern={pattern} />
        ))}
      </ul>
      <AddSite />
    </section>
  );
}

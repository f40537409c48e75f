import { LANGUAGE_CHOICES } from '../../../src/settings.ts';
import { updateSettings } from '../../settings-store.ts';
import { Choice } from '../../ui/choice.tsx';
import { say } from '../../ui/say.ts';
import { attempt } from '../notice.ts';
import { settings } from '../settings.ts';

/** The language of the popup and the desk. Its own names stand for themselves, whatever is spoken now. */
export function LanguageSection() {
  return (
    <section class="panel" aria-labelledby="settings-language">
      <h2 id="settings-language">{say('desk_settings_language')}</h2>
      <Choice
        name="language"
        legend={say('desk_language')}
        options={LANGUAGE_CHOICES.map((value) => ({ value, label: say(`desk_language_${value}`) }))}
        value={settings.value.language}
        onChange={(language) =>
          attempt(async () => {
            await updateSettings(() => ({ language }));
            location.reload();
          })
        }
      />
      <p class="faint">{say('desk_language_about')}</p>
    </section>
  );
}

import { signal } from '@preact/signals';
import { LISTED_SITES, type ListedSite } from '../../src/sites.ts';
import { say } from '../ui/say.ts';
import { Switch } from '../ui/switch.tsx';
import { notice, tellBad } from './notice.ts';
import { changeSettings, settings } from './settings.ts';
import { AccountLists } from './welcome-accounts.tsx';
import { grant, isGranted, nameOfPattern, otherGrants, patternOf, takeBack } from './welcome-sites.ts';

interface GrantProps {
  readonly name: string;
  readonly origins: readonly string[];
  readonly isOn: boolean;
}

function GrantButton({ name, origins, isOn }: GrantProps) {
  return isOn ? (
    <button type="button" aria-label={say('welcome_take_back_named', name)} onClick={() => takeBack(origins, name)}>
      {say('welcome_take_back')}
    </button>
  ) : (
    <button
      type="button"
      class="primary"
      aria-label={say('welcome_allow_named', name)}
      onClick={() => grant(origins, name)}
    >
      {say('welcome_allow')}
    </button>
  );
}

function SiteRow({ listed }: { readonly listed: ListedSite }) {
  const isOn = isGranted(listed);
  return (
    <li class={isOn ? 'site site-on' : 'site'} data-site={listed.site}>
      <div>
        <h3>{listed.name}</h3>
        <p>{say(`welcome_about_${listed.site}`)}</p>
        <p class="faint">
          {listed.origins.map(nameOfPattern).join(say('list_separator'))}
          {' · '}
          {say(`welcome_checked_${listed.checked.against}`, listed.checked.on)}
        </p>
      </div>
      <p class="state">{say(isOn ? 'welcome_state_on' : 'welcome_state_off')}</p>
      <GrantButton name={listed.name} origins={listed.origins} isOn={isOn} />
    </li>
  );
}

const typed = signal('');

function submitHost(): void {
  const pattern = patternOf(typed.value);
  if (pattern === null) tellBad(say('desk_site_bad', typed.value));
  else grant([pattern], nameOfPattern(pattern));
}

function OtherSites() {
  return (
    <section class="panel" aria-labelledby="welcome-others">
      <h2 id="welcome-others">{say('welcome_others')}</h2>
      <p>{say('welcome_others_about')}</p>
      <ul>
        {otherGrants().map((pattern) => (
          <li class="site site-on" key={pattern}>
            <h3>{nameOfPattern(pattern)}</h3>
            <p class="state">{say('welcome_state_on')}</p>
            <GrantButton name={nameOfPattern(pattern)} origins={[pattern]} isOn />
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submitHost();
        }}
      >
        <label>
          <span>{say('welcome_other_host')}</span>
          <input
            type="text"
            inputMode="url"
            placeholder="mastodon.example"
            value={typed.value}
            onInput={(event) => {
              typed.value = event.currentTarget.value;
            }}
          />
        </label>
        <button type="submit" disabled={typed.value.trim() === ''}>
          {say('welcome_allow')}
        </button>
      </form>
    </section>
  );
}

function Media() {
  return (
    <section class="panel" aria-labelledby="welcome-media">
      <h2 id="welcome-media">{say('welcome_media')}</h2>
      <p>{say('welcome_media_about')}</p>
      <Switch
        label={say('welcome_media_switch')}
        isOn={settings.value.readsMedia}
        onChange={(readsMedia) => changeSettings({ readsMedia })}
      />
    </section>
  );
}

/** The first page a person sees: which sites Lookalike may look at, one by one, and each to be taken back. */
export function WelcomePage() {
  const told = notice.value;
  return (
    <main>
      <header>
        <h1>{say('welcome_heading')}</h1>
        <p>{say('welcome_intro')}</p>
        <p>{say('welcome_without')}</p>
      </header>
      <p role="status" class={told === null ? 'quiet' : `message message-${told.tone}`}>
        {told?.text ?? ''}
      </p>
      <section class="panel" aria-labelledby="welcome-sites">
        <h2 id="welcome-sites">{say('welcome_sites')}</h2>
        <ul>
          {LISTED_SITES.map((listed) => (
            <SiteRow key={listed.site} listed={listed} />
          ))}
        </ul>
      </section>
      <OtherSites />
      <Media />
      <AccountLists />
    </main>
  );
}

import type { PageState } from '../../src/protocol.ts';
import { say } from '../ui/say.ts';
import { Switch } from '../ui/switch.tsx';
import { allowSite, isOffHost, setOff, setPaused } from './actions.ts';
import { settings, tab } from './state.ts';

function AllowSite({ origin }: { readonly origin: string }) {
  return (
    <div class="allow">
      <p>{say('site_not_allowed')}</p>
      <button type="button" class="primary" onClick={() => allowSite(origin)}>
        {say('site_allow')}
      </button>
    </div>
  );
}

/** The site of the tab, and whether anything of ours runs there. */
export function SiteSection({ page }: { readonly page: PageState }) {
  const { origin = null, isAllowed = false } = tab.value ?? {};
  return (
    <section class="panel" aria-label={say('site_heading')}>
      {page.host === '' ? <p>{say('site_none')}</p> : <h2 class="host">{page.host}</h2>}
      {origin !== null && !isAllowed && <AllowSite origin={origin} />}
      {page.host !== '' && (
        <Switch label={say('site_off')} isOn={isOffHost(page.host)} onChange={(isOff) => setOff(page.host, isOff)} />
      )}
      <Switch label={say('pause_all')} isOn={settings.value.isPaused} onChange={setPaused} />
    </section>
  );
}

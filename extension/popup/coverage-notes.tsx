import type { Coverage } from '../../src/protocol.ts';
import { coverageText } from '../ui/coverage-text.ts';
import { say } from '../ui/say.ts';
import { allowSite } from './actions.ts';

function Media({ origins }: { readonly origins: readonly string[] }) {
  return (
    <ul class="media-hosts">
      {origins.map((origin) => {
        const host = new URL(origin).hostname;
        return (
          <li key={origin}>
            <p>{say('popup_media_host', host)}</p>
            <button type="button" aria-label={say('popup_media_allow_named', host)} onClick={() => allowSite(origin)}>
              {say('popup_media_allow')}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** How much of the page was looked at, what stands in the way, and what a person can do about it. */
export function CoverageNotes({ coverage, readsMedia }: { readonly coverage: Coverage; readonly readsMedia: boolean }) {
  const { unverified = 0, mediaHosts = [] } = coverage;
  return (
    <>
      <p class="coverage">{coverageText(coverage)}</p>
      {unverified > 0 && <p class="coverage">{say('popup_unverified')}</p>}
      {readsMedia && mediaHosts.length > 0 && <Media origins={mediaHosts} />}
    </>
  );
}

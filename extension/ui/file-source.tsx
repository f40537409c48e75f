import type { Flag } from '../../src/flag.ts';
import { originOf } from '../fetch-file.ts';
import { type FileSourceState, fileSources, readFileOf } from './file-source-store.ts';
import { ProvenanceFacts } from './provenance-facts.tsx';
import { titleOf } from './reasons.ts';
import { keyPart, say } from './say.ts';

function Outcome({ state, host }: { readonly state: FileSourceState | undefined; readonly host: string }) {
  if (state === undefined) return null;
  if (state.kind === 'busy') return <p>{say('file_source_busy')}</p>;
  if (state.kind === 'failed') return <p class="caution">{say(`file_source_failed_${keyPart(state.why)}`, host)}</p>;
  return (
    <>
      <ProvenanceFacts {...state.found} />
      {state.found.signs.length === 0 ? (
        <p class="faint">{say('file_source_nothing_means')}</p>
      ) : (
        <p class="told">{say(state.isKept ? 'file_source_kept' : 'file_source_not_kept')}</p>
      )}
    </>
  );
}

/** Reads, at a click, what the video's own file says of where it comes from. Not there where the page has no such file. */
export function FileSource({ flag }: { readonly flag: Flag }) {
  const { key, mediaAddress } = flag;
  if (mediaAddress === undefined || originOf(mediaAddress) === null) return null;
  const { host } = new URL(mediaAddress);
  const state = fileSources.value[key];
  return (
    <section class="file-source" aria-label={say('file_source_heading')}>
      <h4>{say('file_source_heading')}</h4>
      <p class="faint">{say('file_source_about', host)}</p>
      <div class="actions">
        <button
          type="button"
          disabled={state?.kind === 'busy'}
          aria-label={say('file_source_button_named', titleOf(flag.verdict))}
          onClick={() => void readFileOf(key, mediaAddress)}
        >
          {say('file_source_button')}
        </button>
      </div>
      <div role="status">
        <Outcome state={state} host={host} />
      </div>
    </section>
  );
}

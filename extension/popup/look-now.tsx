import { signal } from '@preact/signals';
import { entryName } from '../../src/lexicon.ts';
import type { Match } from '../../src/match.ts';
import { keyPart, language, say } from '../ui/say.ts';
import { type LookedAt, lookNow } from './look-at-tab.ts';
import { tab } from './state.ts';

type State =
  | { readonly kind: 'idle' | 'busy' | 'failed' }
  | { readonly kind: 'done'; readonly looks: readonly LookedAt[] };

const state = signal<State>({ kind: 'idle' });

async function look(tabId: number): Promise<void> {
  state.value = { kind: 'busy' };
  try {
    state.value = { kind: 'done', looks: await lookNow(tabId) };
  } catch (error) {
    console.error('Lookalike could not look at this tab:', error);
    state.value = { kind: 'failed' };
  }
}

const names = (matches: readonly Match[]): string =>
  matches.map(({ entry }) => entryName(entry, language())).join(say('list_separator'));

/** Below `flag` a likeness is noise to anybody who looks at one picture. */
const flagged = (matches: readonly Match[]): Match[] => matches.filter(({ level }) => level === 'flag');

function Look({ look }: { readonly look: LookedAt }) {
  if (look.kind === 'failed') return <li>{say('look_unreadable', say(`unreadable_${keyPart(look.why)}`))}</li>;
  const found = flagged(look.matches);
  return <li>{found.length === 0 ? say('look_nobody') : say('look_found', names(found))}</li>;
}

/** One look at what is on screen now, at a click: also where Lookalike may not look by itself, and where pixels are kept back. */
export function LookNow() {
  const now = state.value;
  const tabId = tab.value?.id;
  if (tabId === undefined || tab.value?.origin === null) return null;
  return (
    <div class="look-now">
      <button type="button" disabled={now.kind === 'busy'} onClick={() => void look(tabId)}>
        {say('look_now')}
      </button>
      <div role="status">
        {now.kind === 'busy' && <p>{say('look_busy')}</p>}
        {now.kind === 'failed' && <p>{say('look_failed')}</p>}
        {now.kind === 'done' && (
          <>
            <ul>
              {now.looks.map((one, place) => (
                <Look key={place} look={one} />
              ))}
            </ul>
            <p class="faint">{say('look_caution')}</p>
          </>
        )}
      </div>
    </div>
  );
}

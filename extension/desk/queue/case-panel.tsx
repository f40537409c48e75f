import type { Flag } from '../../../src/flag.ts';
import type { QueueRow } from '../../../src/queue-row.ts';
import { language, say } from '../../ui/say.ts';
import { relativeTime } from '../../ui/when.tsx';
import { select } from './actions.ts';
import { callKnownGood, cases, knownKeys } from './cases.ts';
import { frameHashes } from './hash-store.ts';
import { now, picked, rows } from './state.ts';

function Other({ row }: { readonly row: QueueRow }) {
  return (
    <li>
      <button type="button" onClick={() => select(row.key)}>
        <bdi>{row.author === '' ? row.permalink : row.author}</bdi>
      </button>{' '}
      <span class={`state state-${row.state}`}>{say(`desk_state_${row.state}`)}</span>
      {row.decidedAt > 0 && (
        <span class="faint"> {say('desk_case_decided', relativeTime(row.decidedAt, now.value, language()))}</span>
      )}
    </li>
  );
}

/** Other posts of the same video, and what was decided on them before. */
export function CasePanel({ flag }: { readonly flag: Flag }) {
  const keys = cases.value.get(flag.key) ?? [];
  const others = keys.flatMap((key) => (key === flag.key ? [] : (rows.value.get(key) ?? [])));
  const hasHashes = (frameHashes.value[flag.key] ?? []).length > 0;
  if (others.length === 0 && !hasHashes) return null;
  return (
    <section class="panel" aria-labelledby="case-title">
      <h3 id="case-title">{say('desk_case', String(others.length))}</h3>
      <ul class="intake-lines">
        {others.map((row) => (
          <Other key={row.key} row={row} />
        ))}
      </ul>
      <div class="actions">
        {others.length > 0 && (
          <button
            type="button"
            onClick={() => {
              picked.value = new Set(keys);
            }}
          >
            {say('desk_case_pick', String(keys.length))}
          </button>
        )}
        {hasHashes && !knownKeys.value.has(flag.key) && (
          <button type="button" onClick={() => callKnownGood(flag.key, flag.post.permalink)}>
            {say('desk_known_add')}
          </button>
        )}
      </div>
    </section>
  );
}

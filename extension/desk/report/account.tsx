import type { Flag } from '../../../src/flag.ts';
import { isSeenAgain, NEXT, type ReportRecord, stateOf } from '../../../src/notice/report-record.ts';
import { titleOf } from '../../ui/reasons.ts';
import { say } from '../../ui/say.ts';
import { When } from '../../ui/when.tsx';
import { sayState } from './actions.ts';
import { now, reports } from './state.ts';

/** One report and where it stands; the person says what became of it. */
function Track({ record, flag }: { readonly record: ReportRecord; readonly flag: Flag }) {
  const state = stateOf(record);
  const at = record.steps.at(-1)?.at ?? 0;
  return (
    <li class="track">
      <span>
        {say(`notice_kind_${record.kind}`)}: <strong>{say(`notice_state_${state}`)}</strong>{' '}
        <span class="faint">
          <When at={at} now={now.value} />
        </span>
      </span>
      {isSeenAgain(record, flag.updatedAt) && <span class="caution">{say('notice_seen_again')}</span>}
      <span class="actions">
        {NEXT[state].map((next) => (
          <button
            key={next}
            type="button"
            aria-label={say(
              'notice_mark_named',
              say(`notice_mark_${next}`),
              say(`notice_kind_${record.kind}`),
              titleOf(flag.verdict),
            )}
            onClick={() => sayState(record, next)}
          >
            {say(`notice_mark_${next}`)}
          </button>
        ))}
      </span>
    </li>
  );
}

function Row({ flag, isThis }: { readonly flag: Flag; readonly isThis: boolean }) {
  const own = reports.value.filter((record) => record.key === flag.key);
  return (
    <li class="account-row">
      {isThis ? (
        <strong>{titleOf(flag.verdict)}</strong>
      ) : (
        <a href={`?key=${encodeURIComponent(flag.key)}`}>{titleOf(flag.verdict)}</a>
      )}{' '}
      <span class="faint">
        <bdi>{flag.post.permalink}</bdi> · <When at={flag.updatedAt} now={now.value} />
      </span>
      {own.length === 0 ? (
        <p class="faint">{say('notice_none')}</p>
      ) : (
        <ul>
          {own.map((record) => (
            <Track key={record.id} record={record} flag={flag} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** Every flagged post of one account, and what was reported of each. */
export function Account({ flag, flags }: { readonly flag: Flag; readonly flags: readonly Flag[] }) {
  return (
    <section class="panel" aria-label={say('notice_account')}>
      <h2>{say('notice_account')}</h2>
      <p class="faint">
        {flag.post.author === '' ? say('notice_account_unknown') : <bdi>{flag.post.author}</bdi>} ·{' '}
        {say('notice_account_count', String(flags.length))}
      </p>
      <ul class="account">
        {flags.map((one) => (
          <Row key={one.key} flag={one} isThis={one.key === flag.key} />
        ))}
      </ul>
    </section>
  );
}

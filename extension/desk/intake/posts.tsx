import { INTAKE_STATES, type IntakeState, isLeftOver } from '../../../src/intake-list.ts';
import { language, say } from '../../ui/say.ts';
import { Damaged } from '../damaged.tsx';
import { FileDrop } from '../file-drop.tsx';
import { clearList, dropDamaged, lookAgain, saveResults, takeList } from './list.ts';
import { pause, start } from './look.ts';
import { damagedPosts, doneCount, items, run } from './state.ts';

/** The list shows what comes next and what came last; thousands of lines help nobody. */
const SHOWN_MAX = 40;
/** Lines that are done with, above the one whose turn it is. */
const DONE_SHOWN = 15;

const number = (value: number): string => new Intl.NumberFormat(language()).format(value);

function RunButton() {
  switch (run.value) {
    case 'running':
    case 'elsewhere':
      return (
        <button type="button" onClick={pause}>
          {say('desk_intake_pause')}
        </button>
      );
    case 'pausing':
      return (
        <button type="button" disabled>
          {say('desk_intake_pausing')}
        </button>
      );
    case 'idle':
      return (
        <button type="button" class="primary" disabled={doneCount.value === items.value.length} onClick={start}>
          {say(doneCount.value === 0 ? 'desk_intake_start' : 'desk_intake_resume')}
        </button>
      );
  }
}

function Counts() {
  const counts = INTAKE_STATES.map((state) => ({
    state,
    count: items.value.filter((item) => item.state === state).length,
  }));
  return (
    <p class="faint">
      {counts
        .filter(({ count }) => count > 0)
        .map(({ state, count }) => say('desk_intake_count', say(`desk_intake_${state}`), number(count)))
        .join(say('list_separator'))}
    </p>
  );
}

function Progress() {
  const all = items.value.length;
  if (all === 0) return null;
  const isIdle = run.value === 'idle';
  return (
    <>
      <label class="field">
        <span>{say('desk_intake_progress', number(doneCount.value), number(all))}</span>
        <progress max={all} value={doneCount.value} />
      </label>
      <Counts />
      {run.value === 'elsewhere' && <p class="caution">{say('desk_intake_elsewhere')}</p>}
      <div class="actions">
        <RunButton />
        {isIdle && items.value.some(isLeftOver) && (
          <button type="button" onClick={lookAgain}>
            {say('desk_intake_again')}
          </button>
        )}
        <button type="button" onClick={saveResults}>
          {say('desk_intake_save')}
        </button>
        <button type="button" disabled={!isIdle} onClick={clearList}>
          {say('desk_intake_clear')}
        </button>
      </div>
    </>
  );
}

const STATE_CLASS: Partial<Record<IntakeState, string>> = { flagged: 'state-escalated', waiting: 'state-new' };

function Lines() {
  const next = items.value.findIndex(({ state }) => state === 'waiting' || state === 'looking');
  const first = Math.max(0, (next < 0 ? items.value.length : next) - DONE_SHOWN);
  const shown = items.value.slice(first, first + SHOWN_MAX);
  const hidden = items.value.length - shown.length;
  return (
    <>
      <ul class="intake-lines">
        {shown.map(({ address, note, state }) => (
          <li key={address}>
            <span class={`state ${STATE_CLASS[state] ?? ''}`}>{say(`desk_intake_${state}`)}</span> <bdi>{address}</bdi>
            {note !== '' && (
              <span class="faint">
                {' '}
                <bdi>{note}</bdi>
              </span>
            )}
          </li>
        ))}
      </ul>
      {hidden > 0 && <p class="faint">{say('desk_intake_hidden', number(hidden))}</p>}
    </>
  );
}

function DamagedPosts() {
  const count = damagedPosts.value.length;
  if (count === 0) return null;
  return (
    <Damaged text={say('desk_intake_damaged', number(count))} label={say('desk_damaged_drop')} onDrop={dropDamaged} />
  );
}

/** Lists of reported posts, and how far they were looked at. */
export function Posts() {
  return (
    <section class="panel" aria-labelledby="intake-lists">
      <h2 id="intake-lists">{say('desk_intake_lists')}</h2>
      <p class="faint">{say('desk_intake_about')}</p>
      <FileDrop
        label={say('desk_intake_drop')}
        accept=".csv,.json,.txt,text/csv,text/plain,application/json"
        isMultiple
        onFiles={takeList}
      />
      <DamagedPosts />
      <Progress />
      <Lines />
    </section>
  );
}

import type { Flag } from '../../../src/flag.ts';
import { REVIEW_LIMITS, type ReviewStep, stateAfter } from '../../../src/review.ts';
import { say } from '../../ui/say.ts';
import { When } from '../../ui/when.tsx';
import { cases } from './cases.ts';
import { act, addNote } from './decisions.ts';
import { NOTE_ID } from './keys.ts';
import { note, now, rows } from './state.ts';

const ACTS = [
  ['confirmed', 'C'],
  ['dismissed', 'D'],
  ['escalated', 'E'],
  ['reported', 'P'],
  ['resolved', 'S'],
] as const;

function Note() {
  return (
    <label class="field note">
      <span>{say('desk_note')}</span>
      <textarea
        id={NOTE_ID}
        rows={1}
        maxLength={REVIEW_LIMITS.note}
        value={note.value}
        onInput={(event) => {
          note.value = event.currentTarget.value;
        }}
      />
    </label>
  );
}

function Step({ step }: { readonly step: ReviewStep }) {
  return (
    <li>
      <span class={`state state-${step.state}`}>{say(`desk_state_${step.state}`)}</span>{' '}
      <When at={step.at} now={now.value} />
      {step.by !== '' && <span class="faint"> · {step.by}</span>}
      {step.note !== '' && <p class="step-note">{step.note}</p>}
    </li>
  );
}

function History({ review }: Pick<Flag, 'review'>) {
  if (review.length === 0) return null;
  return (
    <ol class="history" aria-label={say('desk_history')}>
      {review.toReversed().map((step) => (
        <Step key={`${step.at}${step.state}`} step={step} />
      ))}
    </ol>
  );
}

/** Says so where another post of the same video was decided on. */
function DecidedBefore({ flag }: { readonly flag: Flag }) {
  const others = (cases.value.get(flag.key) ?? []).filter((key) => key !== flag.key);
  const isDecided = others.some((key) => (rows.value.get(key)?.state ?? 'new') !== 'new');
  return isDecided ? <p class="caution">{say('desk_case_before')}</p> : null;
}

/** What a person decides, with an optional note, and what was decided before. */
export function DecisionPanel({ flag }: { readonly flag: Flag }) {
  const state = stateAfter(flag.review);
  return (
    <section class="panel" aria-label={say('desk_decision')}>
      <h3>
        {say('desk_decision')} <span class={`state state-${state}`}>{say(`desk_state_${state}`)}</span>
      </h3>
      <DecidedBefore flag={flag} />
      <div class="actions">
        {ACTS.map(([next, key]) => (
          <button key={next} type="button" aria-keyshortcuts={key} onClick={() => act(next)}>
            {say(`desk_act_${next}`)} <kbd>{key}</kbd>
          </button>
        ))}
        {state !== 'new' && (
          <button type="button" onClick={() => act('new')}>
            {say('desk_act_new')}
          </button>
        )}
      </div>
      <div class="note-line">
        <Note />
        <button type="button" disabled={note.value.trim() === ''} onClick={() => addNote(state)}>
          {say('desk_note_add')}
        </button>
      </div>
      <History review={flag.review} />
    </section>
  );
}

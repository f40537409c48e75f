import { language, say } from '../../ui/say.ts';
import { CaseButton } from './case-button.tsx';
import { act, toggleAll, undoLast } from './decisions.ts';
import { done, isComplete, isHelpOpen, picked, rows, shown } from './state.ts';

const number = (value: number): string => new Intl.NumberFormat(language()).format(value);

function Count() {
  const text = say('desk_count', number(shown.value.length), number(rows.value.size));
  return (
    <p class="faint" role="status">
      {isComplete.value ? text : say('popup_loading')}
    </p>
  );
}

const BULK = ['confirmed', 'dismissed', 'escalated', 'resolved'] as const;

/** What can be done with many flags at once, and what the list holds. */
export function BulkBar() {
  const keys = shown.value.map(({ key }) => key).filter((key) => picked.value.has(key));
  const count = keys.length;
  const isAll = count > 0 && count === shown.value.length;
  return (
    <div class="bulk">
      <Count />
      <button type="button" disabled={shown.value.length === 0} onClick={toggleAll}>
        {isAll ? say('desk_pick_none') : say('desk_pick_all')}
      </button>
      {count > 0 && (
        <fieldset class="bulk-acts">
          <legend>{say('desk_picked', number(count))}</legend>
          {BULK.map((state) => (
            <button key={state} type="button" onClick={() => act(state)}>
              {say(`desk_act_${state}`)}
            </button>
          ))}
          <CaseButton keys={keys} />
        </fieldset>
      )}
      <span class="bulk-end">
        <button type="button" disabled={done.value.length === 0} onClick={undoLast}>
          {say('desk_undo')}
        </button>
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={() => {
            isHelpOpen.value = true;
          }}
        >
          {say('desk_keys')}
        </button>
      </span>
    </div>
  );
}

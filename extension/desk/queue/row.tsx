import { entryName } from '../../../src/lexicon.ts';
import type { QueueRow } from '../../../src/queue-row.ts';
import { keyPart, language, say } from '../../ui/say.ts';
import { relativeTime } from '../../ui/when.tsx';
import { select } from './actions.ts';
import { cases } from './cases.ts';
import { pickRange, togglePick } from './decisions.ts';
import { currentKey, now, picked, shown } from './state.ts';

export const ROW_HEIGHT = 66;
export const idOf = (key: string): string => `row-${key}`;

function titleOf({ entries }: QueueRow): string {
  const [best, ...others] = entries;
  if (best === undefined) return say('looks_like_nobody');
  const name = entryName(best, language());
  return others.length === 0 ? name : say('desk_row_others', name, String(others.length));
}

function click(event: MouseEvent, key: string): void {
  if (event.shiftKey) pickRange(key);
  else if (event.ctrlKey || event.metaKey) togglePick(key);
  else select(key);
}

function Facts({ row }: { readonly row: QueueRow }) {
  return (
    <span class="row-facts faint">
      <span>{say(`site_name_${row.site}`)}</span>
      {row.author !== '' && <bdi class="row-author">{row.author}</bdi>}
      <span>{relativeTime(row.updatedAt, now.value, language())}</span>
      {(cases.value.get(row.key)?.length ?? 0) > 1 && (
        <span>{say('desk_row_case', String(cases.value.get(row.key)?.length))}</span>
      )}
      {row.hasNote && <span>{say('desk_row_note')}</span>}
    </span>
  );
}

/** One line of the queue. The whole of it is an option of the list; a click on its box picks it. */
export function Row({ index }: { readonly index: number }) {
  const row = shown.value[index];
  if (row === undefined) return null;
  const isPicked = picked.value.has(row.key);
  return (
    <div
      id={idOf(row.key)}
      key={row.key}
      class={`row ${row.key === currentKey.value ? 'row-current' : ''}`}
      style={{ height: `${ROW_HEIGHT}px` }}
      role="option"
      tabIndex={-1}
      aria-selected={isPicked}
      aria-setsize={shown.value.length}
      aria-posinset={index + 1}
      data-key={row.key}
      onClick={(event) => click(event, row.key)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') select(row.key);
      }}
    >
      <span
        class={`pick ${isPicked ? 'pick-on' : ''}`}
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation();
          togglePick(row.key);
        }}
      />
      <span class="row-body">
        <span class="row-line">
          <span class={`chip chip-${row.kind}`}>{say(`verdict_${keyPart(row.kind)}`)}</span>
          <span class="row-title">{titleOf(row)}</span>
          {row.feedback === 'wrong' && <span class="state state-wrong">{say('desk_called_wrong')}</span>}
          <span class={`state state-${row.state}`}>{say(`desk_state_${row.state}`)}</span>
        </span>
        <Facts row={row} />
        <bdi class="row-caption faint">{row.caption === '' ? say('post_no_caption') : row.caption}</bdi>
      </span>
    </div>
  );
}

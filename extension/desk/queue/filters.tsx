import { entryName } from '../../../src/lexicon.ts';
import { SITES } from '../../../src/post.ts';
import { type QueueFilter, SORTS, type Sort } from '../../../src/queue-filter.ts';
import type { QueueRow } from '../../../src/queue-row.ts';
import { REVIEW_STATES } from '../../../src/review.ts';
import { SIGN_KINDS } from '../../../src/sign.ts';
import { keyPart, language, say } from '../../ui/say.ts';
import { Switch } from '../../ui/switch.tsx';
import { Select, type SelectOption } from '../select.tsx';
import { changeFilter } from './actions.ts';
import { SEARCH_ID } from './keys.ts';
import { filter, isOneACase, rows, showsKnown, sort } from './state.ts';

const all = (): SelectOption => ({ value: 'all', label: say('desk_filter_all') });

/** Each value that rows hold, with how many hold it, the commonest first. */
function counted(values: (row: QueueRow) => readonly string[], name: (value: string) => string): SelectOption[] {
  const counts = new Map<string, number>();
  for (const row of rows.value.values())
    for (const value of values(row)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  return sorted.map(([value, count]) => ({ value, label: say('desk_filter_counted', name(value), String(count)) }));
}

interface PartProps {
  readonly part: 'state' | 'kind' | 'site' | 'sign' | 'owner' | 'entry';
  readonly options: readonly SelectOption[];
}

function Part({ part, options }: PartProps) {
  return (
    <Select
      label={say(`desk_filter_${part}`)}
      value={filter.value[part]}
      options={options}
      // Each select offers values of its own part and no others.
      onChange={(value) => changeFilter({ [part]: value } as Partial<QueueFilter>)}
    />
  );
}

const KINDS = ['likely', 'possible', 'seen', 'ai-only'] as const;

function stateOptions(): SelectOption[] {
  const open = { value: 'open', label: say('desk_state_open') };
  return [open, ...REVIEW_STATES.map((value) => ({ value, label: say(`desk_state_${value}`) })), all()];
}

const any = (): SelectOption => ({ value: '', label: say('desk_filter_all') });

function Selects() {
  const kinds = KINDS.map((value) => ({ value, label: say(`verdict_${keyPart(value)}`) }));
  const sites = SITES.map((value) => ({ value, label: say(`site_name_${value}`) }));
  const signs = SIGN_KINDS.map((value) => ({ value, label: say(`desk_sign_${value}`) }));
  const entries = counted(
    (row) => row.entries,
    (id) => entryName(id, language()),
  );
  const owners = counted(
    (row) => row.owners,
    (owner) => owner,
  );
  return (
    <>
      <Part part="state" options={stateOptions()} />
      <Part part="kind" options={[all(), ...kinds]} />
      <Part part="site" options={[all(), ...sites]} />
      <Part part="entry" options={[any(), ...entries]} />
      <Part part="owner" options={[any(), ...owners]} />
      <Part part="sign" options={[all(), ...signs]} />
    </>
  );
}

function Account() {
  return (
    <label class="field">
      <span>{say('desk_filter_account')}</span>
      <input
        type="text"
        value={filter.value.account}
        onInput={(event) => changeFilter({ account: event.currentTarget.value })}
      />
    </label>
  );
}

function Day({ part }: { readonly part: 'from' | 'to' }) {
  return (
    <label class="field">
      <span>{say(`desk_filter_${part}`)}</span>
      <input
        type="date"
        value={filter.value[part]}
        onInput={(event) => changeFilter({ [part]: event.currentTarget.value })}
      />
    </label>
  );
}

function Search() {
  return (
    <label class="field field-search">
      <span>{say('desk_search')}</span>
      <input
        id={SEARCH_ID}
        type="search"
        value={filter.value.search}
        onInput={(event) => changeFilter({ search: event.currentTarget.value })}
      />
    </label>
  );
}

/** What the queue lists, and in which order. */
export function Filters() {
  const sorts = SORTS.map((value) => ({ value, label: say(`desk_sort_${value}`) }));
  return (
    <search class="filters" aria-label={say('desk_filters')}>
      <Search />
      <Selects />
      <Account />
      <Day part="from" />
      <Day part="to" />
      <Select
        label={say('desk_sort')}
        value={sort.value}
        options={sorts}
        onChange={(value) => {
          sort.value = SORTS.find((name): name is Sort => name === value) ?? 'newest';
        }}
      />
      <Switch
        label={say('desk_filter_seen')}
        isOn={filter.value.showsSeen}
        onChange={(showsSeen) => changeFilter({ showsSeen })}
      />
      <Switch
        label={say('desk_filter_one_a_case')}
        isOn={isOneACase.value}
        onChange={(isOn) => {
          isOneACase.value = isOn;
        }}
      />
      <Switch
        label={say('desk_filter_known')}
        isOn={showsKnown.value}
        onChange={(isOn) => {
          showsKnown.value = isOn;
        }}
      />
    </search>
  );
}

import { computed, signal } from '@preact/signals';
import type { Flag } from '../../../src/flag.ts';
import { filterRows, NO_FILTER, type QueueFilter, type Sort, sortRows } from '../../../src/queue-filter.ts';
import type { QueueRow } from '../../../src/queue-row.ts';
import type { ReviewStep } from '../../../src/review.ts';
import { cases, knownKeys } from './cases.ts';
import { rows } from './rows.ts';

export { rows };

export const isComplete = signal(false);
export const filter = signal<QueueFilter>(NO_FILTER);
export const sort = signal<Sort>('newest');
/** When the desk last looked at the clock. */
export const now = signal(Date.now());

/** List only the first post of each video. */
export const isOneACase = signal(false);
/** List what is known to be good too. */
export const showsKnown = signal(false);

const filtered = computed(() => {
  const found = filterRows([...rows.value.values()], filter.value);
  return showsKnown.value ? found : found.filter(({ key }) => !knownKeys.value.has(key));
});

/** The first row of each case, in the order of the list. */
function oneACase(list: readonly QueueRow[]): readonly QueueRow[] {
  const met = new Set<readonly string[]>();
  return list.filter(({ key }) => {
    const group = cases.value.get(key);
    if (group === undefined) return true;
    if (met.has(group)) return false;
    met.add(group);
    return true;
  });
}

/** What the list shows, in its order. */
export const shown = computed(() => {
  const sorted = sortRows(filtered.value, sort.value);
  return isOneACase.value ? oneACase(sorted) : sorted;
});

export const currentKey = signal<string | null>(null);
export const currentIndex = computed(() => shown.value.findIndex(({ key }) => key === currentKey.value));
/** Keys picked for a bulk action. */
export const picked = signal<ReadonlySet<string>>(new Set());
/** The flag in the detail view, read whole. */
export const opened = signal<Flag | null>(null);

/** One bulk or single decision, for undo. */
export interface Done {
  readonly keys: readonly string[];
  readonly step: ReviewStep;
}
export const done = signal<readonly Done[]>([]);

export const isReportOpen = signal(false);
export const isHelpOpen = signal(false);
/** The note that goes with the next decision. */
export const note = signal('');

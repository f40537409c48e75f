import { computed, signal } from '@preact/signals';
import type { Flag } from '../../../src/flag.ts';
import { filterRows, NO_FILTER, type QueueFilter, type Sort, sortRows } from '../../../src/queue-filter.ts';
import type { QueueRow } from '../../../src/queue-row.ts';
import type { ReviewStep } from '../../../src/review.ts';

/** Every stored flag as a row, by key. */
export const rows = signal<ReadonlyMap<string, QueueRow>>(new Map());
export const isComplete = signal(false);
export const filter = signal<QueueFilter>(NO_FILTER);
export const sort = signal<Sort>('newest');
/** When the desk last looked at the clock. */
export const now = signal(Date.now());

const filtered = computed(() => filterRows([...rows.value.values()], filter.value));
/** What the list shows, in its order. */
export const shown = computed(() => sortRows(filtered.value, sort.value));

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

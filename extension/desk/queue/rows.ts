import { signal } from '@preact/signals';
import type { QueueRow } from '../../../src/queue-row.ts';

/** Every stored flag as a row, by key. */
export const rows = signal<ReadonlyMap<string, QueueRow>>(new Map());

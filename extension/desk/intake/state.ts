import { computed, signal } from '@preact/signals';
import type { BadRow } from '../../../src/bad-row.ts';
import type { Intake } from '../../../src/intake-list.ts';
import type { Conflict } from '../../../src/merge-flags.ts';

export const items = signal<readonly Intake[]>([]);
export const badRows = signal<readonly BadRow[]>([]);

/** `elsewhere`: another desk looks at the posts; it can be paused from here. `pausing`: the present post is finished first. */
export type Run = 'idle' | 'running' | 'pausing' | 'elsewhere';
export const run = signal<Run>('idle');

export const doneCount = computed(
  () => items.value.filter(({ state }) => state !== 'waiting' && state !== 'looking').length,
);

/** A local video and what was recognised in it. */
export interface LocalVideo {
  readonly id: number;
  readonly name: string;
  readonly text: string;
}
export const localVideos = signal<readonly LocalVideo[]>([]);

/** Decisions of another desk that contradict ours. */
export const conflicts = signal<readonly Conflict[]>([]);

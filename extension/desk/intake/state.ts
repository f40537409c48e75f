import { computed, signal } from '@preact/signals';
import type { BadRow } from '../../../src/backup-file.ts';
import type { IntakeItem } from '../../../src/intake-list.ts';
import type { Conflict } from '../../../src/merge-flags.ts';

/** `waiting`: its turn comes. `nothing`: looked at, no flag. `unseen`: no video could be looked at there. */
export const INTAKE_STATES = ['waiting', 'looking', 'flagged', 'nothing', 'unseen', 'failed'] as const;
export type IntakeState = (typeof INTAKE_STATES)[number];

export interface Intake extends IntakeItem {
  readonly state: IntakeState;
}

export const items = signal<readonly Intake[]>([]);
export const badRows = signal<readonly BadRow[]>([]);
export const isRunning = signal(false);
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

import { computed, signal } from '@preact/signals';
import type { BadRow } from '../../../src/bad-row.ts';
import type { Intake } from '../../../src/intake-list.ts';
import type { Conflict } from '../../../src/merge-flags.ts';
import type { Provenance } from '../../../src/provenance/read-provenance.ts';
import type { Verdict } from '../../../src/verdict.ts';
import type { ShownFrame } from '../../ui/frame-figure.tsx';
import type { Sealable } from './file-evidence.ts';

export const items = signal<readonly Intake[]>([]);
/** Records of the list that cannot be read any more. */
export const damagedPosts = signal<readonly unknown[]>([]);
export const badRows = signal<readonly BadRow[]>([]);

/** `elsewhere`: another desk looks at the posts; it can be paused from here. `pausing`: the present post is finished first. */
export type Run = 'idle' | 'running' | 'pausing' | 'elsewhere';
export const run = signal<Run>('idle');

export const doneCount = computed(
  () => items.value.filter(({ state }) => state !== 'waiting' && state !== 'looking').length,
);

/** What was recognised in a local video, which marks it bears and what its file says; nothing of it is stored unless it is sealed. */
export interface LocalResult {
  readonly verdict: Verdict;
  readonly provenance: Provenance;
  /** Moments behind the verdict, with the places of what was seen; their pictures live as long as the page. */
  readonly frames: readonly ShownFrame[];
  readonly evidence: Sealable;
}

export interface LocalVideo {
  readonly id: number;
  readonly name: string;
  /** Null while it is being looked at. */
  readonly result: LocalResult | null;
}
export const localVideos = signal<readonly LocalVideo[]>([]);

/** Decisions of another desk that contradict ours. */
export const conflicts = signal<readonly Conflict[]>([]);

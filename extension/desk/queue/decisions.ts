import type { Feedback } from '../../../src/flag.ts';
import { decide, type ReviewState, type ReviewStep, undo } from '../../../src/review.ts';
import { createTurns } from '../../in-turn.ts';
import { ask } from '../../messaging.ts';
import { language, say } from '../../ui/say.ts';
import { flagStore } from '../flag-access.ts';
import { attempt, tell } from '../notice.ts';
import { settings } from '../settings.ts';
import { keyAfter, select, takeChanged } from './actions.ts';
import { currentKey, done, note, picked, shown } from './state.ts';

/** Undo reaches back this many actions of this desk. */
const DONE_MAX = 100;

/** What an action is about: the picked flags, or the one in the detail view. */
function targets(): string[] {
  const visible = shown.value.map(({ key }) => key).filter((key) => picked.value.has(key));
  if (visible.length > 0) return visible;
  return currentKey.value === null ? [] : [currentKey.value];
}

/** One action after the other: an undo is about the action before it, finished or not. */
const inTurn = createTurns();

const count = (number: number): string => new Intl.NumberFormat(language()).format(number);

async function decideOn(keys: readonly string[], step: ReviewStep): Promise<void> {
  const changed = await flagStore.change(keys, (flag) => ({ ...flag, review: decide(flag.review, step) }));
  takeChanged(changed);
  done.value = [...done.value, { keys: changed.map(({ key }) => key), step }].slice(-DONE_MAX);
  tell(say('desk_decided', count(changed.length), say(`desk_state_${step.state}`)));
}

/** Decides on the picked flags or the current one, with the note, and goes on to the next. */
export function act(state: ReviewState): void {
  const keys = targets();
  if (keys.length === 0) return;
  const next = keyAfter(new Set(keys));
  const step: ReviewStep = { state, at: Date.now(), note: note.value.trim(), by: settings.value.reviewer };
  // Keys are pressed faster than a disk answers: the next press is about the next flag.
  picked.value = new Set();
  note.value = '';
  if (next !== null) select(next);
  attempt(() => inTurn(() => decideOn(keys, step)));
}

/** Adds the note to the current flag and leaves its state as it is. */
export function addNote(state: ReviewState): void {
  const key = currentKey.value;
  const text = note.value.trim();
  if (key === null || text === '') return;
  note.value = '';
  attempt(() => inTurn(() => decideOn([key], { state, at: Date.now(), note: text, by: settings.value.reviewer })));
}

async function undoNow(): Promise<void> {
  const last = done.value.at(-1);
  if (last === undefined) {
    tell(say('desk_undo_nothing'));
    return;
  }
  const changed = await flagStore.change(last.keys, (flag) => {
    const review = undo(flag.review, last.step);
    return review === null ? null : { ...flag, review };
  });
  done.value = done.value.slice(0, -1);
  takeChanged(changed);
  const [first] = changed;
  if (first !== undefined) select(first.key);
  const kept = last.keys.length - changed.length;
  tell(
    kept === 0
      ? say('desk_undone', count(changed.length))
      : say('desk_undone_some', count(changed.length), count(kept)),
  );
}

/** Takes the last action back, flag by flag; what somebody decided since then stays. */
export const undoLast = (): void => attempt(() => inTurn(undoNow));

export function setFeedback(key: string, feedback: Feedback): void {
  attempt(async () => {
    await ask({ kind: 'feedback', key, feedback });
    const flag = await flagStore.get(key);
    if (flag !== undefined) takeChanged([flag]);
  });
}

export function togglePick(key: string): void {
  const next = new Set(picked.value);
  if (!next.delete(key)) next.add(key);
  picked.value = next;
}

/** Everything the list shows, or nothing when it is picked already. */
export function toggleAll(): void {
  const isAll = shown.value.length > 0 && shown.value.every(({ key }) => picked.value.has(key));
  picked.value = new Set(isAll ? [] : shown.value.map(({ key }) => key));
}

/** From the current flag to this one. */
export function pickRange(key: string): void {
  const keys = shown.value.map((row) => row.key);
  const [from, to] = [keys.indexOf(currentKey.value ?? key), keys.indexOf(key)].sort((a, b) => a - b);
  picked.value = new Set([...picked.value, ...keys.slice(from, (to ?? 0) + 1)]);
}

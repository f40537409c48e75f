import * as v from 'valibot';
import { readFlags } from '../../../src/backup-file.ts';
import { DECISIONS_FORMAT } from '../../../src/decision-file.ts';
import { type Conflict, mergeFlags, settle } from '../../../src/merge-flags.ts';
import type { ReviewState } from '../../../src/review.ts';
import { say } from '../../ui/say.ts';
import { flagStore } from '../flag-access.ts';
import { attempt, tell, tellBad } from '../notice.ts';
import { takeChanged } from '../queue/actions.ts';
import { allFlags } from '../settings/storage.ts';
import { badRows, conflicts } from './state.ts';

const fileSchema = v.object({ format: v.literal(DECISIONS_FORMAT), flags: v.array(v.unknown()) });

function flagsIn(text: string): readonly unknown[] | null {
  try {
    const parsed = v.safeParse(fileSchema, JSON.parse(text));
    return parsed.success ? parsed.output.flags : null;
  } catch {
    // Not JSON is not an export either.
    return null;
  }
}

/** Joins the decisions of another desk into ours; contradictions wait for a person. */
export const mergeFile = (file: File): void =>
  attempt(async () => {
    const rows = flagsIn(await file.text());
    if (rows === null) {
      tellBad(say('desk_merge_not_ours'));
      return;
    }
    const { flags, bad } = readFlags(rows);
    const merged = mergeFlags(await allFlags(), flags);
    await flagStore.putAll(merged.flags);
    takeChanged(merged.flags);
    conflicts.value = merged.conflicts;
    badRows.value = bad;
    const counts = [merged.added, merged.changed, merged.same, merged.conflicts.length, bad.length];
    tell(say('desk_merged', ...counts.map(String)));
  });

/** Settles one contradiction; both decisions stay in the history. */
export const choose = (conflict: Conflict, state: ReviewState): void =>
  attempt(async () => {
    const changed = await flagStore.change([conflict.key], (flag) => settle(flag, conflict, state, Date.now()));
    takeChanged(changed);
    conflicts.value = conflicts.value.filter(({ key }) => key !== conflict.key);
  });

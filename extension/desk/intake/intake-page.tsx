import type { Conflict } from '../../../src/merge-flags.ts';
import type { ReviewStep } from '../../../src/review.ts';
import { say } from '../../ui/say.ts';
import { BadRows } from '../bad-rows.tsx';
import { FileDrop } from '../file-drop.tsx';
import { HashLists } from './hash-lists.tsx';
import { LocalVideos } from './local-videos.tsx';
import { choose, mergeFile } from './merge.ts';
import { Posts } from './posts.tsx';
import { badRows, conflicts } from './state.ts';

function Choose({
  conflict,
  step,
  whose,
}: {
  readonly conflict: Conflict;
  readonly step: ReviewStep;
  readonly whose: 'mine' | 'theirs';
}) {
  const state = say(`desk_state_${step.state}`);
  return (
    <button type="button" onClick={() => choose(conflict, step.state)}>
      {step.by === '' ? say(`desk_merge_${whose}`, state) : say('desk_merge_by', step.by, state)}
    </button>
  );
}

function Merge() {
  return (
    <section class="panel" aria-labelledby="intake-merge">
      <h2 id="intake-merge">{say('desk_merge')}</h2>
      <p class="faint">{say('desk_merge_about')}</p>
      <FileDrop
        label={say('desk_merge_drop')}
        accept=".json,application/json"
        onFiles={([file]) => file !== undefined && mergeFile(file)}
      />
      {conflicts.value.length > 0 && <h3>{say('desk_merge_conflicts', String(conflicts.value.length))}</h3>}
      <ul class="intake-lines">
        {conflicts.value.map((conflict) => (
          <li key={conflict.key} class="conflict">
            <bdi>{conflict.permalink}</bdi>
            <div class="actions">
              <Choose conflict={conflict} step={conflict.mine} whose="mine" />
              <Choose conflict={conflict} step={conflict.theirs} whose="theirs" />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What comes in from elsewhere: lists of reported posts, video files, decisions of another desk. */
export function IntakePage() {
  return (
    <div class="columns">
      <BadRows rows={badRows.value} />
      <Posts />
      <LocalVideos />
      <Merge />
      <HashLists />
    </div>
  );
}

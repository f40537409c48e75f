import { entryName } from '../../../src/lexicon.ts';
import { isKept } from '../../../src/raise-flag.ts';
import type { Verdict } from '../../../src/verdict.ts';
import { FrameFigure } from '../../ui/frame-figure.tsx';
import { RecordFacts } from '../../ui/provenance-facts.tsx';
import { titleOf } from '../../ui/reasons.ts';
import { keyPart, language, say } from '../../ui/say.ts';
import { SealPanel } from '../../ui/seal-panel.tsx';
import { saveAgain, sealFileAndSave, sealStates } from '../../ui/seal-store.ts';
import { SignsTold } from '../../ui/signs-told.tsx';
import { FileDrop } from '../file-drop.tsx';
import { takeVideos } from './local.ts';
import { type LocalResult, type LocalVideo, localVideos } from './state.ts';

/** Whom it looks like and how much, or why nothing can be said. */
function summaryOf({ entries, unreadable, framesRead }: Verdict): string {
  if (unreadable !== null) return say('desk_local_unreadable', say(`unreadable_${keyPart(unreadable)}`));
  if (entries.length === 0) return say('desk_local_nothing', String(framesRead));
  const names = entries.map(({ entry, bestScore, bestTime }) =>
    say('desk_local_match', entryName(entry, language()), String(Math.round(bestScore * 100)), bestTime.toFixed(1)),
  );
  return names.join(say('list_separator'));
}

/** One click seals what was found: the pictures, what the model was given and said, and what the file says of itself. */
function Seal({ name, evidence }: Pick<LocalVideo, 'name'> & Pick<LocalResult, 'evidence'>) {
  if (evidence === 'nothing') return null;
  if (typeof evidence === 'string') return <p class="faint">{say(`desk_local_evidence_${keyPart(evidence)}`)}</p>;
  const { key } = evidence.flag;
  return (
    <SealPanel
      state={sealStates.value[key]}
      now={Date.now()}
      title={name}
      onSeal={() => void sealFileAndSave(evidence)}
      onSaveAgain={(record) => void saveAgain(key, record)}
    />
  );
}

function Result({ name, verdict, provenance, frames, evidence }: LocalResult & Pick<LocalVideo, 'name'>) {
  const { kind, signs } = verdict;
  return (
    <div class="flag-view">
      {frames.length > 0 && (
        <div class="frames">
          {frames.map((frame) => (
            <FrameFigure key={frame.url} frame={frame} title={titleOf(verdict)} />
          ))}
        </div>
      )}
      <p>
        {isKept(kind) && <span class={`chip chip-${kind}`}>{say(`verdict_${keyPart(kind)}`)}</span>}{' '}
        {summaryOf(verdict)}
      </p>
      <div>
        <SignsTold signs={signs} />
      </div>
      <div>
        <h4>{say('file_source_heading')}</h4>
        <RecordFacts provenance={provenance} />
      </div>
      <Seal name={name} evidence={evidence} />
    </div>
  );
}

function Video({ name, result }: LocalVideo) {
  return (
    <li class="local-video">
      <h3>
        <bdi>{name}</bdi>
      </h3>
      {result === null ? <p>{say('desk_pack_working')}</p> : <Result name={name} {...result} />}
    </li>
  );
}

/** Video files of this device: dropped, looked at, told. */
export function LocalVideos() {
  return (
    <section class="panel" aria-labelledby="intake-local">
      <h2 id="intake-local">{say('desk_local')}</h2>
      <p class="faint">{say('desk_local_about')}</p>
      <FileDrop label={say('desk_local_drop')} accept="video/*" isMultiple onFiles={takeVideos} />
      <ul class="intake-lines" aria-live="polite">
        {localVideos.value.map((video) => (
          <Video key={video.id} {...video} />
        ))}
      </ul>
    </section>
  );
}

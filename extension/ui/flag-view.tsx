import type { ComponentChildren } from 'preact';
import { doubtsOf } from '../../src/doubts.ts';
import type { Feedback, Flag } from '../../src/flag.ts';
import { otherNames } from '../../src/lexicon.ts';
import { rightsOf } from '../../src/rights.ts';
import type { EntryEvidence } from '../../src/verdict.ts';
import { FeedbackChoice } from './feedback-choice.tsx';
import { FrameFigure, type ShownFrame } from './frame-figure.tsx';
import { kindOf, nameOf, titleOf } from './reasons.ts';
import { RightsSection } from './rights-card.tsx';
import { keyPart, language, say } from './say.ts';
import { SignsTold } from './signs-told.tsx';
import { When } from './when.tsx';

export interface FlagViewProps {
  readonly flag: Flag;
  /** The clock of the page, in milliseconds since 1970. */
  readonly now: number;
  /** Kept frames of the post, the best first; `null` while they are being read, empty when none was kept. */
  readonly frames: readonly ShownFrame[] | null;
  /** True when the verdict was made by another model or pack than those installed now. */
  readonly isByOlderModel: boolean;
  readonly onFeedback: (feedback: Feedback) => void;
  /** What comes below: sealing, reports, decisions of a queue. */
  readonly children?: ComponentChildren;
}

/** What else the entry is called, and where it is from: for a person who does not know it. */
function About({ entry }: { readonly entry: EntryEvidence }) {
  const { franchise, owner } = rightsOf(entry.entry, kindOf(entry), language());
  const facts = [...otherNames(entry.entry, language()), franchise, owner].filter(
    (fact) => fact !== '' && fact !== nameOf(entry),
  );
  return <span class="entry-about faint">{[...new Set(facts)].join(' · ')}</span>;
}

/** How sure, in words and as numbers, entry by entry. */
function HowSure({ flag }: Pick<FlagViewProps, 'flag'>) {
  const { kind, entries } = flag.verdict;
  return (
    <section aria-label={say('view_sure_heading')}>
      <h4>{say('view_sure_heading')}</h4>
      <p>
        <span class={`chip chip-${kind}`}>{say(`verdict_${keyPart(kind)}`)}</span> {say(`view_sure_${keyPart(kind)}`)}
      </p>
      <ul class="facts">
        {entries.map((entry) => (
          <li key={entry.entry}>
            {say('view_entry', nameOf(entry), say(`kind_${kindOf(entry)}`))} <About entry={entry} />
            <span class="faint">
              {say('score_likeness', String(Math.round(entry.bestScore * 100)))} · {say(`why_${keyPart(entry.state)}`)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Doubts({ flag }: Pick<FlagViewProps, 'flag'>) {
  return (
    <section aria-label={say('view_doubts_heading')}>
      <h4>{say('view_doubts_heading')}</h4>
      <ul class="why">
        {doubtsOf(flag).map((doubt) => (
          <li key={doubt}>{say(`view_doubt_${keyPart(doubt)}`)}</li>
        ))}
      </ul>
    </section>
  );
}

function Frames({ frames, title }: { readonly frames: FlagViewProps['frames']; readonly title: string }) {
  if (frames === null) return null;
  if (frames.length === 0) return <p class="faint frames-none">{say('view_frames_none')}</p>;
  return (
    <div class="frames">
      {frames.map((frame) => (
        <FrameFigure key={frame.url} frame={frame} title={title} />
      ))}
    </div>
  );
}

/** What was looked at, by which model, and when. */
function Origin({ flag, now, isByOlderModel }: FlagViewProps) {
  const { framesRead, modelVersion, packVersion } = flag.verdict;
  return (
    <p class="faint">
      {say('view_frames_read', String(framesRead))} {say('view_versions', modelVersion, packVersion)}{' '}
      {isByOlderModel && `${say('view_older_model')} `}
      {say('view_first_seen')} <When at={flag.firstSeenAt} now={now} />
    </p>
  );
}

/** Everything known of one flag: whose, the frames, each sign, how sure, what could make it wrong, and the rights card. */
export function FlagView(props: FlagViewProps) {
  const { flag, frames, onFeedback, children } = props;
  const title = titleOf(flag.verdict);
  const best = flag.verdict.entries[0];
  return (
    <div class="flag-view">
      <div class="seen-and-said">
        <Frames frames={frames} title={title} />
        <HowSure flag={flag} />
      </div>
      <section aria-label={say('view_signs_heading')}>
        <SignsTold signs={flag.verdict.signs} />
      </section>
      <Doubts flag={flag} />
      <Origin {...props} />
      <FeedbackChoice feedback={flag.feedback} title={title} onFeedback={onFeedback} />
      {children}
      {best !== undefined && <RightsSection rights={rightsOf(best.entry, kindOf(best), language())} />}
    </div>
  );
}

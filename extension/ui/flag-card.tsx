import { type Feedback, type Flag, isSettled } from '../../src/flag.ts';
import { secureAddress } from '../../src/secure-address.ts';
import { QuotedReason } from './quote.tsx';
import { kindOf, othersOf, ownerOf, reasonsOf, shortened, titleOf } from './reasons.ts';
import { keyPart, say } from './say.ts';
import { When } from './when.tsx';

/** Longest caption in a list; the post itself has the rest. */
const CAPTION_MAX = 140;
const AUTHOR_MAX = 60;

interface FlagCardProps {
  readonly flag: Flag;
  readonly now: number;
  /** Only the title is in sight until a person opens the rest. */
  readonly isFolded: boolean;
  readonly isReportOpen: boolean;
  readonly isViewOpen: boolean;
  readonly onFeedback: (feedback: Feedback) => void;
  readonly onToggleReport: () => void;
  readonly onToggleView: () => void;
  /** The report panel or the flag view, while it is open. */
  readonly children?: preact.ComponentChildren;
}

/** How sure, in words and as a number. */
function Sureness({ flag }: Pick<FlagCardProps, 'flag'>) {
  const { kind, entries } = flag.verdict;
  const best = entries[0];
  return (
    <p class="sureness">
      <span class={`chip chip-${kind}`}>{say(`verdict_${keyPart(kind)}`)}</span>
      {best && <span class="faint">{say('score_likeness', String(Math.round(best.bestScore * 100)))}</span>}
      {best && <span class="faint kind">{say(`kind_${kindOf(best)}`)}</span>}
    </p>
  );
}

function Whose({ flag }: Pick<FlagCardProps, 'flag'>) {
  const best = flag.verdict.entries[0];
  const owner = best === undefined ? '' : ownerOf(best);
  const others = othersOf(flag.verdict);
  return (
    <>
      {owner !== '' && <p class="faint">{say('owner_of', owner)}</p>}
      {others !== '' && <p class="faint">{say('also_looks_like', others)}</p>}
    </>
  );
}

/** What the page says of itself: text and nothing else, in a place of its own. */
function Words({ flag }: Pick<FlagCardProps, 'flag'>) {
  const { author, caption } = flag.post;
  return (
    <p class="words">
      {author !== '' && <bdi class="author">{shortened(author, AUTHOR_MAX)}</bdi>}
      {caption === '' ? say('post_no_caption') : <bdi>{shortened(caption, CAPTION_MAX)}</bdi>}
    </p>
  );
}

function Why({ flag }: Pick<FlagCardProps, 'flag'>) {
  return (
    <ul class="why" aria-label={say('why_heading')}>
      {reasonsOf(flag.verdict).map((reason) => (
        <li key={`${reason.text}${reason.quote}`}>
          <QuotedReason {...reason} />
        </li>
      ))}
    </ul>
  );
}

function OpenPost({ flag }: Pick<FlagCardProps, 'flag'>) {
  const address = secureAddress(flag.post.permalink);
  if (address === null) return <span class="faint address">{say('post_no_link', flag.post.permalink)}</span>;
  return (
    <a
      class="button"
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={say('post_open_named', titleOf(flag.verdict))}
    >
      {say('post_open')}
    </a>
  );
}

function WrongButton({ flag, onFeedback }: Pick<FlagCardProps, 'flag' | 'onFeedback'>) {
  const isWrong = flag.feedback === 'wrong';
  const key = isWrong ? 'feedback_undo' : 'feedback_wrong';
  const label = isWrong
    ? say('feedback_undo_named', titleOf(flag.verdict))
    : say('feedback_wrong_named', titleOf(flag.verdict));
  return (
    <button type="button" aria-label={label} onClick={() => onFeedback(isWrong ? 'none' : 'wrong')}>
      {say(key)}
    </button>
  );
}

function Actions({ flag, isReportOpen, isViewOpen, onFeedback, onToggleReport, onToggleView }: FlagCardProps) {
  return (
    <div class="actions">
      <OpenPost flag={flag} />
      <button
        type="button"
        aria-expanded={isViewOpen}
        aria-label={say('view_open_named', titleOf(flag.verdict))}
        onClick={onToggleView}
      >
        {say('view_open')}
      </button>
      <button
        type="button"
        aria-expanded={isReportOpen}
        aria-label={say('report_open_named', titleOf(flag.verdict))}
        onClick={onToggleReport}
      >
        {say('report_open')}
      </button>
      <WrongButton flag={flag} onFeedback={onFeedback} />
    </div>
  );
}

function Body(props: FlagCardProps) {
  const { flag, children } = props;
  return (
    <div class="card-body">
      <Whose flag={flag} />
      <Why flag={flag} />
      <Words flag={flag} />
      {flag.feedback !== 'none' && !props.isViewOpen && (
        <p class="told">{say(`view_told_${keyPart(flag.feedback)}`)}</p>
      )}
      <Actions {...props} />
      {children}
    </div>
  );
}

/** One flag: whose, why, when, how sure, and what a person can do. */
export function FlagCard(props: FlagCardProps) {
  const { flag, now, isFolded } = props;
  const title = <h3>{titleOf(flag.verdict)}</h3>;
  return (
    <article class={isSettled(flag.feedback) ? 'card card-wrong' : 'card'} data-key={flag.key}>
      <Sureness flag={flag} />
      {!isFolded && title}
      <p class="faint when">
        <When at={flag.updatedAt} now={now} />
      </p>
      {isFolded ? (
        <details>
          <summary>{title}</summary>
          <Body {...props} />
        </details>
      ) : (
        <Body {...props} />
      )}
    </article>
  );
}

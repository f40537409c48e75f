import type { Flag } from '../../../src/flag.ts';
import { secureAddress } from '../../../src/secure-address.ts';
import type { Screenshot } from '../../seal-evidence.ts';
import { FileSource } from '../../ui/file-source.tsx';
import { FlagView } from '../../ui/flag-view.tsx';
import { titleOf } from '../../ui/reasons.ts';
import { say } from '../../ui/say.ts';
import { SealPanel } from '../../ui/seal-panel.tsx';
import { saveAgain, sealAndSave, sealStates } from '../../ui/seal-store.ts';
import { When } from '../../ui/when.tsx';
import { isByOlderModel } from '../installed.ts';
import { CasePanel } from './case-panel.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import { setFeedback } from './decisions.ts';
import { frames } from './frames.ts';
import { Moments } from './moments.tsx';
import { Report } from './report.tsx';
import { isReportOpen, now, opened } from './state.ts';

/** At the desk the page of the post is not at hand. */
const withoutPage = (): Promise<Screenshot> =>
  Promise.resolve({ kind: 'none', why: 'sealed at the desk, away from its page' });

function OpenPost({ flag }: { readonly flag: Flag }) {
  const address = secureAddress(flag.post.permalink);
  if (address === null) return <span class="faint">{say('post_no_link', flag.post.permalink)}</span>;
  return (
    <a class="button" href={address} target="_blank" rel="noopener noreferrer">
      {say('post_open')} <kbd>O</kbd>
    </a>
  );
}

function ReportButton() {
  return (
    <button
      type="button"
      aria-expanded={isReportOpen.value}
      aria-keyshortcuts="R"
      onClick={() => {
        isReportOpen.value = !isReportOpen.value;
      }}
    >
      {say('report_open')} <kbd>R</kbd>
    </button>
  );
}

/** What the page says of the post: text and nothing else, in a place of its own. */
function Words({ flag }: { readonly flag: Flag }) {
  const { author, caption } = flag.post;
  return (
    <p class="post-words">
      {author !== '' && <bdi class="author">{author}</bdi>}
      {caption === '' ? say('post_no_caption') : <bdi>{caption}</bdi>}
    </p>
  );
}

function Head({ flag }: { readonly flag: Flag }) {
  return (
    <section class="panel" aria-labelledby="detail-flag">
      <h3 id="detail-flag">{titleOf(flag.verdict)}</h3>
      <p class="faint">
        {say(`site_name_${flag.post.site}`)} · <When at={flag.updatedAt} now={now.value} />
      </p>
      <Words flag={flag} />
      <div class="actions">
        <OpenPost flag={flag} />
        <ReportButton />
      </div>
      {isReportOpen.value && <Report flag={flag} />}
    </section>
  );
}

function Whole({ flag }: { readonly flag: Flag }) {
  return (
    <>
      <Head flag={flag} />
      <DecisionPanel flag={flag} />
      {frames.value?.length === 0 && <Moments flag={flag} />}
      <section class="panel" aria-label={say('desk_why')}>
        <h3>{say('desk_why')}</h3>
        <FlagView
          flag={flag}
          now={now.value}
          frames={frames.value}
          isByOlderModel={isByOlderModel(flag.verdict)}
          onFeedback={(feedback) => setFeedback(flag.key, feedback)}
        >
          <FileSource flag={flag} />
          <SealPanel
            state={sealStates.value[flag.key]}
            now={now.value}
            title={titleOf(flag.verdict)}
            onSeal={() => void sealAndSave(flag, withoutPage)}
            onSaveAgain={(record) => void saveAgain(flag.key, record)}
          />
        </FlagView>
      </section>
      <CasePanel flag={flag} />
    </>
  );
}

/** The flag that is chosen in the list, whole. */
export function Detail() {
  const flag = opened.value;
  return (
    <section class="detail" aria-labelledby="detail-title">
      <h2 id="detail-title" class="unseen">
        {say('desk_detail')}
      </h2>
      {flag === null ? <p class="empty">{say('desk_detail_empty')}</p> : <Whole key={flag.key} flag={flag} />}
    </section>
  );
}

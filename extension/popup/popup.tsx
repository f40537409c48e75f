import type { ComponentChildren } from 'preact';
import { licenceOf, ruleFor } from '../../src/accounts.ts';
import type { Feedback, Flag } from '../../src/flag.ts';
import { isListed, without } from '../../src/flag-list.ts';
import type { PageState } from '../../src/protocol.ts';
import { TREATMENTS } from '../../src/settings.ts';
import { AccountChoice } from '../ui/account-choice.tsx';
import { Choice } from '../ui/choice.tsx';
import { FileSource } from '../ui/file-source.tsx';
import { FlagCard } from '../ui/flag-card.tsx';
import { FlagView } from '../ui/flag-view.tsx';
import { isOfOtherModel } from '../ui/model-version.ts';
import { titleOf } from '../ui/reasons.ts';
import { ReportPanel } from '../ui/report-panel.tsx';
import { say } from '../ui/say.ts';
import { SealPanel } from '../ui/seal-panel.tsx';
import { saveAgain, sealStates } from '../ui/seal-store.ts';
import { Switch } from '../ui/switch.tsx';
import {
  copyReport,
  isOffHost,
  openDesk,
  openPage,
  openRoute,
  openSites,
  sealEvidence,
  setAccountRule,
  setFeedback,
  setShowsSeen,
  setSiteTreatment,
  setTreatment,
  togglePanel,
} from './actions.ts';
import { CoverageNotes } from './coverage-notes.tsx';
import { LookNow } from './look-now.tsx';
import { messageOf } from './page-message.ts';
import { SiteSection } from './site-section.tsx';
import { frames, loaded, notice, now, panel, recent, reportStatus, role, settings } from './state.ts';

function Treatment({ host }: { readonly host: string }) {
  const { treatment, siteTreatments } = settings.value;
  const own = siteTreatments[host];
  return (
    <>
      <Choice
        name="treatment"
        legend={say('treatment_heading')}
        options={TREATMENTS.map((value) => ({ value, label: say(`treatment_${value}`) }))}
        value={own ?? treatment}
        onChange={(next) => (own === undefined ? setTreatment(next) : setSiteTreatment(host, next))}
      />
      {host !== '' && (
        <Switch
          label={say('treatment_here_only')}
          isOn={own !== undefined}
          onChange={(isOn) => setSiteTreatment(host, isOn ? treatment : null)}
        />
      )}
    </>
  );
}

function Report({ flag }: { readonly flag: Flag }) {
  return (
    <ReportPanel
      flag={flag}
      role={role.value}
      onRole={(next) => {
        role.value = next;
      }}
      onCopy={copyReport}
      onRoute={openRoute}
      onPrepare={() => openPage(`desk/report/report.html?key=${encodeURIComponent(flag.key)}`)}
      status={reportStatus.value}
    />
  );
}

function Card({ flag, isFolded }: { readonly flag: Flag; readonly isFolded: boolean }) {
  const open = panel.value?.key === flag.key ? panel.value.what : null;
  const onFeedback = (feedback: Feedback): void => setFeedback(flag, feedback);
  return (
    <FlagCard
      flag={flag}
      now={now.value}
      isFolded={isFolded}
      isReportOpen={open === 'report'}
      isViewOpen={open === 'view'}
      onFeedback={onFeedback}
      onToggleReport={() => togglePanel(flag.key, 'report')}
      onToggleView={() => togglePanel(flag.key, 'view')}
    >
      {licenceOf(flag.post, flag.verdict.entries[0]?.entry) !== null && <p class="told">{say('account_licensed')}</p>}
      <AccountChoice post={flag.post} rule={ruleFor(flag.post, settings.value)} onRule={setAccountRule} />
      {open === 'report' && <Report flag={flag} />}
      {open === 'view' && (
        <FlagView
          flag={flag}
          now={now.value}
          frames={frames.value}
          isByOlderModel={isOfOtherModel(flag.verdict)}
          onFeedback={onFeedback}
        >
          <FileSource flag={flag} />
          <SealPanel
            state={sealStates.value[flag.key]}
            now={now.value}
            title={titleOf(flag.verdict)}
            onSeal={() => sealEvidence(flag)}
            onSaveAgain={(record) => void saveAgain(flag.key, record)}
          />
        </FlagView>
      )}
    </FlagCard>
  );
}

interface FlagListProps {
  readonly title: string;
  readonly flags: readonly Flag[];
  readonly empty: string;
  readonly isFolded: boolean;
  readonly children?: ComponentChildren;
}

function FlagList({ title, flags, empty, isFolded, children }: FlagListProps) {
  return (
    <section class="list" aria-label={title}>
      <h2>
        {title} {flags.length > 0 && <span class="faint">{flags.length}</span>}
      </h2>
      {children}
      {flags.length === 0 ? (
        <p class="empty">{empty}</p>
      ) : (
        flags.map((flag) => <Card key={flag.key} flag={flag} isFolded={isFolded} />)
      )}
    </section>
  );
}

function Ready({ page }: { readonly page: PageState }) {
  const here = page.flags.filter((flag) => isListed(flag, settings.value));
  const message = messageOf(page, { isPaused: settings.value.isPaused, isOff: isOffHost(page.host) });
  return (
    <>
      {message !== null && <p class={`message message-${message.tone}`}>{say(message.key)}</p>}
      <SiteSection page={page} />
      <section class="panel">
        <Treatment host={page.host} />
      </section>
      <FlagList title={say('list_page')} flags={here} empty={say('list_page_empty')} isFolded={false}>
        <CoverageNotes coverage={page.coverage} readsMedia={settings.value.readsMedia} />
        <LookNow />
      </FlagList>
      <FlagList
        title={say('list_recent')}
        flags={without(recent.value, here)}
        empty={say('list_recent_empty')}
        isFolded
      />
      <button type="button" class="verify-link" onClick={() => openPage('desk/verify/verify.html')}>
        {say('verify_title')}
      </button>
      <Switch label={say('shows_seen')} isOn={settings.value.showsSeen} onChange={setShowsSeen} />
    </>
  );
}

function Body() {
  const state = loaded.value;
  switch (state.kind) {
    case 'loading':
      return <p class="empty">{say('popup_loading')}</p>;
    case 'failed':
      return <p class="message message-bad">{say('popup_failed')}</p>;
    case 'ready':
      return <Ready page={state.page} />;
  }
}

/** The popup: what the extension knows of this tab, whatever the page itself draws. */
export function Popup() {
  return (
    <main>
      <header>
        <h1>{say('extension_name')}</h1>
        <p class="faint">{say('popup_suggestion')}</p>
        <button type="button" class="desk-link" onClick={openDesk}>
          {say('desk_open')}
        </button>
        <button type="button" class="sites-link" onClick={openSites}>
          {say('sites_open')}
        </button>
      </header>
      <p role="status" class={notice.value === '' ? 'quiet' : 'message'}>
        {notice.value}
      </p>
      <Body />
    </main>
  );
}

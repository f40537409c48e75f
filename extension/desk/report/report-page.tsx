import type { Flag } from '../../../src/flag.ts';
import { kindsFor, NOTICE_LANGUAGES } from '../../../src/notice/notice.ts';
import { makerRoutes, ROLES, routesFor, tipRoutes } from '../../../src/report-routes.ts';
import { Choice } from '../../ui/choice.tsx';
import { QuotedReason } from '../../ui/quote.tsx';
import { ownerOf, reasonsOf, titleOf } from '../../ui/reasons.ts';
import { Routes } from '../../ui/report-routes.tsx';
import { say } from '../../ui/say.ts';
import { Account } from './account.tsx';
import { openRoute } from './actions.ts';
import { CaseFields, ProfileFields } from './fields.tsx';
import { Preview } from './preview.tsx';
import { chooseKind, kind, loaded, missing, noticeLanguage, role } from './state.ts';
import { WalkThrough } from './walk-through.tsx';

function About({ flag }: { readonly flag: Flag }) {
  return (
    <section class="panel" aria-label={say('notice_about')}>
      <h2>{titleOf(flag.verdict)}</h2>
      <p class="faint">
        <bdi>{flag.post.permalink}</bdi>
      </p>
      <ul class="why">
        {reasonsOf(flag.verdict).map((reason) => (
          <li key={`${reason.text}${reason.quote}`}>
            <QuotedReason {...reason} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Choices() {
  return (
    <section class="panel">
      <Choice
        name="role"
        legend={say('report_role')}
        options={ROLES.map((value) => ({ value, label: say(`report_role_${value}`) }))}
        value={role.value}
        onChange={(next) => {
          role.value = next;
        }}
      />
      <p class="caution">{say(`report_caution_${role.value}`)}</p>
      <Choice
        name="kind"
        legend={say('notice_kind')}
        options={kindsFor(role.value).map((value) => ({ value, label: say(`notice_kind_${value}`) }))}
        value={kind.value}
        onChange={chooseKind}
      />
      <p class="faint">{say(`notice_kind_about_${kind.value}`)}</p>
      <Choice
        name="language"
        legend={say('notice_language')}
        options={NOTICE_LANGUAGES.map((value) => ({ value, label: say(`notice_language_${value}`) }))}
        value={noticeLanguage.value}
        onChange={(next) => {
          noticeLanguage.value = next;
        }}
      />
    </section>
  );
}

function Places({ flag }: { readonly flag: Flag }) {
  const { inApp, routes, mail } = routesFor(flag.post, role.value);
  const makers = makerRoutes(
    flag.verdict.signs.map(({ generator }) => generator),
    role.value,
  );
  const tips = tipRoutes(flag.verdict.entries.map(ownerOf), role.value);
  const open = (address: string): void => openRoute(flag, address);
  return (
    <section class="panel" aria-label={say('notice_places')}>
      <h2>{say('notice_places')}</h2>
      <p>{say(`report_in_app_${inApp}`)}</p>
      <Routes routes={routes} onOpen={open} />
      {makers.length > 0 && <p>{say('notice_makers')}</p>}
      <Routes routes={makers} onOpen={open} />
      {mail !== '' && <p class="faint">{say('notice_mail', mail)}</p>}
      {routes.length + makers.length === 0 && mail === '' && <p class="faint">{say('report_no_routes')}</p>}
      {tips.length > 0 && <p>{say('report_tips')}</p>}
      <Routes routes={tips} onOpen={open} />
    </section>
  );
}

function Ready({ flag, sameAccount }: { readonly flag: Flag; readonly sameAccount: readonly Flag[] }) {
  return (
    <div class="columns">
      <div class="column">
        <About flag={flag} />
        <Choices />
        <section class="panel">
          <ProfileFields missing={missing.value} />
          <CaseFields missing={missing.value} />
        </section>
      </div>
      <div class="column">
        <Preview flag={flag} />
        <Places flag={flag} />
        <WalkThrough flag={flag} />
        <Account flag={flag} flags={sameAccount} />
      </div>
    </div>
  );
}

function Body() {
  const state = loaded.value;
  switch (state.kind) {
    case 'loading':
      return <p class="empty">{say('popup_loading')}</p>;
    case 'failed':
      return <p class="message message-bad">{say('notice_failed')}</p>;
    case 'missing':
      return <p class="message message-bad">{say('notice_no_flag')}</p>;
    case 'ready':
      return <Ready flag={state.flag} sameAccount={state.sameAccount} />;
  }
}

/** A report or notice on one flag: filled in here, sent by a person, and followed afterwards. */
export function ReportPage() {
  return (
    <main class="report-page">
      <h1>{say('notice_title')}</h1>
      <p class="faint">{say('notice_never_sent')}</p>
      <Body />
    </main>
  );
}

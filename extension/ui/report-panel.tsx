import type { Flag } from '../../src/flag.ts';
import { ROLES, type Role, routesFor } from '../../src/report-routes.ts';
import { reportText } from '../../src/report-text.ts';
import { Choice } from './choice.tsx';
import { Routes } from './report-routes.tsx';
import { language, say } from './say.ts';

interface ReportPanelProps {
  readonly flag: Flag;
  readonly role: Role;
  readonly onRole: (role: Role) => void;
  readonly onCopy: (text: string) => void;
  /** Opens the address in a tab, with the text on the clipboard. */
  readonly onRoute: (address: string, text: string) => void;
  /** Opens the page on which a notice is filled in; left out on that page itself. */
  readonly onPrepare?: () => void;
  /** What the last action did, or empty. */
  readonly status: string;
}

/** How to report a flag on its site: routes that the role may use, a text to paste, and what to weigh first. */
export function ReportPanel({ flag, role, onRole, onCopy, onRoute, onPrepare, status }: ReportPanelProps) {
  const { inApp, routes, mail } = routesFor(flag.post, role);
  const text = reportText(flag, role, { say, language: language() });
  return (
    <section class="report" aria-label={say('report_heading')}>
      <Choice
        name={`role-${flag.key}`}
        legend={say('report_role')}
        options={ROLES.map((value) => ({ value, label: say(`report_role_${value}`) }))}
        value={role}
        onChange={onRole}
      />
      <p class="caution">{say(`report_caution_${role}`)}</p>
      <p>{say(`report_in_app_${inApp}`)}</p>
      <Routes routes={routes} onOpen={(address) => onRoute(address, text)} />
      {mail !== '' && <p class="faint">{say('notice_mail', mail)}</p>}
      {routes.length === 0 && mail === '' && <p class="faint">{say('report_no_routes')}</p>}
      <label class="report-text">
        <span>{say('report_text_label')}</span>
        <textarea readOnly rows={6} value={text} dir="auto" />
      </label>
      <div class="actions">
        <button type="button" onClick={() => onCopy(text)}>
          {say('report_copy')}
        </button>
        {onPrepare !== undefined && (
          <button type="button" onClick={onPrepare}>
            {say('notice_prepare')}
          </button>
        )}
      </div>
      <p role="status" class="told">
        {status}
      </p>
    </section>
  );
}

import type { Flag } from '../../src/flag.ts';
import { type ReportRoute, ROLES, ROUTES_CHECKED, type Role, routesFor } from '../../src/report-routes.ts';
import { reportText } from '../../src/report-text.ts';
import { Choice } from './choice.tsx';
import { keyPart, language, say } from './say.ts';

interface ReportPanelProps {
  readonly flag: Flag;
  readonly role: Role;
  readonly onRole: (role: Role) => void;
  readonly onCopy: (text: string) => void;
  /** Opens the address in a tab, with the text on the clipboard. */
  readonly onRoute: (address: string, text: string) => void;
  /** What the last action did, or empty. */
  readonly status: string;
}

function Routes({
  routes,
  onOpen,
}: {
  readonly routes: readonly ReportRoute[];
  readonly onOpen: (address: string) => void;
}) {
  if (routes.length === 0) return null;
  return (
    <>
      <ul class="routes">
        {routes.map(({ kind, address }) => (
          <li key={kind}>
            <button type="button" class="route" onClick={() => onOpen(address)}>
              <span>{say(`report_route_${keyPart(kind)}`)}</span>
              <span class="faint">{new URL(address).host}</span>
            </button>
          </li>
        ))}
      </ul>
      <p class="faint">{say('report_opens')}</p>
      <p class="faint">{say('report_checked', ROUTES_CHECKED)}</p>
    </>
  );
}

/** How to report a flag on its site: routes that the role may use, a text to paste, and what to weigh first. */
export function ReportPanel({ flag, role, onRole, onCopy, onRoute, status }: ReportPanelProps) {
  const { inApp, routes } = routesFor(flag.post.site, role);
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
      <label class="report-text">
        <span>{say('report_text_label')}</span>
        <textarea readOnly rows={6} value={text} dir="auto" />
      </label>
      <button type="button" onClick={() => onCopy(text)}>
        {say('report_copy')}
      </button>
      <p role="status" class="told">
        {status}
      </p>
    </section>
  );
}

import type { ReportRoute } from '../../src/report-routes.ts';
import { keyPart, say } from './say.ts';

const newestCheck = (routes: readonly ReportRoute[]): string =>
  routes
    .map(({ checked }) => checked)
    .sort()
    .at(-1) ?? '';

interface RoutesProps {
  readonly routes: readonly ReportRoute[];
  readonly onOpen: (address: string) => void;
}

/** Official pages to report on, each with what to know of it before. */
export function Routes({ routes, onOpen }: RoutesProps) {
  if (routes.length === 0) return null;
  return (
    <>
      <ul class="routes">
        {routes.map((route) => (
          <li key={route.address}>
            <button type="button" class="route" onClick={() => onOpen(route.address)}>
              <span>{say(`report_route_${keyPart(route.kind)}`)}</span>
              <span class="faint">{new URL(route.address).host}</span>
            </button>
            {route.notes.map((note) => (
              <p key={note} class="faint">
                {say(`notice_route_${keyPart(note)}`)}
              </p>
            ))}
          </li>
        ))}
      </ul>
      <p class="faint">{say('report_opens')}</p>
      <p class="faint">{say('report_checked', newestCheck(routes))}</p>
    </>
  );
}

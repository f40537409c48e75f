import table from '../models/report-routes.json' with { type: 'json' };
import type { Post } from './post.ts';

/** Who sends the report. Only an owner, or somebody the owner authorised, may sign a notice. */
export const ROLES = ['viewer', 'owner', 'moderator'] as const;
export type Role = (typeof ROLES)[number];

export const ROUTE_KINDS = [
  'help',
  'copyright',
  'trademark',
  'copyright-business',
  'trademark-business',
  'likeness',
  'tip-anime',
  'tip-games',
] as const;
export type RouteKind = (typeof ROUTE_KINDS)[number];

/** What to know of a form before opening it; each is the message `notice_route_<note>`. */
export const ROUTE_NOTES = ['login', 'forwards', 'rights-kind', 'old-list'] as const;
export type RouteNote = (typeof ROUTE_NOTES)[number];

/** A page of a site that takes or explains reports. */
export interface ReportRoute {
  /** The site of the post, or the generator whose maker runs the page. */
  readonly site: string;
  readonly kind: RouteKind;
  /** A https address. None of these pages takes parameters; one names the post by its id in the path. */
  readonly address: string;
  /** `code`: in use in current public code. `page`: read in a stored copy of the page. */
  readonly source: 'code' | 'page';
  /** When it was last checked against its source, as ISO 8601. */
  readonly checked: string;
  readonly notes: readonly RouteNote[];
}

export interface SiteRoutes {
  /** What in-app reporting is told by: the message `report_in_app_<id>`. */
  readonly inApp: 'tiktok' | 'youtube' | 'generic';
  readonly routes: readonly ReportRoute[];
  /** Address for notices by mail, or empty. Nothing is ever sent to it by us. */
  readonly mail: string;
}

const MAIL: Readonly<Record<string, string | undefined>> = table.mail;

const oneOf = <T extends string>(known: readonly T[], value: string): T | undefined =>
  known.find((one) => one === value);

interface Row extends ReportRoute {
  readonly roles: readonly Role[];
}

/** The table as it is typed; a row that is not of its shape fails the tests and is left out here. */
const ROWS: readonly Row[] = table.routes.flatMap((row): Row[] => {
  const kind = oneOf(ROUTE_KINDS, row.kind);
  const source = oneOf(['code', 'page'] as const, row.source);
  const roles = row.roles.flatMap((role) => oneOf(ROLES, role) ?? []);
  const notes = row.notes.flatMap((note: string) => oneOf(ROUTE_NOTES, note) ?? []);
  return kind === undefined || source === undefined ? [] : [{ ...row, kind, source, roles, notes }];
});

const POST_ID = /^[a-z]{0,2}\d{1,20}$/;

/** The address for a post, or null where its id is not of the shape that the path takes. */
function addressFor({ address }: ReportRoute, id: string): string | null {
  if (!address.includes('{id}')) return address;
  return POST_ID.test(id) ? address.replace('{id}', id) : null;
}

function routesOf(site: string, role: Role, id: string): ReportRoute[] {
  return ROWS.filter((row) => row.site === site && row.roles.includes(role)).flatMap(({ roles: _roles, ...route }) => {
    const address = addressFor(route, id);
    return address === null ? [] : [{ ...route, address }];
  });
}

/** How to report a post on its site, with the routes that this role may use and no other. */
export function routesFor({ site, id }: Pick<Post, 'site' | 'id'>, role: Role): SiteRoutes {
  const inApp = site === 'tiktok' || site === 'youtube' ? site : 'generic';
  return { inApp, routes: routesOf(site, role, id), mail: role === 'owner' ? (MAIL[site] ?? '') : '' };
}

/** Makers of generators that take reports of what was made with them. */
const MAKERS: Readonly<Record<string, string | undefined>> = { Sora: 'openai' };

/** Routes to the makers of the generators that the signs name. */
export function makerRoutes(generators: readonly string[], role: Role): ReportRoute[] {
  const makers = new Set(generators.flatMap((name) => MAKERS[name] ?? []));
  return [...makers].flatMap((maker) => routesOf(maker, role, ''));
}

/** Associations of owners that take word from anybody of what they find; nothing is signed there. Owners act themselves. */
export function tipRoutes(owners: readonly string[], role: Role): ReportRoute[] {
  if (role === 'owner') return [];
  return table.tips
    .filter((tip) => tip.owners.some((name) => owners.some((owner) => owner.includes(name))))
    .flatMap(({ address, checked, ...tip }): ReportRoute[] => {
      const kind = oneOf(ROUTE_KINDS, tip.kind);
      const source = oneOf(['code', 'page'] as const, tip.source);
      return kind === undefined || source === undefined
        ? []
        : [{ site: '', kind, address, source, checked, notes: ['old-list'] }];
    });
}

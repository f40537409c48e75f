import type { Site } from './post.ts';

/** Who sends the report. Only an owner, or somebody the owner authorised, may sign a notice. */
export const ROLES = ['viewer', 'owner'] as const;
export type Role = (typeof ROLES)[number];

/** When each row was last checked against its source. */
export const ROUTES_CHECKED = '2026-11-23';

export const ROUTE_KINDS = [
  'help',
  'copyright',
  'trademark',
  'copyright-business',
  'trademark-business',
  'likeness',
] as const;
export type RouteKind = (typeof ROUTE_KINDS)[number];

/** A page of the site that takes or explains reports. */
export interface ReportRoute {
  readonly kind: RouteKind;
  /** A plain https address: none of these pages takes parameters, so nothing of the post is in it. */
  readonly address: string;
  readonly role: Role;
  /** `code`: in use in current public code. `page`: read in a stored copy of the page. */
  readonly source: 'code' | 'page';
}

export interface SiteRoutes {
  /** What in-app reporting is told by: the message `report_in_app_<id>`. */
  readonly inApp: 'tiktok' | 'youtube' | 'generic';
  readonly routes: readonly ReportRoute[];
}

/** Only addresses with a source are listed; a site without one is reported by its own menu. */
const ROUTES: Partial<Record<Site, SiteRoutes>> = {
  tiktok: {
    inApp: 'tiktok',
    routes: [
      { kind: 'copyright', address: 'https://www.tiktok.com/legal/report/Copyright', role: 'owner', source: 'code' },
      { kind: 'trademark', address: 'https://www.tiktok.com/legal/report/Trademark', role: 'owner', source: 'code' },
      {
        kind: 'copyright-business',
        address: 'https://ipr.tiktokforbusiness.com/legal/report/Copyright',
        role: 'owner',
        source: 'code',
      },
      {
        kind: 'trademark-business',
        address: 'https://ipr.tiktokforbusiness.com/legal/report/Trademark',
        role: 'owner',
        source: 'code',
      },
    ],
  },
  youtube: {
    inApp: 'youtube',
    routes: [
      { kind: 'help', address: 'https://support.google.com/youtube/answer/2802027', role: 'viewer', source: 'code' },
      { kind: 'copyright', address: 'https://www.youtube.com/copyright_complaint_form', role: 'owner', source: 'code' },
      {
        kind: 'likeness',
        address: 'https://support.google.com/youtube/answer/16440338',
        role: 'owner',
        source: 'code',
      },
    ],
  },
};
const NO_ROUTES: SiteRoutes = { inApp: 'generic', routes: [] };

/** How to report on a site, with the routes that this role may use and no other. */
export function routesFor(site: Site, role: Role): SiteRoutes {
  const { inApp, routes } = ROUTES[site] ?? NO_ROUTES;
  return { inApp, routes: routes.filter((route) => route.role === role) };
}

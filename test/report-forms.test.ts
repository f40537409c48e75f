import { describe, expect, it } from 'vitest';
import table from '../models/report-routes.json' with { type: 'json' };
import { SITES, type Site } from '../src/post.ts';
import { formsFor } from '../src/report-forms.ts';
import { ROLES } from '../src/report-routes.ts';

const asked = (site: Site, role: 'viewer' | 'owner' | 'moderator') =>
  formsFor({ site }, role).map(({ kind, asks }) => `${kind}: ${asks.join(', ')}`);

describe('what the forms of a site ask', () => {
  it.each([
    ['niconico', ['copyright: sign_in, own_right, right_kind, work, explanation, name, email']],
    ['x', ['copyright: sender', 'trademark: sender']],
    ['youtube', ['copyright: sign_in', 'likeness: studio, own_face, identity']],
    ['bilibili', ['copyright: identity']],
    // Nothing of these was read in a source.
    ...SITES.filter((site) => !['niconico', 'x', 'youtube', 'bilibili'].includes(site)).map(
      (site): [Site, string[]] => [site, []],
    ),
  ] as [Site, string[]][])('of an owner on %s is what was read and no more', (site, expected) => {
    expect(asked(site, 'owner')).toEqual(expected);
  });

  it('is told of no form that only an owner may sign to anybody else', () => {
    expect(SITES.flatMap((site) => [...asked(site, 'viewer'), ...asked(site, 'moderator')])).toEqual([]);
  });

  it('has every row of the table in its shape, with its source and the day it was checked', () => {
    for (const row of table.forms) {
      const form = ROLES.flatMap((role) => formsFor({ site: row.site as Site }, role)).find(
        ({ kind }) => kind === row.kind,
      );
      expect(form?.asks).toEqual(row.asks);
      expect([row.where !== '', ['code', 'page'].includes(row.source)]).toEqual([true, true]);
      expect(row.checked).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(row.choice !== '').toBe(row.asks.includes('own_right'));
    }
  });
});

import { describe, expect, it } from 'vitest';
import table from '../models/report-routes.json' with { type: 'json' };
import { SITES, type Site } from '../src/post.ts';
import { raiseFlag } from '../src/raise-flag.ts';
import { makerRoutes, ROLES, routesFor, tipRoutes } from '../src/report-routes.ts';
import { reportText } from '../src/report-text.ts';
import { secureAddress } from '../src/secure-address.ts';
import { postOf, verdictOf } from './flags.ts';

const ALL = SITES.flatMap((site) => ROLES.map((role) => ({ site, role, ...routesFor({ site, id: 'sm9' }, role) })));

describe('report routes', () => {
  it.each(ALL)('$site for a $role are plain https addresses with nothing of the post in them', ({ routes }) => {
    for (const { address } of routes) {
      expect(secureAddress(address)).toBe(address);
      expect(new URL(address).search + new URL(address).hash).toBe('');
    }
  });

  it.each(SITES)('%s never offers a viewer what only an owner may sign', (site) => {
    for (const role of ['viewer', 'moderator'] as const) {
      const { routes, mail } = routesFor({ site, id: 'sm9' }, role);
      expect([routes.filter(({ kind }) => kind !== 'help'), mail]).toEqual([[], '']);
      expect(makerRoutes(['Sora'], role).map(({ kind }) => kind)).toEqual(['help']);
    }
  });

  it.each(ALL)('$site tells a $role how to report inside the site', ({ inApp, site }) => {
    expect(inApp).toBe(site === 'tiktok' || site === 'youtube' ? site : 'generic');
  });

  it('offers each kind once for a site and role, because lists are keyed by it', () => {
    for (const { routes } of ALL) expect(new Set(routes.map(({ kind }) => kind)).size).toBe(routes.length);
  });

  it('has every row of the table in its shape, and none twice', () => {
    expect(table.routes.filter(({ site }) => site !== 'openai').length).toBeGreaterThan(10);
    const known = ROLES.flatMap((role) =>
      [...new Set(table.routes.map(({ site }) => site))].flatMap((site) =>
        routesFor({ site: site as Site, id: 'sm9' }, role).routes.map((route) => `${role} ${site} ${route.kind}`),
      ),
    );
    const rows = table.routes.flatMap(({ roles, site, kind }) => roles.map((role) => `${role} ${site} ${kind}`));
    expect(known.sort()).toEqual(rows.sort());
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('puts nothing but a plain id into the one address that names the post', () => {
    const at = (id: string) =>
      routesFor({ site: 'niconico' as Site, id }, 'owner').routes.map(({ address }) => address);
    expect(at('sm1234')).toEqual(['https://garage.nicovideo.jp/allegation/video/sm1234']);
    expect(at('../../evil?x=')).toEqual([]);
  });

  it('offers viewers word to the association of the owner, where there is one, and owners none', () => {
    const kinds = (owner: string, role: 'viewer' | 'owner') => tipRoutes([owner], role).map(({ kind }) => kind);
    expect(kinds('Studio Ghibli', 'viewer')).toEqual(['tip-anime']);
    expect(kinds('The Pokémon Company / Nintendo / Creatures / GAME FREAK', 'viewer')).toEqual(['tip-games']);
    expect([kinds('Studio Ghibli', 'owner'), kinds('The Walt Disney Company', 'viewer'), kinds('', 'viewer')]).toEqual([
      [],
      [],
      [],
    ]);
    expect(tipRoutes(['Nintendo', 'Studio Ghibli'], 'moderator')).toHaveLength(table.tips.length);
    for (const { address } of table.tips) expect(secureAddress(address)).toBe(address);
  });

  it('has no link for pages it does not know', () => {
    expect(ROLES.flatMap((role) => routesFor({ site: 'generic', id: '1' }, role).routes)).toEqual([]);
  });

  it('offers owners of both sites the copyright form, and says when it was checked', () => {
    for (const site of ['tiktok', 'youtube'] as const) {
      expect(routesFor({ site, id: '1' }, 'owner').routes.map(({ kind }) => kind)).toContain('copyright');
    }
    for (const { routes } of ALL) for (const { checked } of routes) expect(checked).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});

describe('the report text', () => {
  const say = (key: string, ...values: string[]) => [key, ...values].join('|');
  const writer = { say, language: 'en' };
  const flag = raiseFlag(undefined, { post: postOf('1'), verdict: verdictOf('likely'), at: Date.UTC(2026, 10, 24, 7) });

  it('says where, what it looks like, whose that is, and when it was seen', () => {
    const text = reportText(flag, 'viewer', writer);
    expect(text).toContain('report_text_post|https://www.tiktok.com/@someone/video/1');
    expect(text).toContain('Pikachu (The Pokémon Company');
    expect(text).toContain('report_text_signs|#sora2');
    expect(text).toContain('report_text_seen|2026-11-24T07:00:00Z');
  });

  it('leaves every declaration to the owner, and offers viewers none', () => {
    expect(reportText(flag, 'owner', writer)).toContain('report_text_owner_statement');
    expect(reportText(flag, 'viewer', writer)).not.toContain('owner_');
  });

  it('always says that a machine suggested it', () => {
    for (const role of ROLES) expect(reportText(flag, role, writer)).toContain('report_text_suggestion');
  });

  it('carries no line breaks or reordering characters of the page', () => {
    const post = postOf('1', { author: 'a\nOwner: me\u202Etxet\u2066' });
    const signs = [{ kind: 'caption', strength: 'strong', cue: 'made\r\nby AI\u2028now', generator: '' }] as const;
    const text = reportText({ ...flag, post, verdict: verdictOf('likely', { signs }) }, 'viewer', writer);
    expect(text).toContain('report_text_author|a Owner: me txet');
    expect(text).toContain('made by AI now');
    expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u2028\r]/u);
  });
});

describe('a secure address', () => {
  it.each([
    ['https://www.tiktok.com/@a/video/1', 'https://www.tiktok.com/@a/video/1'],
    ['http://www.tiktok.com/', null],
    ['javascript:alert(1)', null],
    ['https://www.tiktok.com@evil.example/', null],
    ['https://', null],
    ['not an address', null],
    ['', null],
  ])('of %s is %s', (address, expected) => {
    expect(secureAddress(address)).toBe(expected);
  });
});

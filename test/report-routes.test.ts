import { describe, expect, it } from 'vitest';
import { SITES } from '../src/post.ts';
import { raiseFlag } from '../src/raise-flag.ts';
import { ROLES, ROUTES_CHECKED, routesFor } from '../src/report-routes.ts';
import { reportText } from '../src/report-text.ts';
import { secureAddress } from '../src/secure-address.ts';
import { postOf, verdictOf } from './flags.ts';

const ALL = SITES.flatMap((site) => ROLES.map((role) => ({ site, role, ...routesFor(site, role) })));

describe('report routes', () => {
  it.each(ALL)('$site for a $role are plain https addresses with nothing of the post in them', ({ routes }) => {
    for (const { address } of routes) {
      expect(secureAddress(address)).toBe(address);
      expect(new URL(address).search + new URL(address).hash).toBe('');
    }
  });

  it.each(SITES)('%s never offers a viewer what only an owner may sign', (site) => {
    expect(routesFor(site, 'viewer').routes.filter(({ kind }) => kind !== 'help')).toEqual([]);
  });

  it.each(ALL)('$site tells a $role how to report inside the site', ({ inApp, site }) => {
    expect(inApp).toBe(site === 'tiktok' || site === 'youtube' ? site : 'generic');
  });

  it('offers each kind once for a site and role, because lists are keyed by it', () => {
    for (const { routes } of ALL) expect(new Set(routes.map(({ kind }) => kind)).size).toBe(routes.length);
  });

  it('has no link for pages it does not know', () => {
    expect(ROLES.flatMap((role) => routesFor('generic', role).routes)).toEqual([]);
  });

  it('offers owners of both sites the copyright form, and says when it was checked', () => {
    for (const site of ['tiktok', 'youtube'] as const) {
      expect(routesFor(site, 'owner').routes.map(({ kind }) => kind)).toContain('copyright');
    }
    expect(ROUTES_CHECKED).toMatch(/^\d{4}-\d{2}-\d{2}$/);
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

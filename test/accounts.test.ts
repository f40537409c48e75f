import { describe, expect, it } from 'vitest';
import { accountOf, LICENSED_ACCOUNTS, licenceOf, ruleFor, withRule } from '../src/accounts.ts';
import { countFlags } from '../src/flag-list.ts';
import { LEXICON } from '../src/lexicon.ts';
import { SITES } from '../src/post.ts';
import { raiseFlag } from '../src/raise-flag.ts';
import { settingsFrom, treatmentOn } from '../src/settings.ts';
import { postOf, verdictOf } from './flags.ts';

const LISTS = { allowedAccounts: ['tiktok:anna'], blockedAccounts: ['x:ben'] };

describe('accounts', () => {
  it.each([
    ['tiktok', 'Anna', 'tiktok:anna'],
    ['youtube', '@Maker', 'youtube:maker'],
    ['bilibili', 'UP 主', 'bilibili:up_主'],
    ['generic', 'somebody', ''],
    ['tiktok', '', ''],
  ] as const)('of %s %j are named %j', (site, author, account) => {
    expect(accountOf({ site, author })).toBe(account);
  });

  it('are allowed or blocked on their own site only', () => {
    expect(ruleFor({ site: 'tiktok', author: 'ANNA' }, LISTS)).toBe('allowed');
    expect(ruleFor({ site: 'x', author: 'anna' }, LISTS)).toBe('none');
    expect(ruleFor({ site: 'x', author: 'ben' }, LISTS)).toBe('blocked');
  });

  it('are on one list at most, and on none after undoing', () => {
    const blocked = withRule(LISTS, 'tiktok:anna', 'blocked');
    expect(blocked).toEqual({ allowedAccounts: [], blockedAccounts: ['x:ben', 'tiktok:anna'] });
    expect(withRule(blocked, 'tiktok:anna', 'none')).toEqual({ allowedAccounts: [], blockedAccounts: ['x:ben'] });
  });

  it('that are damaged in storage are dropped with their list, and no other setting', () => {
    const settings = settingsFrom({ allowedAccounts: ['no colon'], blockedAccounts: ['x:ben'], isPaused: true });
    expect([settings.allowedAccounts, settings.blockedAccounts, settings.isPaused]).toEqual([[], ['x:ben'], true]);
  });

  it('that a person trusts are not counted', () => {
    const flag = raiseFlag(undefined, { post: postOf('1', { author: 'anna' }), verdict: verdictOf('likely'), at: 1 });
    expect(countFlags([flag], { isPrecise: false })).toBe(1);
    expect(countFlags([flag], { isPrecise: false, allowedAccounts: ['tiktok:anna'] })).toBe(0);
  });
});

describe('accounts of owners', () => {
  it('each say their source, what it says, and when it was checked', () => {
    for (const { source, checked } of LICENSED_ACCOUNTS) {
      expect(source).toMatch(/^https?:\/\/[\w.-]+\.\S+[,:]? \S.{15,}$/);
      expect(checked).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it.each(LICENSED_ACCOUNTS)('name $account as posts of it are named', ({ account }) => {
    const [name, ...rest] = account.split(':');
    const site = SITES.find((known) => known === name);
    expect(site).toBeDefined();
    // An address, a leading @ or a capital letter would never match a post.
    if (site !== undefined) expect(accountOf({ site, author: `@${rest.join(':')}` })).toBe(account);
    expect(account).toMatch(/^[a-z]+:[\p{L}\p{N}][\p{L}\p{N}._-]*$/u);
  });

  it('name each account once, and only owners that the lexicon knows', () => {
    const names = LICENSED_ACCOUNTS.map(({ account }) => account);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    const known = LEXICON.map(({ owner }) => owner);
    const unknown = LICENSED_ACCOUNTS.flatMap(({ owners }) => owners).filter(
      (name) => name === '' || !known.some((owner) => owner.includes(name)),
    );
    expect(unknown).toEqual([]);
  });

  it.each([
    ['x', '@kimetsu_off', 'style-demon-slayer', 'official'],
    ['x', 'Crunchyroll', 'style-demon-slayer', 'licensed'],
    ['x', 'Crunchyroll', 'style-onepiece', null],
    ['youtube', '@NintendoAmerica', 'mario', 'official'],
    ['youtube', '@NintendoAmerica', 'pikachu', 'official'],
    ['youtube', '@NintendoAmerica', 'cloud-strife', null],
    ['tiktok', 'disney', 'style-pixar-3d', 'official'],
    ['youtube', '@pixar', 'style-pixar-3d', 'official'],
    ['youtube', '@pixar', 'mickey-mouse', null],
    ['facebook', 'adultswim', 'rick-sanchez', 'official'],
    ['facebook', 'adultswim', 'superman', null],
    ['bluesky', 'square-enix-games.com', 'final-fantasy-other', 'official'],
    ['x', 'GKIDSfilms', 'totoro', 'licensed'],
    // Closed by the studio in 2023; whoever has the name now is somebody else.
    ['x', 'JP_GHIBLI', 'totoro', null],
  ] as const)('%s:%s and %s: %s', (site, author, entry, kind) => {
    expect(licenceOf({ site, author }, entry)?.kind ?? null).toBe(kind);
  });

  it('may show what is theirs and nothing else', () => {
    const official = { site: 'youtube', author: '@Pokemon' } as const;
    expect(licenceOf(official, 'pikachu')?.kind).toBe('official');
    expect(licenceOf(official, 'mickey-mouse')).toBeNull();
    expect(licenceOf({ site: 'tiktok', author: 'pokemon' }, 'pikachu')).toBeNull();
    const post = postOf('1', { site: 'youtube', author: '@pokemon' });
    const flag = raiseFlag(undefined, { post, verdict: verdictOf('likely'), at: 1 });
    expect(countFlags([flag], { isPrecise: false })).toBe(0);
  });
});

describe('the treatment of flagged videos', () => {
  it('is that of the site where a person chose one for it', () => {
    const settings = settingsFrom({ treatment: 'cover', siteTreatments: { 'x.com': 'hide' } });
    expect([treatmentOn(settings, 'x.com'), treatmentOn(settings, 'bsky.app')]).toEqual(['hide', 'cover']);
  });
});

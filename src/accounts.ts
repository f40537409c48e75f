import licensed from '../models/accounts.json' with { type: 'json' };
import { entryOwner } from './lexicon.ts';
import type { Post } from './post.ts';
import type { Settings } from './settings.ts';

type ByAccount = Pick<Post, 'site' | 'author'>;

/** An account across sites, as settings and data name it: `youtube:pokemon`. Empty when the page does not say whose a post is. */
export function accountOf({ site, author }: ByAccount): string {
  const handle = author.normalize('NFKC').trim().replace(/^@/, '').toLowerCase();
  // A space cannot be part of a handle; where a site shows only names, they are joined.
  return handle === '' || site === 'generic' ? '' : `${site}:${handle.replace(/\s+/g, '_')}`;
}

type Lists = Pick<Settings, 'allowedAccounts' | 'blockedAccounts'>;

export const ACCOUNT_RULES = ['none', 'allowed', 'blocked'] as const;
export type AccountRule = (typeof ACCOUNT_RULES)[number];

/** What a person decided about the account of a post. */
export function ruleFor(post: ByAccount, { allowedAccounts, blockedAccounts }: Lists): AccountRule {
  const account = accountOf(post);
  if (account === '') return 'none';
  if (allowedAccounts.includes(account)) return 'allowed';
  return blockedAccounts.includes(account) ? 'blocked' : 'none';
}

/** The lists after a decision. An account is on one of them at most. */
export function withRule(lists: Lists, account: string, rule: AccountRule): Lists {
  const others = (list: readonly string[]): string[] => list.filter((known) => known !== account);
  return {
    allowedAccounts: rule === 'allowed' ? [...others(lists.allowedAccounts), account] : others(lists.allowedAccounts),
    blockedAccounts: rule === 'blocked' ? [...others(lists.blockedAccounts), account] : others(lists.blockedAccounts),
  };
}

/** An account that is an owner's own, or licensed by one, with where that is said. */
export interface LicensedAccount {
  readonly account: string;
  /** As in the lexicon. */
  readonly owners: readonly string[];
  readonly kind: 'official' | 'licensed';
  readonly source: string;
  readonly checked: string;
}

export const LICENSED_ACCOUNTS: readonly LicensedAccount[] = licensed.accounts.map(({ kind, ...account }) => ({
  ...account,
  kind: kind === 'licensed' ? 'licensed' : 'official',
}));

const byAccount = new Map(LICENSED_ACCOUNTS.map((known) => [known.account, known]));

/** The account of a post when it may show what this entry is of; null for any other entry's owner. */
export function licenceOf(post: ByAccount, entry: string | undefined): LicensedAccount | null {
  const known = byAccount.get(accountOf(post));
  if (known === undefined || entry === undefined) return null;
  const owner = entryOwner(entry);
  return known.owners.some((name) => owner.includes(name)) ? known : null;
}

import { ACCOUNT_RULES, type AccountRule, accountOf } from '../../src/accounts.ts';
import type { Post } from '../../src/post.ts';
import { Choice } from './choice.tsx';
import { say } from './say.ts';

interface AccountChoiceProps {
  readonly post: Post;
  readonly rule: AccountRule;
  readonly onRule: (account: string, rule: AccountRule) => void;
}

/** What to do with all posts of the account of a post. Nothing where the page does not say whose it is. */
export function AccountChoice({ post, rule, onRule }: AccountChoiceProps) {
  const account = accountOf(post);
  if (account === '') return null;
  return (
    <Choice
      name={`account-${post.site}-${post.id}`}
      legend={say('account_legend', account)}
      options={ACCOUNT_RULES.map((value) => ({ value, label: say(`account_${value}`) }))}
      value={rule}
      onChange={(next) => onRule(account, next)}
    />
  );
}

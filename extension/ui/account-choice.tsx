import { ACCOUNT_RULES, type AccountRule, accountOf } from '../../src/accounts.ts';
import type { Post } from '../../src/post.ts';
import { Choice } from './choice.tsx';
import { say } from './say.ts';

interface AccountChoiceProps {
  readonly post: Post;
  readonly rule: AccountRule;
  readonly onRule: (account: string, rule: AccountRule) => void;
}

/** The name as the page gave it, kept from turning around the words beside it. */
const shownName = (author: string): string => `\u2068${author.trim()}\u2069`;

/** What to do with all posts of the account of a post, out of the way until it is wanted. Nothing where the page does not say whose it is. */
export function AccountChoice({ post, rule, onRule }: AccountChoiceProps) {
  const account = accountOf(post);
  if (account === '') return null;
  const name = shownName(post.author);
  return (
    <details class="account">
      <summary>
        {rule === 'none' ? say('account_legend', name) : say('account_now', name, say(`account_${rule}`))}
      </summary>
      <Choice
        name={`account-${post.site}-${post.id}`}
        legend={say('account_choice')}
        options={ACCOUNT_RULES.map((value) => ({ value, label: say(`account_${value}`) }))}
        value={rule}
        onChange={(next) => onRule(account, next)}
      />
    </details>
  );
}

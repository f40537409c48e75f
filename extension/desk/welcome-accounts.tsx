import { LICENSED_ACCOUNTS, withRule } from '../../src/accounts.ts';
import { updateSettings } from '../settings-store.ts';
import { say } from '../ui/say.ts';
import { attempt } from './notice.ts';
import { settings } from './settings.ts';

const forget = (account: string): void =>
  attempt(async () => {
    settings.value = await updateSettings((now) => withRule(now, account, 'none'));
  });

function AccountList({ title, accounts }: { readonly title: string; readonly accounts: readonly string[] }) {
  return (
    <>
      <h3>{title}</h3>
      {accounts.length === 0 && <p class="faint">{say('accounts_none')}</p>}
      <ul>
        {accounts.map((account) => (
          <li class="site" key={account}>
            <bdi>{account}</bdi>
            <button type="button" aria-label={say('accounts_forget_named', account)} onClick={() => forget(account)}>
              {say('accounts_forget')}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Accounts that a person decided about in the popup, and those known as owners' own. */
export function AccountLists() {
  return (
    <section class="panel" aria-labelledby="welcome-accounts">
      <h2 id="welcome-accounts">{say('accounts_heading')}</h2>
      <p>{say('accounts_about')}</p>
      <AccountList title={say('accounts_allowed')} accounts={settings.value.allowedAccounts} />
      <AccountList title={say('accounts_blocked')} accounts={settings.value.blockedAccounts} />
      <details>
        <summary>{say('accounts_licensed')}</summary>
        <ul>
          {LICENSED_ACCOUNTS.map(({ account, owners, source, checked }) => (
            <li key={account}>
              <bdi>{account}</bdi> · {owners.join(say('list_separator'))}
              <p class="faint">{say('accounts_source', source, checked)}</p>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

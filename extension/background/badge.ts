import type { Flag } from '../../src/flag.ts';
import { countFlags } from '../../src/flag-list.ts';
import { browser } from '../browser.ts';
import { readSettings } from '../settings-store.ts';

/** Wider numbers do not fit on the icon. */
const SHOWN_MAX = 99;

function titleOf(count: number): string {
  const key = count === 0 ? 'badge_title_none' : count === 1 ? 'badge_title_one' : 'badge_title_other';
  return browser.i18n.getMessage(key, String(count));
}

/** Puts the number of flags of the page on the icon of its tab. */
export async function showCount(tabId: number, flags: readonly Flag[]): Promise<void> {
  const count = countFlags(flags, await readSettings());
  const text = count === 0 ? '' : count > SHOWN_MAX ? `${SHOWN_MAX}+` : String(count);
  try {
    await Promise.all([
      browser.action.setBadgeText({ tabId, text }),
      browser.action.setTitle({ tabId, title: titleOf(count) }),
    ]);
  } catch (error) {
    // The tab was closed while its last verdict was on the way.
    console.debug('No badge for this tab.', error);
  }
}

/** Dark ink on amber: a hint, not an alarm, and readable on light and dark toolbars. */
export async function paintBadge(): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ color: '#f2b84b' });
  await browser.action.setBadgeTextColor({ color: '#1c1917' });
}

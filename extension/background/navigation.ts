import { showCount } from './badge.ts';
import { pageAfter, type TabChange } from './page.ts';
import { changePage, forgetPage } from './page-store.ts';
import { flagsOf } from './verdicts.ts';

/** A tab shows something else now: its flags, coverage and count begin anew. */
export async function tabChanged(tabId: number, change: TabChange): Promise<void> {
  if (change.url === undefined && change.status !== 'loading') return;
  const page = await changePage(tabId, (before) => pageAfter(before, change));
  await showCount(tabId, await flagsOf(page));
}

export const tabClosed = (tabId: number): Promise<void> => forgetPage(tabId);

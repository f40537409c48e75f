import { browser } from '../browser.ts';
import { answerMessages } from '../messaging.ts';
import { readSettings, watchSettings } from '../settings-store.ts';
import { paintBadge } from './badge.ts';
import { syncContentScripts, tellAccessChanged } from './content-scripts.ts';
import { handlers } from './handlers.ts';
import { tabChanged, tabClosed } from './navigation.ts';
import { learnShippedEntries } from './shipped-entries.ts';
import { sweepOld } from './verdicts.ts';
import { welcome } from './welcome.ts';

const report = (error: unknown): void => console.error('Lookalike background:', error);

const sync = (): void => {
  readSettings().then(syncContentScripts).catch(report);
};

// Listeners stand at top level: the browser starts this file again for each event.
answerMessages(handlers);
browser.tabs.onUpdated.addListener((tabId, change) => {
  tabChanged(tabId, change).catch(report);
});
browser.tabs.onRemoved.addListener((tabId) => {
  tabClosed(tabId).catch(report);
});
browser.runtime.onInstalled.addListener(({ reason }) => {
  sync();
  learnShippedEntries().catch(report);
  if (reason === 'install') welcome().catch(report);
});
browser.runtime.onStartup.addListener(() => {
  sync();
  sweepOld().catch(report);
});
browser.permissions.onAdded.addListener(sync);
browser.permissions.onRemoved.addListener(() => {
  sync();
  tellAccessChanged().catch(report);
});
watchSettings((settings) => {
  syncContentScripts(settings).catch(report);
}, new AbortController().signal);

paintBadge().catch(report);

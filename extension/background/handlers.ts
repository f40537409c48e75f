import { isListed } from '../../src/flag-list.ts';
import type { PageState } from '../../src/protocol.ts';
import { browser } from '../browser.ts';
import { type Handlers, type Message, tellTab } from '../messaging.ts';
import { readSettings } from '../settings-store.ts';
import { readEngine, wakeEngine, writeEngine } from './engine-host.ts';
import { addressOf, type Page, pageOfDocument } from './page.ts';
import { changePage } from './page-store.ts';
import { readTrouble } from './trouble.ts';
import { pageFlags, recentFlags, takeFeedback, takeVerdict } from './verdicts.ts';

type Sender = Parameters<Handlers['verdict']>[1];

/** The tab a content script speaks for. Not every browser tells the document. */
function speakerOf(sender: Sender): { tabId: number; document: string; address: string } {
  const tabId = sender.tab?.id;
  if (tabId === undefined) throw new Error('A content script without a tab');
  const document = 'documentId' in sender && typeof sender.documentId === 'string' ? sender.documentId : '';
  return { tabId, document, address: addressOf(sender.tab?.url ?? sender.url ?? '') };
}

/** The tab of the sender, after its page was made the one this document shows. */
async function meetTab(sender: Sender): Promise<number> {
  const { tabId, document, address } = speakerOf(sender);
  await changePage(tabId, (before) => {
    const page = pageOfDocument(before, document);
    return page.address === '' ? { ...page, address } : page;
  });
  return tabId;
}

async function hostOf(tabId: number): Promise<string> {
  const { url = '' } = await browser.tabs.get(tabId);
  return /^https?:/.test(url) ? new URL(url).host : '';
}

async function pageState(tabId: number): Promise<PageState> {
  const [host, engine, { page, flags }] = await Promise.all([hostOf(tabId), readEngine(), pageFlags(tabId)]);
  // Read last: reading the flags may have found the trouble.
  return { host, engine, coverage: page.coverage, flags, storeTrouble: await readTrouble() };
}

export const handlers: Handlers = {
  'wake-engine': () => wakeEngine(),
  verdict: async ({ post, verdict }, sender) => takeVerdict(await meetTab(sender), { post, verdict, at: Date.now() }),
  coverage: async ({ coverage }, sender) => {
    await changePage(await meetTab(sender), (page: Page) => ({ ...page, coverage }));
    return null;
  },
  'engine-state': async ({ state, detail }) => {
    await writeEngine({ state, detail });
    return null;
  },
  'page-state': ({ tabId }) => pageState(tabId),
  'recent-flags': async ({ limit }) => {
    const settings = await readSettings();
    return recentFlags(limit, (flag) => isListed(flag, settings));
  },
  feedback: async (message: Message<'feedback'>) => {
    await takeFeedback(message, async (tabId) => {
      await tellTab(tabId, message);
    });
    return null;
  },
};

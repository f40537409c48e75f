import { NO_COVERAGE, sumCoverage } from '../../src/coverage.ts';
import { isListed } from '../../src/flag-list.ts';
import { LIMITS } from '../../src/post.ts';
import type { PageState } from '../../src/protocol.ts';
import { browser } from '../browser.ts';
import { type Handlers, type Message, tellTab } from '../messaging.ts';
import { readSettings } from '../settings-store.ts';
import { readEngine, wakeEngine, writeEngine } from './engine-host.ts';
import { fetchFileOf } from './fetch-file-of.ts';
import { addressOf, coverageOf, type Page, pageOfDocument, withCoverage } from './page.ts';
import { changePage, openPages } from './page-store.ts';
import { readTrouble } from './trouble.ts';
import { pageFlags, recentFlags, takeFeedback, takeFileSigns, takeVerdict } from './verdicts.ts';

type Sender = Parameters<Handlers['verdict']>[1];

/** The tab a content script speaks for. Not every browser tells the document. */
function speakerOf(sender: Sender): { tabId: number; frame: number; document: string; address: string } {
  const tabId = sender.tab?.id;
  if (tabId === undefined) throw new Error('A content script without a tab');
  const document = 'documentId' in sender && typeof sender.documentId === 'string' ? sender.documentId : '';
  const frame = sender.frameId ?? 0;
  // A frame has a document of its own, which is not that of the page.
  return {
    tabId,
    frame,
    document: frame === 0 ? document : '',
    address: addressOf(sender.tab?.url ?? sender.url ?? ''),
  };
}

/** Where the post was seen, for evidence: the browser says so, and not the page. Nothing is decided by it. */
function placeOf(sender: Sender): { pageAddress?: string } {
  const address = (sender.tab?.url ?? sender.url ?? '').slice(0, LIMITS.permalink);
  return /^https?:\/\//.test(address) ? { pageAddress: address } : {};
}

/** The tab of the sender, after its page was made the one this document shows. */
async function meetTab(sender: Sender): Promise<{ tabId: number; frame: number }> {
  const { tabId, frame, document, address } = speakerOf(sender);
  await changePage(tabId, (before) => {
    const page = pageOfDocument(before, document);
    return page.address === '' ? { ...page, address } : page;
  });
  return { tabId, frame };
}

async function hostOf(tabId: number): Promise<string> {
  const { url = '' } = await browser.tabs.get(tabId);
  return /^https?:/.test(url) ? new URL(url).host : '';
}

async function pageState(tabId: number): Promise<PageState> {
  const [host, engine, { page, flags }] = await Promise.all([hostOf(tabId), readEngine(), pageFlags(tabId)]);
  // Read last: reading the flags may have found the trouble.
  return { host, engine, coverage: coverageOf(page), flags, storeTrouble: await readTrouble() };
}

export const handlers: Handlers = {
  'wake-engine': () => wakeEngine(),
  verdict: async ({ kind: _kind, ...sighted }, sender) =>
    takeVerdict((await meetTab(sender)).tabId, { ...sighted, ...placeOf(sender), at: Date.now() }),
  coverage: async ({ coverage }, sender) => {
    const { tabId, frame } = await meetTab(sender);
    await changePage(tabId, (page: Page) => withCoverage(page, frame, coverage));
    return null;
  },
  'engine-state': async ({ state, detail }) => {
    await writeEngine({ state, detail });
    return null;
  },
  // Media are fetched from nowhere that the person did not allow.
  'may-fetch': async ({ origin }) => browser.permissions.contains({ origins: [origin] }),
  'page-state': ({ tabId }) => pageState(tabId),
  'open-coverage': async () => (await openPages()).map(coverageOf).reduce(sumCoverage, NO_COVERAGE),
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
  'fetch-file': ({ key }) => fetchFileOf(key),
  'file-signs': (message: Message<'file-signs'>) =>
    takeFileSigns(message, async (tabId) => {
      await tellTab(tabId, message);
    }),
};

import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import 'fake-indexeddb/auto';
import type { PageState } from '../src/protocol.ts';
import type { VerdictKind } from '../src/verdict.ts';
import { postOf, verdictOf } from './flags.ts';
import { createInMemoryBrowser, OUR_ID, OUR_ORIGIN, type Sender } from './in-memory-browser.ts';

export const TAB = 7;
export const FEED = 'https://www.tiktok.com/foryou';

export const contentOf = (tabId: number, documentId: string): Sender => ({
  id: OUR_ID,
  url: FEED,
  tab: { id: tabId, url: FEED },
  documentId,
});
const pageOf = (path: string): Sender => ({ id: OUR_ID, url: OUR_ORIGIN + path });

/** A browser with one tab, the background, a content script and the popup, each with modules of its own. */
export async function startWorld() {
  globalThis.indexedDB = new IDBFactory();
  const memory = createInMemoryBrowser();
  vi.stubGlobal('chrome', memory.chrome);
  memory.openTab(TAB, FEED);

  /** Loads modules of ours that see the browser as `sender` does. */
  async function loadAs<T>(sender: Sender, load: () => Promise<T>): Promise<T> {
    vi.resetModules();
    vi.doMock('../extension/browser.ts', () => ({ browser: memory.context(sender) }));
    return load();
  }
  const messagingOf = (sender: Sender) => loadAs(sender, () => import('../extension/messaging.ts'));
  const startBackground = () => loadAs(pageOf('background.js'), () => import('../extension/background/main.ts'));

  await startBackground();
  const content = await messagingOf(contentOf(TAB, 'first'));
  const popup = await messagingOf(pageOf('popup/popup.html'));
  const engine = await messagingOf(pageOf('engine/engine.html'));

  const sendVerdict = (id: string, kind: VerdictKind, from = content) =>
    from.ask({ kind: 'verdict', post: postOf(id), verdict: verdictOf(kind) });
  const pageState = (): Promise<PageState> => popup.ask({ kind: 'page-state', tabId: TAB });
  const keysShown = async (): Promise<string[]> => (await pageState()).flags.map(({ key }) => key).sort();
  return { memory, loadAs, messagingOf, startBackground, content, popup, engine, sendVerdict, pageState, keysShown };
}
export type World = Awaited<ReturnType<typeof startWorld>>;

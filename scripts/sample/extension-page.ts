import type { Page } from 'playwright-core';
import type { BackgroundAnswers, ToBackground } from '../../src/protocol.ts';
import type { Settings } from '../../src/settings.ts';

type Kind = ToBackground['kind'];

const POLL_MS = 50;

/** A page of the extension in a tab of its own: from here its background answers questions. */
export class ExtensionPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async ask<K extends Kind>(message: Extract<ToBackground, { kind: K }>): Promise<BackgroundAnswers[K]> {
    const answer: unknown = await this.#page.evaluate((sent) => chrome.runtime.sendMessage(sent), message);
    const isEnvelope = typeof answer === 'object' && answer !== null && 'isOk' in answer && 'value' in answer;
    if (!isEnvelope || answer.isOk !== true) throw new Error(`No answer to ${message.kind}: ${JSON.stringify(answer)}`);
    // The protocol of the extension says what each kind is answered with.
    return answer.value as BackgroundAnswers[K];
  }

  /** Id of the tab whose address begins so. */
  tabId(address: string): Promise<number> {
    return this.#page.evaluate(async (start) => {
      const tab = (await chrome.tabs.query({})).find(({ url }) => url?.startsWith(start));
      if (tab?.id === undefined) throw new Error(`No tab shows ${start}`);
      return tab.id;
    }, address);
  }

  /** Changes settings as the popup stores them. */
  async set(change: Partial<Settings>): Promise<void> {
    await this.#page.evaluate(async (changed) => {
      const { settings } = await chrome.storage.local.get<{ settings?: object }>('settings');
      await chrome.storage.local.set({ settings: { ...settings, ...changed } });
    }, change);
  }
}

/** Asks again and again until the answer is good; answers the last one when the time is up. */
export async function until<T>(read: () => Promise<T>, isGood: (value: T) => boolean, timeoutMs: number): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (isGood(value) || performance.now() >= end) return value;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Handlers } from '../extension/messaging.ts';
import { createInMemoryBrowser, type InMemoryBrowser, OUR_ID, OUR_ORIGIN, type Sender } from './in-memory-browser.ts';

const TAB = 3;
const PAGE: Sender = { id: OUR_ID, url: `${OUR_ORIGIN}engine/engine.html` };
const CONTENT: Sender = {
  id: OUR_ID,
  url: 'https://www.tiktok.com/',
  tab: { id: TAB, url: 'https://www.tiktok.com/' },
};

let memory: InMemoryBrowser;
beforeEach(() => {
  memory = createInMemoryBrowser();
});
afterEach(() => vi.useRealTimers());

async function messagingAs(sender: Sender) {
  vi.resetModules();
  vi.doMock('../extension/browser.ts', () => ({ browser: memory.context(sender) }));
  return import('../extension/messaging.ts');
}

/** Handlers that write down what reached them. */
function recordingHandlers(heard: unknown[]): Handlers {
  const hear =
    <T>(answer: T) =>
    (message: unknown): T => {
      heard.push(message);
      return answer;
    };
  return {
    'wake-engine': hear({ state: 'ready' as const }),
    verdict: hear({ isStored: true, feedback: 'none' as const }),
    coverage: hear(null),
    'may-fetch': hear(false),
    'engine-state': hear(null),
    'page-state': () => {
      throw new Error('The disk is full');
    },
    'open-coverage': hear({ looked: 0, unreadable: {} }),
    'recent-flags': hear([]),
    feedback: hear(null),
    'fetch-file': hear({ kind: 'failed' as const, why: 'gone' as const }),
    'file-signs': hear(true),
  };
}

async function startBackground(heard: unknown[]): Promise<typeof import('../extension/messaging.ts')> {
  const messaging = await messagingAs({ id: OUR_ID, url: `${OUR_ORIGIN}background.js` });
  messaging.answerMessages(recordingHandlers(heard));
  return messaging;
}

describe('messages to the background', () => {
  it('reach the handler of their kind, and its answer comes back', async () => {
    const heard: unknown[] = [];
    await startBackground(heard);
    const { ask } = await messagingAs(CONTENT);
    expect(await ask({ kind: 'wake-engine' })).toEqual({ state: 'ready' });
    expect(heard).toEqual([{ kind: 'wake-engine' }]);
  });

  it('reject with the error of the handler', async () => {
    vi.spyOn(console, 'error').mockReturnValueOnce(undefined);
    await startBackground([]);
    const { ask } = await messagingAs(PAGE);
    await expect(ask({ kind: 'page-state', tabId: 1 })).rejects.toThrow('The disk is full');
  });

  it('reach the background from its own page, where a broadcast would not', async () => {
    const heard: unknown[] = [];
    const { ask } = await startBackground(heard);
    await ask({ kind: 'engine-state', state: 'ready', detail: '' });
    expect(heard).toEqual([{ kind: 'engine-state', state: 'ready', detail: '' }]);
  });

  it('reject when no answer comes in time', async () => {
    vi.useFakeTimers();
    memory.context(PAGE).runtime.onMessage.addListener(() => true);
    const { ask } = await messagingAs(CONTENT);
    const answer = expect(ask({ kind: 'wake-engine' }, 500)).rejects.toThrow('longer than 500 ms');
    await vi.advanceTimersByTimeAsync(500);
    await answer;
  });

  it('reject when nobody answers', async () => {
    memory.context(PAGE).runtime.onMessage.addListener(() => undefined);
    const { ask } = await messagingAs(CONTENT);
    await expect(ask({ kind: 'wake-engine' })).rejects.toThrow('No answer');
  });
});

describe('what the background refuses', () => {
  const send = (sender: Sender, message: unknown): Promise<unknown> =>
    memory.context(sender).runtime.sendMessage(message);

  it.each<[string, Sender, unknown]>([
    ['another extension', { ...CONTENT, id: 'somebody-else' }, { kind: 'wake-engine' }],
    ['a sender without an id', { url: 'https://www.tiktok.com/' }, { kind: 'wake-engine' }],
    [
      'a frame of ours without a tab and without our address',
      { id: OUR_ID, url: 'https://evil.example/' },
      { kind: 'wake-engine' },
    ],
  ])('%s gets no answer at all', async (_name, sender, message) => {
    const heard: unknown[] = [];
    await startBackground(heard);
    expect(await send(sender, message)).toBeUndefined();
    expect(heard).toEqual([]);
  });

  it.each<[string, Sender, unknown]>([
    [
      'a page that only looks like ours',
      { ...CONTENT, url: `https://evil.example/${OUR_ORIGIN}` },
      { kind: 'recent-flags', limit: 1 },
    ],
    ['an engine state from a tab', CONTENT, { kind: 'engine-state', state: 'ready', detail: '' }],
    ['a verdict from a page of ours', PAGE, { kind: 'verdict' }],
    ['a kind that does not exist', CONTENT, { kind: 'delete-everything' }],
    ['no object', CONTENT, 'wake-engine'],
    ['an endless text', PAGE, { kind: 'engine-state', state: 'ready', detail: 'x'.repeat(501) }],
    [
      'a permalink that runs code',
      CONTENT,
      { kind: 'verdict', post: { permalink: 'javascript:alert(1)' }, verdict: {} },
    ],
  ])('%s is answered with an error', async (_name, sender, message) => {
    const heard: unknown[] = [];
    await startBackground(heard);
    expect(await send(sender, message)).toMatchObject({ isOk: false });
    expect(heard).toEqual([]);
  });
});

describe('messages to a tab', () => {
  it('arrive until the signal, from the background only, and only when they are messages', async () => {
    const background = await startBackground([]);
    const { onTold } = await messagingAs(CONTENT);
    const told: unknown[] = [];
    const controller = new AbortController();
    onTold((message) => told.push(message), controller.signal);
    const message = { kind: 'feedback', key: 'tiktok:1', feedback: 'wrong' } as const;
    expect(await background.tellTab(TAB, message)).toBe(true);
    await memory.context({ ...CONTENT, id: 'somebody-else' }).tabs.sendMessage(TAB, message);
    await memory.context(PAGE).tabs.sendMessage(TAB, { ...message, feedback: 'maybe' });
    expect(told).toEqual([message]);
    controller.abort();
    expect(await background.tellTab(TAB, message)).toBe(false);
    expect(told).toEqual([message]);
  });
});

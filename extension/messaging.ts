import * as v from 'valibot';
import {
  type BackgroundAnswers,
  type PostPlace,
  postPlaceSchema,
  type ToBackground,
  type ToContent,
  toBackgroundSchema,
  toContentSchema,
} from '../src/protocol.ts';
import { browser, type MessageListener, type MessageSender } from './browser.ts';
import { withinTime } from './time-limit.ts';

type Kind = ToBackground['kind'];
export type Message<K extends Kind = Kind> = Extract<ToBackground, { kind: K }>;

/** Where a message comes from: a content script speaks for a tab, a page of ours for a person. */
type Origin = 'content' | 'page';
/** Frames come from feeds, and from a person's click in a page of ours. */
type Allowed = Origin | 'any';

const ALLOWED_ORIGIN: Record<Kind, Allowed> = {
  'wake-engine': 'any',
  verdict: 'content',
  coverage: 'content',
  'may-fetch': 'content',
  'engine-state': 'page',
  'page-state': 'page',
  'open-coverage': 'page',
  'recent-flags': 'page',
  feedback: 'page',
  'fetch-file': 'page',
  'file-signs': 'page',
};

/** A thrown error would arrive as an answer of its own kind in each browser; this one is the same in all. */
type Envelope = { readonly isOk: true; readonly value: unknown } | { readonly isOk: false; readonly error: string };

/** What the background does with each kind of message. */
export type Handlers = {
  readonly [K in Kind]: (
    message: Message<K>,
    sender: MessageSender,
  ) => Promise<BackgroundAnswers[K]> | BackgroundAnswers[K];
};

/** Longest wait for an answer of the background, which may have to start first. */
const ASK_TIMEOUT_MS = 10_000;

/** Firefox does not deliver a message to the page that sent it, and there engine and background are one page. */
let answerHere: ((message: unknown, sender: MessageSender) => Promise<Envelope> | null) | null = null;

const isOurPage = (sender: MessageSender): boolean => sender.url?.startsWith(browser.runtime.getURL('')) ?? false;

/** Null for anybody else's message: those get no answer at all. */
function originOf(sender: MessageSender): Origin | null {
  if (sender.id !== browser.runtime.id) return null;
  if (isOurPage(sender)) return 'page';
  return sender.tab === undefined ? null : 'content';
}

async function answer(handlers: Handlers, message: unknown, sender: MessageSender): Promise<Envelope> {
  const parsed = v.safeParse(toBackgroundSchema, message);
  if (!parsed.success) return { isOk: false, error: `Not a message: ${parsed.issues[0].message}` };
  const { kind } = parsed.output;
  const allowed = ALLOWED_ORIGIN[kind];
  if (allowed !== 'any' && allowed !== originOf(sender))
    return { isOk: false, error: `${kind} may not come from there` };
  // The kind picks the handler of the same kind; the compiler cannot follow that through an index.
  const handle = handlers[kind] as (message: ToBackground, sender: MessageSender) => unknown;
  try {
    return { isOk: true, value: await handle(parsed.output, sender) };
  } catch (error) {
    console.error(`Lookalike could not answer ${kind}:`, error);
    return { isOk: false, error: error instanceof Error ? error.message : String(error) };
  }
}

/** Answers messages to the background. Call once, at top level of the background. */
export function answerMessages(handlers: Handlers): void {
  const receive = (message: unknown, sender: MessageSender): Promise<Envelope> | null =>
    originOf(sender) === null ? null : answer(handlers, message, sender);
  answerHere = receive;
  browser.runtime.onMessage.addListener(((
    message: unknown,
    sender: MessageSender,
    respond: (value: unknown) => void,
  ) => {
    const pending = receive(message, sender);
    pending?.then(respond);
    // `true` keeps the channel open in every browser; nothing says that nobody of ours will answer.
    return pending === null ? undefined : true;
  }) as MessageListener);
}

const toEnvelope = (value: unknown): Envelope => {
  const isEnvelope = typeof value === 'object' && value !== null && 'isOk' in value;
  return isEnvelope ? (value as Envelope) : { isOk: false, error: 'No answer from the background' };
};

/** Sends a message to the background and waits for its answer. Rejects on errors there, and when none comes in time. */
export async function ask<K extends Kind>(
  message: Message<K>,
  timeoutMs: number = ASK_TIMEOUT_MS,
): Promise<BackgroundAnswers[K]> {
  const ourselves = { id: browser.runtime.id, url: browser.runtime.getURL('') };
  const sent: Promise<unknown> = answerHere?.(message, ourselves) ?? browser.runtime.sendMessage(message);
  const envelope = toEnvelope(await withinTime(sent, timeoutMs, `An answer to ${message.kind}`));
  if (!envelope.isOk) throw new Error(envelope.error);
  // Both ends are built together from one protocol.
  return envelope.value as BackgroundAnswers[K];
}

/** Tells the content scripts of a tab. Resolves to false when the tab has none. */
export async function tellTab(tabId: number, message: ToContent): Promise<boolean> {
  try {
    await browser.tabs.sendMessage(tabId, message);
    return true;
  } catch {
    // A closed tab or one without our script is no error of ours.
    return false;
  }
}

/** Asks the content script of a tab where a post is. Null when it has none, or the post is not in sight. */
export async function askTab(
  tabId: number,
  message: Extract<ToContent, { kind: 'locate' }>,
): Promise<PostPlace | null> {
  try {
    const answered: unknown = await browser.tabs.sendMessage(tabId, message);
    const parsed = v.safeParse(postPlaceSchema, answered);
    return parsed.success ? parsed.output : null;
  } catch {
    // A closed tab, or one without our script.
    return null;
  }
}

/** Receives what pages of ours tell a tab, until the signal. What `handle` answers at once is the answer; undefined leaves it to others. */
export function onTold(handle: (message: ToContent) => unknown, signal: AbortSignal): void {
  const listener = ((message: unknown, sender: MessageSender, respond: (value: unknown) => void): undefined => {
    if (sender.id !== browser.runtime.id) return;
    // The popup may be open in a tab of its own; what comes from a page of the web is from a content script.
    if (sender.tab !== undefined && !isOurPage(sender)) return;
    const parsed = v.safeParse(toContentSchema, message);
    const answered = parsed.success ? handle(parsed.output) : undefined;
    if (answered !== undefined) respond(answered);
  }) as MessageListener;
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener), { once: true });
}

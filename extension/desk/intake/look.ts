import { parseIntake } from '../../../src/intake-list.ts';
import type { PageState } from '../../../src/protocol.ts';
import { browser } from '../../browser.ts';
import { ask } from '../../messaging.ts';
import { say } from '../../ui/say.ts';
import { attempt, tell } from '../notice.ts';
import { badRows, type IntakeState, isRunning, items } from './state.ts';

/** Between two posts: sites take what comes faster for a robot, and rightly. */
const PAUSE_MS = 6000;
/** A post that shows no video by then shows none. */
const LOOK_MAX_MS = 30_000;
/** After the first read a verdict may still rise. */
const RISE_MS = 8000;
const ASK_EVERY_MS = 1000;

const wait = (timeoutMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, timeoutMs));

export const takeList = (files: readonly File[]): void =>
  attempt(async () => {
    const lists = await Promise.all(files.map(async (file) => parseIntake(await file.text())));
    const known = new Set(items.value.map(({ address }) => address));
    const added = lists.flatMap((list) => list.items).filter(({ address }) => !known.has(address));
    items.value = [...items.value, ...added.map((item) => ({ ...item, state: 'waiting' as const }))];
    badRows.value = lists.flatMap(({ bad }) => bad);
    tell(say('desk_intake_taken', String(added.length), String(badRows.value.length)));
  });

function setState(address: string, state: IntakeState): void {
  items.value = items.value.map((item) => (item.address === address ? { ...item, state } : item));
}

const hasUnreadable = ({ coverage }: PageState): boolean =>
  Object.values(coverage.unreadable).some((count) => count !== undefined && count > 0);

/** What the background knows of the page, asked again until it is enough. */
async function lookAt(tabId: number): Promise<IntakeState> {
  const start = Date.now();
  let firstReadAt: number | null = null;
  for (;;) {
    await wait(ASK_EVERY_MS);
    const page = await ask({ kind: 'page-state', tabId });
    if (page.flags.length > 0) return 'flagged';
    if (page.coverage.looked > 0) firstReadAt ??= Date.now();
    if (firstReadAt !== null && Date.now() - firstReadAt >= RISE_MS) return 'nothing';
    // Videos that were there and could not be read are no proof of anything.
    if (Date.now() - start >= LOOK_MAX_MS) return firstReadAt === null || hasUnreadable(page) ? 'unseen' : 'nothing';
  }
}

/** The one window in which posts are shown: in sight, because a hidden tab plays nothing, and never focused. */
let windowId: number | null = null;

async function showIn(address: string): Promise<number> {
  const [tab] = windowId === null ? [] : await browser.tabs.query({ windowId });
  if (tab?.id !== undefined) {
    await browser.tabs.update(tab.id, { url: address });
    return tab.id;
  }
  const opened = await browser.windows.create({ url: address, focused: false, width: 480, height: 860 });
  windowId = opened.id ?? null;
  const [first] = opened.tabs ?? (windowId === null ? [] : await browser.tabs.query({ windowId }));
  if (first?.id === undefined) throw new Error('The window has no tab');
  return first.id;
}

async function closeWindow(): Promise<void> {
  const id = windowId;
  windowId = null;
  if (id !== null) await browser.windows.remove(id).catch((error: unknown) => console.debug('Closed already.', error));
}

async function lookAtNext(address: string): Promise<void> {
  setState(address, 'looking');
  try {
    setState(address, await lookAt(await showIn(address)));
  } catch (error) {
    // A window that a person closed, or a page that cannot be opened: the next post gets its turn.
    console.warn('Lookalike could not look at a post:', error);
    setState(address, 'failed');
    windowId = null;
  }
}

/** Looks at what waits, post by post, until all are done or it is paused. */
export const start = (): void =>
  attempt(async () => {
    if (isRunning.value) return;
    isRunning.value = true;
    for (;;) {
      const next = items.value.find(({ state }) => state === 'waiting');
      if (next === undefined || !isRunning.value) break;
      await lookAtNext(next.address);
      if (isRunning.value && items.value.some(({ state }) => state === 'waiting')) await wait(PAUSE_MS);
    }
    isRunning.value = false;
    await closeWindow();
  });

/** The post that is looked at is finished first. */
export function pause(): void {
  isRunning.value = false;
}

export function clearList(): void {
  items.value = items.value.filter(({ state }) => state === 'looking');
  badRows.value = [];
}

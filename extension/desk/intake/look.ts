import type { IntakeState } from '../../../src/intake-list.ts';
import type { PageState } from '../../../src/protocol.ts';
import { isFlag } from '../../../src/verdict.ts';
import { ask } from '../../messaging.ts';
import { attempt } from '../notice.ts';
import { LOCK, readList, setState, tellDesks } from './list.ts';
import { items, run } from './state.ts';
import { closeWindow, showPost } from './window.ts';

/** Between two posts: sites take what comes faster for a robot, and rightly. */
const PAUSE_MS = 6000;
/** A post that shows no video by then shows none. */
const LOOK_MAX_MS = 30_000;
/** After the first read a verdict may still rise. */
const RISE_MS = 8000;
const ASK_EVERY_MS = 1000;

const wait = (timeoutMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, timeoutMs));

const hasUnreadable = ({ coverage }: PageState): boolean =>
  Object.values(coverage.unreadable).some((count) => count !== undefined && count > 0);

/** What the background knows of the page, asked again until it is enough. */
async function lookAt(tabId: number): Promise<IntakeState> {
  const start = Date.now();
  let firstReadAt: number | null = null;
  for (;;) {
    await wait(ASK_EVERY_MS);
    const page = await ask({ kind: 'page-state', tabId });
    if (page.flags.some(({ verdict }) => isFlag(verdict.kind))) return 'flagged';
    if (page.coverage.looked > 0) firstReadAt ??= Date.now();
    const isOver = Date.now() - start >= LOOK_MAX_MS;
    const hasRisen = firstReadAt !== null && Date.now() - firstReadAt >= RISE_MS;
    if (page.flags.length > 0 && (isOver || hasRisen)) return 'weak';
    if (hasRisen) return 'nothing';
    // Videos that were there and could not be read are no proof of anything.
    if (isOver) return firstReadAt === null || hasUnreadable(page) ? 'unseen' : 'nothing';
  }
}

async function lookAtNext(address: string): Promise<void> {
  await setState(address, 'looking');
  try {
    await setState(address, await lookAt(await showPost(address)));
  } catch (error) {
    // A window that a person closed, or a page that cannot be opened: the next post gets its turn.
    console.warn('Lookalike could not look at a post:', error);
    await setState(address, 'failed');
  }
}

const nextPost = () => items.value.find(({ state }) => state === 'waiting');
/** Asked anew each time: a person pauses while a post is looked at. */
const isRunning = (): boolean => run.value === 'running';

async function lookAtAll(): Promise<void> {
  for (let next = nextPost(); next !== undefined && isRunning(); next = nextPost()) {
    await lookAtNext(next.address);
    if (isRunning() && nextPost() !== undefined) await wait(PAUSE_MS);
  }
  await closeWindow();
}

/** Looks at what waits, post by post, until all are done or it is paused. Only one desk does at a time. */
export const start = (): void =>
  attempt(async () => {
    if (run.value !== 'idle') return;
    try {
      await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
        if (lock === null) return;
        run.value = 'running';
        tellDesks('changed');
        await lookAtAll();
      });
    } finally {
      run.value = 'idle';
      tellDesks('changed');
      // Another desk may have been faster.
      await readList();
    }
  });

/** The post that is looked at is finished first. */
export function pause(): void {
  if (run.value === 'running') run.value = 'pausing';
  else if (run.value === 'elsewhere') tellDesks('pause');
}

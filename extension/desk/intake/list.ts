import { type BadRow, named } from '../../../src/bad-row.ts';
import { type Intake, type IntakeState, intakeCsv, isLeftOver, parseIntake } from '../../../src/intake-list.ts';
import { say } from '../../ui/say.ts';
import { datedName, download } from '../download.ts';
import { attempt, tell } from '../notice.ts';
import { addPosts, dropDamagedPosts, dropPosts, readPosts, setPostStates } from './list-store.ts';
import { badRows, damagedPosts, items, run } from './state.ts';

/** Held by the desk that looks at posts: one desk at a time does, and a closed one lets go. */
export const LOCK = 'lookalike-intake';
const CHANNEL = 'lookalike-intake';

/** To the other desks. */
export function tellDesks(news: 'changed' | 'pause'): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(news);
  channel.close();
}

async function isLockHeld(): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name, mode }) => name === LOCK && mode === 'exclusive');
}

let isWatching = false;

/** Reads the list once the desk that works on it has finished, or was closed. */
async function readWhenFree(): Promise<void> {
  if (isWatching) return;
  isWatching = true;
  await navigator.locks.request(LOCK, { mode: 'shared' }, () => undefined);
  isWatching = false;
  await readList();
}

/** Reads the list, and whether another desk works on it. */
export async function readList(): Promise<void> {
  if (run.value === 'idle' || run.value === 'elsewhere') run.value = (await isLockHeld()) ? 'elsewhere' : 'idle';
  if (run.value === 'elsewhere') attempt(readWhenFree);
  const { posts, damaged } = await readPosts();
  damagedPosts.value = damaged;
  // A desk that was closed in the middle of a post did not finish it.
  items.value =
    run.value === 'idle'
      ? posts.map((post) => (post.state === 'looking' ? { ...post, state: 'waiting' } : post))
      : posts;
}

/** Shows the list as it was left, and follows what other desks do with it. */
export function startIntake(life: AbortSignal): void {
  attempt(readList);
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }) => {
    if (data === 'pause' && run.value === 'running') run.value = 'pausing';
    attempt(readList);
  });
  life.addEventListener('abort', () => channel.close(), { once: true });
}

export async function setState(address: string, state: IntakeState): Promise<void> {
  items.value = items.value.map((item) => (item.address === address ? { ...item, state } : item));
  await setPostStates([{ address, state }]);
  tellDesks('changed');
}

/** Takes lists in; posts that are there already stay as they are. */
export const takeList = (files: readonly File[]): void =>
  attempt(async () => {
    const posts: Intake[] = [];
    const bad: BadRow[] = [];
    for (const file of files) {
      const list = parseIntake(await file.text());
      posts.push(...list.items.map((item) => ({ ...item, state: 'waiting' as const })));
      bad.push(...(files.length > 1 ? named(list.bad, file.name) : list.bad));
    }
    const added = await addPosts(posts);
    badRows.value = bad;
    await readList();
    tellDesks('changed');
    tell(say('desk_intake_taken', String(added), String(bad.length)));
  });

/** Those that could not be opened or showed no video wait for another turn. */
export const lookAgain = (): void =>
  attempt(async () => {
    const again = items.value.filter(isLeftOver).map(({ address }) => ({ address, state: 'waiting' as const }));
    await setPostStates(again);
    await readList();
    tellDesks('changed');
  });

export const saveResults = (): void => download(datedName('intake', 'csv'), intakeCsv(items.value), 'text/csv');

/** Saves what damaged records hold, as it lies there, and lets go of them. */
export const dropDamaged = (): void =>
  attempt(async () => {
    download(datedName('damaged-posts', 'json'), JSON.stringify(damagedPosts.value), 'application/json');
    await dropDamagedPosts();
    await readList();
    tellDesks('changed');
  });

export async function forgetPosts(): Promise<void> {
  await dropPosts();
  badRows.value = [];
  await readList();
  tellDesks('changed');
}

export const clearList = (): void => attempt(forgetPosts);

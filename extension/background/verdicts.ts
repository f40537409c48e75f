import type { Feedback, Flag } from '../../src/flag.ts';
import { newestFirst } from '../../src/flag-list.ts';
import { keyOf } from '../../src/post.ts';
import type { BackgroundAnswers } from '../../src/protocol.ts';
import { isKept, raiseFlag, type Sighted, withFileSigns } from '../../src/raise-flag.ts';
import { ageMaxOf } from '../../src/settings.ts';
import { FLAGS_MAX, FlagStore, FlagStoreError } from '../flag-store.ts';
import type { Message } from '../messaging.ts';
import { readSettings } from '../settings-store.ts';
import { sweepEvidence } from '../sweep-evidence.ts';
import { showCount } from './badge.ts';
import { addSaved, addUnsaved, type Page } from './page.ts';
import { announceFlags, changePage, readPage, tabsShowing } from './page-store.ts';
import { clearTrouble, writeTrouble } from './trouble.ts';

const store = new FlagStore({
  now: () => Date.now(),
  flagsMax: FLAGS_MAX,
  ageMaxMs: async () => ageMaxOf(await readSettings()),
  sweepEvidence,
  onDamaged: () => {
    writeTrouble('damaged').catch((error: unknown) => console.error('The damage could not be told.', error));
  },
});

/** The answer of the store, or `otherwise` once the popup has been told why there is none. */
async function orTrouble<T>(work: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof FlagStoreError)) throw error;
    await writeTrouble(error.trouble);
    return otherwise;
  }
}

/** Flags of a page, newest first: those stored, and those that the disk refused. */
export async function flagsOf(page: Page): Promise<Flag[]> {
  const stored = await orTrouble(store.getMany(page.keys), []);
  return newestFirst([...stored, ...page.unsaved]);
}

const refreshCount = async (tabId: number, page: Page): Promise<void> => showCount(tabId, await flagsOf(page));

async function keep(tabId: number, sighted: Sighted): Promise<{ flag: Flag; isStored: boolean }> {
  const stored = await orTrouble<Flag | null>(store.put(sighted), null);
  if (stored !== null) await clearTrouble();
  const key = keyOf(sighted.post);
  const unsavedOf = (page: Page): Flag =>
    raiseFlag(
      page.unsaved.find((flag) => flag.key === key),
      sighted,
    );
  const page = await changePage(tabId, (before) =>
    stored === null ? addUnsaved(before, unsavedOf(before)) : addSaved(before, key),
  );
  await refreshCount(tabId, page);
  return { flag: stored ?? unsavedOf(page), isStored: stored !== null };
}

/** Takes a verdict of the page in this tab. What is not kept still hears what a person said of the post before. */
export async function takeVerdict(tabId: number, sighted: Sighted): Promise<BackgroundAnswers['verdict']> {
  if (!isKept(sighted.verdict.kind)) {
    const known = await orTrouble(store.get(keyOf(sighted.post)), undefined);
    return { isStored: known !== undefined, feedback: known?.feedback ?? 'none' };
  }
  const { flag, isStored } = await keep(tabId, sighted);
  return { isStored, feedback: flag.feedback };
}

const withFeedback = (page: Page, key: string, feedback: Feedback): Page => ({
  ...page,
  unsaved: page.unsaved.map((flag) => (flag.key === key ? { ...flag, feedback } : flag)),
});

/** Stores what a person said of a flag and tells every tab that shows it through `tell`. */
export async function takeFeedback(
  { key, feedback }: { key: string; feedback: Feedback },
  tell: (tabId: number) => Promise<void>,
): Promise<void> {
  await orTrouble<Flag | undefined>(store.setFeedback(key, feedback), undefined);
  for (const tabId of await tabsShowing(key)) {
    await refreshCount(tabId, await changePage(tabId, (page) => withFeedback(page, key, feedback)));
    await tell(tabId);
  }
}

/** The stored flag of this key; undefined when there is none, or it cannot be read. */
export const storedFlag = (key: string): Promise<Flag | undefined> =>
  orTrouble<Flag | undefined>(store.get(key), undefined);

/** Joins what the file of a post said to its flag, and tells every tab that shows it through `tell`. */
export async function takeFileSigns(
  { key, signs }: Message<'file-signs'>,
  tell: (tabId: number) => Promise<void>,
): Promise<boolean> {
  const read = (flag: Flag): Flag => withFileSigns(flag, signs, Date.now()) ?? flag;
  const stored = await orTrouble<Flag[]>(store.change([key], read), []);
  const showing = await tabsShowing(key);
  for (const tabId of showing) {
    const change = (page: Page): Page => ({
      ...page,
      unsaved: page.unsaved.map((flag) => (flag.key === key ? read(flag) : flag)),
    });
    await refreshCount(tabId, await changePage(tabId, change));
    await tell(tabId);
  }
  await announceFlags();
  return stored.length > 0 || showing.length > 0;
}

export async function pageFlags(tabId: number): Promise<{ page: Page; flags: Flag[] }> {
  const page = await readPage(tabId);
  return { page, flags: await flagsOf(page) };
}

export const recentFlags = (limit: number, isWanted: (flag: Flag) => boolean): Promise<Flag[]> =>
  orTrouble(store.recent({ limit, isWanted }), []);

/** Deletes what is older than the person wants it kept. */
export const sweepOld = (): Promise<number> => orTrouble(store.sweepNow(), 0);

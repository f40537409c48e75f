import * as v from 'valibot';
import type { Flag } from '../../src/flag.ts';
import { coverageSchema } from '../../src/protocol.ts';
import { browser } from '../browser.ts';
import { createTurns } from '../in-turn.ts';
import { EMPTY_PAGE, type Page } from './page.ts';

const PREFIX = 'page:';

const pageSchema: v.GenericSchema<unknown, Page> = v.object({
  address: v.string(),
  document: v.string(),
  keys: v.array(v.string()),
  // Written by this file only, in a storage that does not outlive the browser.
  unsaved: v.array(v.custom<Flag>((value) => typeof value === 'object' && value !== null)),
  coverage: coverageSchema,
  frames: v.exactOptional(v.record(v.string(), coverageSchema)),
});

/** What an older version of ours wrote is no page: begin with an empty one. */
function pageFrom(stored: unknown): Page {
  const parsed = v.safeParse(pageSchema, stored);
  return parsed.success ? parsed.output : EMPTY_PAGE;
}

const inTurn = createTurns();

export async function readPage(tabId: number): Promise<Page> {
  const key = PREFIX + tabId;
  return pageFrom((await browser.storage.session.get(key))[key]);
}

/** One change at a time, because reading and writing the session storage are two steps. */
export function changePage(tabId: number, change: (page: Page) => Page): Promise<Page> {
  return inTurn(async () => {
    const before = await readPage(tabId);
    const after = change(before);
    if (after !== before) await browser.storage.session.set({ [PREFIX + tabId]: after });
    return after;
  });
}

const STAMP = 'flags-changed-at';

/** Lets open popups read anew where a flag changed and no page did: of a value that stays the same a browser says nothing. */
export const announceFlags = (): Promise<void> => browser.storage.session.set({ [STAMP]: Date.now() });

export const forgetPage = (tabId: number): Promise<void> =>
  inTurn(() => browser.storage.session.remove(PREFIX + tabId));

async function pagesByTab(): Promise<[number, Page][]> {
  const stored = await browser.storage.session.get(null);
  return Object.entries(stored)
    .filter(([name]) => name.startsWith(PREFIX))
    .map(([name, value]) => [Number(name.slice(PREFIX.length)), pageFrom(value)]);
}

/** What every open tab shows. */
export const openPages = async (): Promise<Page[]> => (await pagesByTab()).map(([, page]) => page);

/** Tabs whose page lists the flag. */
export async function tabsShowing(key: string): Promise<number[]> {
  const isShowing = ({ keys, unsaved }: Page): boolean =>
    keys.includes(key) || unsaved.some((flag) => flag.key === key);
  return (await pagesByTab()).filter(([, page]) => isShowing(page)).map(([tabId]) => tabId);
}

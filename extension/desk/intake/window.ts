import * as v from 'valibot';
import { browser } from '../../browser.ts';

/** Where the id of the window lies, so that a desk that was closed half-way finds its window again. */
const KEY = 'intake-window';

async function knownWindow(): Promise<number | null> {
  const id = v.safeParse(v.number(), (await browser.storage.session.get(KEY))[KEY]);
  if (!id.success) return null;
  const open = await browser.windows.getAll();
  return open.some((one) => one.id === id.output) ? id.output : null;
}

/** The post in a tab of its own, so that nothing known of the one before is taken for it. */
async function nextTab(windowId: number, address: string): Promise<number | undefined> {
  const before = await browser.tabs.query({ windowId });
  const { id } = await browser.tabs.create({ windowId, url: address, active: true });
  await browser.tabs.remove(before.flatMap((tab) => tab.id ?? []));
  return id;
}

async function newWindow(address: string): Promise<number | undefined> {
  const { id, tabs } = await browser.windows.create({ url: address, focused: false, width: 480, height: 860 });
  if (id === undefined) return undefined;
  await browser.storage.session.set({ [KEY]: id });
  return (tabs ?? (await browser.tabs.query({ windowId: id })))[0]?.id;
}

/** Shows a post in the one window that is in sight, because a hidden tab plays nothing, and never focused. */
export async function showPost(address: string): Promise<number> {
  const windowId = await knownWindow();
  const tabId = windowId === null ? await newWindow(address) : await nextTab(windowId, address);
  if (tabId === undefined) throw new Error('The window has no tab');
  return tabId;
}

export async function closeWindow(): Promise<void> {
  const id = await knownWindow();
  await browser.storage.session.remove(KEY);
  if (id !== null) await browser.windows.remove(id).catch((error: unknown) => console.debug('Closed already.', error));
}

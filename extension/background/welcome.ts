import { browser } from '../browser.ts';

/** Whether the tab in front plays sound: then somebody watches or listens to it. */
async function isWatching(): Promise<boolean> {
  const [front] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return front?.audible === true;
}

/**
 * Asks which sites Lookalike may look at, once: who allowed one already, as in a build for a test, is not asked. Nothing
 * at all is read before, so the page comes to the front, but never over a video that somebody watches; the popup leads
 * to it as well.
 */
export async function welcome(): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  if (origins.length > 0) return;
  await browser.tabs.create({ url: browser.runtime.getURL('desk/welcome.html'), active: !(await isWatching()) });
}

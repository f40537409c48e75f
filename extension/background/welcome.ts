import { browser } from '../browser.ts';

/** Asks which sites Lookalike may look at, once: who allowed one already, as in a build for a test, is not asked. */
export async function welcome(): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  if (origins.length === 0) await browser.tabs.create({ url: browser.runtime.getURL('desk/welcome.html') });
}

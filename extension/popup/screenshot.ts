import type { PostPlace } from '../../src/protocol.ts';
import { browser } from '../browser.ts';
import { askTab } from '../messaging.ts';
import type { Screenshot } from '../seal-evidence.ts';
import { withinTime } from '../time-limit.ts';

const TIMEOUT_MS = 4000;

const none = (why: string): Screenshot => ({ kind: 'none', why });

/** The part of the picture in which the post stands: nothing else of the page is anybody's business. */
async function cropped(
  picture: Blob,
  { x, y, width, height, scale }: PostPlace,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const bitmap = await createImageBitmap(picture, x * scale, y * scale, width * scale, height * scale);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}

async function take(tabId: number, key: string): Promise<Screenshot> {
  const { active, windowId } = await browser.tabs.get(tabId);
  if (!active || windowId === undefined) return none('its tab was not in sight');
  const place = await askTab(tabId, { kind: 'locate', key });
  if (place === null) return none('the post was not in sight in the page');
  const address = await browser.tabs.captureVisibleTab(windowId, { format: 'png' });
  const bytes = Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), (char) => char.charCodeAt(0));
  // Asked again: a feed that moved meanwhile would put another post into the picture.
  const after = await askTab(tabId, { kind: 'locate', key });
  if (JSON.stringify(after) !== JSON.stringify(place)) return none('the page moved while the picture was taken');
  const png = await cropped(new Blob([bytes], { type: 'image/png' }), place);
  return png === null ? none('the picture could not be made') : { kind: 'taken', png };
}

/** A picture of the post in the page of this tab, as far as it is in sight and the browser allows. Never rejects. */
export async function screenshotOf(tabId: number | null, key: string): Promise<Screenshot> {
  if (tabId === null) return none('there was no page to picture');
  try {
    return await withinTime(take(tabId, key), TIMEOUT_MS, 'Picturing the post');
  } catch (error) {
    // Allowed only after a click on the icon, and not on every page.
    return none(`the browser did not allow it (${error instanceof Error ? error.message : String(error)})`);
  }
}

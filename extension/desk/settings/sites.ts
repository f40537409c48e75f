import { signal } from '@preact/signals';
import { browser } from '../../browser.ts';
import { updateSettings } from '../../settings-store.ts';
import { say } from '../../ui/say.ts';
import { attempt, tell, tellBad } from '../notice.ts';
import { settings } from '../settings.ts';

/** Match patterns that the browser lets us look at. */
export const origins = signal<readonly string[]>([]);

/** `https://www.tiktok.com/*` as people call it. */
export const hostOf = (pattern: string): string => pattern.replace(/^[a-z*]+:\/\//, '').replace(/\/\*$/, '');

/** Sites of the store build cannot be given back; those asked for one by one can. */
export const isBuiltIn = (pattern: string): boolean =>
  (browser.runtime.getManifest().host_permissions ?? []).includes(pattern);

async function readOrigins(): Promise<void> {
  const { origins: granted = [] } = await browser.permissions.getAll();
  origins.value = [...granted].filter((pattern) => /^(https?|\*):/.test(pattern)).sort();
}

export function startSites(life: AbortSignal): void {
  const read = (): void => attempt(readOrigins);
  browser.permissions.onAdded.addListener(read);
  browser.permissions.onRemoved.addListener(read);
  life.addEventListener('abort', () => {
    browser.permissions.onAdded.removeListener(read);
    browser.permissions.onRemoved.removeListener(read);
  });
  read();
}

export const isOn = (pattern: string): boolean => !settings.value.offHosts.includes(hostOf(pattern));

export function setOn(pattern: string, on: boolean): void {
  attempt(async () => {
    settings.value = await updateSettings(({ offHosts }) => {
      const others = offHosts.filter((host) => host !== hostOf(pattern));
      return { offHosts: on ? others : [...others, hostOf(pattern)] };
    });
  });
}

/** Host of what a person typed, an address or a bare name; null where it is neither. */
export function typedHost(text: string): string | null {
  const address = /^https?:\/\//.test(text.trim()) ? text.trim() : `https://${text.trim()}`;
  if (!URL.canParse(address)) return null;
  const { hostname } = new URL(address);
  return hostname.includes('.') ? hostname : null;
}

/** Asks the browser for a site. Must run straight in the click: browsers ask only then. */
export function addSite(text: string): void {
  const host = typedHost(text);
  if (host === null) {
    tellBad(say('desk_site_bad', text));
    return;
  }
  attempt(async () => {
    const isAllowed = await browser.permissions.request({ origins: [`https://${host}/*`] });
    tell(isAllowed ? say('desk_site_added', host) : say('site_allow_refused'));
    await readOrigins();
  });
}

export function removeSite(pattern: string): void {
  attempt(async () => {
    await browser.permissions.remove({ origins: [pattern] });
    await readOrigins();
  });
}

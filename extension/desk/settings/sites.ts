import { browser } from '../../browser.ts';
import { updateSettings } from '../../settings-store.ts';
import { say } from '../../ui/say.ts';
import { attempt, tell, tellBad } from '../notice.ts';
import { settings } from '../settings.ts';
import { nameOfPattern, readGranted } from '../welcome-sites.ts';

/** Sites of the store build cannot be given back; those asked for one by one can. */
export const isBuiltIn = (pattern: string): boolean =>
  (browser.runtime.getManifest().host_permissions ?? []).includes(pattern);

export const isOn = (pattern: string): boolean => !settings.value.offHosts.includes(nameOfPattern(pattern));

export function setOn(pattern: string, on: boolean): void {
  attempt(async () => {
    settings.value = await updateSettings(({ offHosts }) => {
      const others = offHosts.filter((host) => host !== nameOfPattern(pattern));
      return { offHosts: on ? others : [...others, nameOfPattern(pattern)] };
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
    await readGranted();
  });
}

export function removeSite(pattern: string): void {
  attempt(async () => {
    await browser.permissions.remove({ origins: [pattern] });
    await readGranted();
  });
}

import { signal } from '@preact/signals';
import type { ListedSite } from '../../src/sites.ts';
import { LISTED_SITES } from '../../src/sites.ts';
import { browser } from '../browser.ts';
import { say } from '../ui/say.ts';
import { attempt, tell, tellBad } from './notice.ts';

/** Match patterns that the browser lets us look at, in order. */
export const granted = signal<readonly string[]>([]);

export async function readGranted(): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  granted.value = origins.filter((pattern) => /^(https?|\*):/.test(pattern)).sort();
}

/** Follows what is granted and taken back, here and in the browser's own settings. */
export function startGrants(life: AbortSignal): void {
  const read = (): void => attempt(readGranted);
  browser.permissions.onAdded.addListener(read);
  browser.permissions.onRemoved.addListener(read);
  life.addEventListener('abort', () => {
    browser.permissions.onAdded.removeListener(read);
    browser.permissions.onRemoved.removeListener(read);
  });
  read();
}

/** A site is on when its own address is granted; its other hosts come with it. */
export const isGranted = ({ origins }: ListedSite): boolean => origins.some((origin) => granted.value.includes(origin));

/** Asks the browser. Must run straight in the click: browsers ask only then. */
export function grant(origins: readonly string[], name: string): void {
  attempt(async () => {
    const isAllowed = await browser.permissions.request({ origins: [...origins] });
    await readGranted();
    if (isAllowed) tell(say('welcome_granted', name));
    else tellBad(say('welcome_refused', name));
  });
}

export function takeBack(origins: readonly string[], name: string): void {
  attempt(async () => {
    const mine = origins.filter((origin) => granted.value.includes(origin));
    await browser.permissions.remove({ origins: mine });
    await readGranted();
    tell(say('welcome_taken_back', name));
  });
}

/** What was granted beside the listed sites: servers of one's own, and hosts of media. */
export function otherGrants(): string[] {
  const listed = new Set(LISTED_SITES.flatMap(({ origins }) => origins));
  return granted.value.filter((origin) => !listed.has(origin)).sort();
}

/** `https://www.tiktok.com/*` as people call it. */
export const nameOfPattern = (pattern: string): string => pattern.replace(/^[a-z*]+:\/\//, '').replace(/\/\*$/, '');

/** The host of an address or a bare name as a person types it; null where it is neither. */
export function patternOf(typed: string): string | null {
  const text = typed.trim();
  const url = URL.parse(/^https?:\/\//.test(text) ? text : `https://${text}`);
  return url?.hostname.includes('.') ? `${url.protocol}//${url.hostname}/*` : null;
}

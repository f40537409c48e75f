import { isOffOn, type Settings } from '../../src/settings.ts';
import { browser } from '../browser.ts';
import { createTurns } from '../in-turn.ts';
import { tellTab } from '../messaging.ts';

const SCRIPT_ID = 'lookalike-content';
/** From the root: Firefox reads a bare name as beside the background page. */
const SCRIPT_FILE = '/content.js';

const isWebPattern = (pattern: string): boolean => /^(\*|https?):\/\//.test(pattern) || pattern === '<all_urls>';

/** Firefox has no ports in match patterns; the script itself asks the settings there. */
const patternsOff = (settings: Settings): string[] =>
  settings.offHosts.filter((host) => !host.includes(':')).map((host) => `*://${host}/*`);

export interface Places {
  readonly matches: readonly string[];
  readonly excludeMatches: readonly string[];
}

/** Where the content script belongs now; null when nowhere. */
export function placesFor(settings: Settings, origins: readonly string[]): Places | null {
  const matches = origins.filter(isWebPattern).sort();
  return settings.isPaused || matches.length === 0 ? null : { matches, excludeMatches: patternsOff(settings).sort() };
}

const inTurn = createTurns();

async function registeredPlaces(): Promise<Places | null> {
  const [known] = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT_ID] });
  if (known === undefined) return null;
  return { matches: [...(known.matches ?? [])].sort(), excludeMatches: [...(known.excludeMatches ?? [])].sort() };
}

async function register(places: Places): Promise<void> {
  await browser.scripting.registerContentScripts([
    {
      id: SCRIPT_ID,
      js: [SCRIPT_FILE],
      runAt: 'document_idle',
      // Players of the granted sites stand as frames in other pages.
      allFrames: true,
      matches: [...places.matches],
      excludeMatches: [...places.excludeMatches],
    },
  ]);
}

/** Registering is for pages to come; those already open get the script now. It finds itself where it runs already. */
async function injectInto(places: Places, settings: Settings): Promise<void> {
  const tabs = await browser.tabs.query({ url: [...places.matches], discarded: false });
  const isOn = (url: string | undefined): boolean => url !== undefined && !isOffOn(settings, new URL(url).host);
  const ids = tabs.filter((tab) => isOn(tab.url)).flatMap(({ id }) => id ?? []);
  const injected = ids.map((tabId) =>
    browser.scripting.executeScript({ target: { tabId, allFrames: true }, files: [SCRIPT_FILE] }),
  );
  for (const result of await Promise.allSettled(injected)) {
    // Error pages and closed tabs take no script; the next page they load gets it.
    if (result.status === 'rejected') console.debug('A tab took no script.', result.reason);
  }
}

/** Puts the content script on the granted origins, less the hosts switched off, and takes it from all others. */
export function syncContentScripts(settings: Settings): Promise<void> {
  return inTurn(async () => {
    const { origins = [] } = await browser.permissions.getAll();
    const places = placesFor(settings, origins);
    const known = await registeredPlaces();
    if (JSON.stringify(places) === JSON.stringify(known)) return;
    if (known !== null) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT_ID] });
    if (places === null) return;
    await register(places);
    await injectInto(places, settings);
  });
}

/** Pages that are open keep a script that was unregistered, so each of ours looks whether it may stay. */
export async function tellAccessChanged(): Promise<void> {
  const tabs = await browser.tabs.query({});
  const ids = tabs.flatMap(({ id }) => id ?? []);
  await Promise.all(ids.map((id) => tellTab(id, { kind: 'access-changed' })));
}

import type { Settings } from '../../src/settings.ts';
import { browser } from '../browser.ts';
import { createTurns } from '../in-turn.ts';

const SCRIPT_ID = 'lookalike-content';
const SCRIPT_FILE = 'content.js';

const isWebPattern = (pattern: string): boolean => /^(\*|https?):\/\//.test(pattern) || pattern === '<all_urls>';

/** Firefox has no ports in match patterns; the script itself asks the settings there. */
const patternsOff = (settings: Settings): string[] =>
  settings.offHosts.filter((host) => !host.includes(':')).map((host) => `*://${host}/*`);

/** Where the content script belongs now; null when nowhere. */
export function scriptFor(
  settings: Settings,
  origins: readonly string[],
): { matches: string[]; excludeMatches: string[] } | null {
  const matches = origins.filter(isWebPattern);
  return settings.isPaused || matches.length === 0 ? null : { matches, excludeMatches: patternsOff(settings) };
}

const inTurn = createTurns();

async function register(script: ReturnType<typeof scriptFor>): Promise<void> {
  const known = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT_ID] });
  if (known.length > 0) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT_ID] });
  if (script === null) return;
  await browser.scripting.registerContentScripts([
    { id: SCRIPT_ID, js: [SCRIPT_FILE], runAt: 'document_idle', allFrames: false, ...script },
  ]);
}

/** Registers the content script for the granted origins, less the hosts switched off. */
export function syncContentScripts(settings: Settings): Promise<void> {
  return inTurn(async () => {
    const { origins = [] } = await browser.permissions.getAll();
    await register(scriptFor(settings, origins));
  });
}

import { type Settings, settingsFrom } from '../src/settings.ts';
import { browser } from './browser.ts';
import { createTurns } from './in-turn.ts';

const KEY = 'settings';
const LOCK = 'lookalike-settings';

export async function readSettings(): Promise<Settings> {
  const stored = await browser.storage.local.get(KEY);
  return settingsFrom(stored[KEY]);
}

const inTurn = createTurns();

/** One update at a time: across contexts where the browser has locks, else (insecure pages) within this one. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  return inTurn(() => (locks === undefined ? work() : locks.request(LOCK, work)));
}

/** Changes what `change` answers and keeps the rest; answers the settings as stored. */
export function updateSettings(change: (settings: Settings) => Partial<Settings>): Promise<Settings> {
  return alone(async () => {
    const before = await readSettings();
    const after = settingsFrom({ ...before, ...change(before) });
    await browser.storage.local.set({ [KEY]: after });
    return after;
  });
}

/** Calls `onChange` with the settings after each change, until the signal aborts. */
export function watchSettings(onChange: (settings: Settings) => void, signal: AbortSignal): void {
  const listener = (changes: Readonly<Record<string, { newValue?: unknown }>>, area: string): void => {
    const change = changes[KEY];
    if (area === 'local' && change !== undefined) onChange(settingsFrom(change.newValue));
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener), { once: true });
}

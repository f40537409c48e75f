import { damagedSettings, type Settings, settingsFrom } from '../src/settings.ts';
import { browser } from './browser.ts';
import { createTurns } from './in-turn.ts';

const KEY = 'settings';
/** Settings as they lay there when some of them could not be read, until a person had them copied out. */
const DAMAGED_KEY = 'settings-damaged';
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
    const stored = await browser.storage.local.get([KEY, DAMAGED_KEY]);
    const before = settingsFrom(stored[KEY]);
    const after = settingsFrom({ ...before, ...change(before) });
    const isFirst = stored[DAMAGED_KEY] === undefined && damagedSettings(stored[KEY]).length > 0;
    await browser.storage.local.set({ ...(isFirst ? { [DAMAGED_KEY]: stored[KEY] } : {}), [KEY]: after });
    return after;
  });
}

/** Settings that could not be read, as they lie there, with the names of what is damaged; null where all could. */
export async function readDamagedSettings(): Promise<{ stored: unknown; names: string[] } | null> {
  const all = await browser.storage.local.get([KEY, DAMAGED_KEY]);
  const stored = all[DAMAGED_KEY] ?? all[KEY];
  const names = damagedSettings(stored);
  return names.length === 0 ? null : { stored, names };
}

/** Lets go of what could not be read; the defaults take its place. */
export async function dropDamagedSettings(): Promise<void> {
  await updateSettings(() => ({}));
  await browser.storage.local.remove(DAMAGED_KEY);
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

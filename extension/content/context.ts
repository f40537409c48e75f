import { isOffOn, type Settings } from '../../src/settings.ts';
import { browser } from '../browser.ts';
import { ask, onTold } from '../messaging.ts';
import { readSettings, watchSettings } from '../settings-store.ts';

/** An updated or removed extension leaves its content scripts behind without a word. */
const ORPHAN_CHECK_MS = 3000;

/** Kept on the global of our own isolated world, which the page cannot see: a second injection finds the first. */
const RUNNING = Symbol.for('lookalike.running');
type World = typeof globalThis & { [RUNNING]?: AbortSignal };

/** False once the extension was updated, switched off or removed under this script. */
function isExtensionAlive(): boolean {
  try {
    return browser.runtime.id !== undefined;
  } catch {
    // Firefox makes every access to a dead extension throw.
    return false;
  }
}

/** Begins everything, to end with the signal. Answers what to do when settings change meanwhile. */
export type Start = (signal: AbortSignal, settings: Settings) => (settings: Settings) => void;

interface Run {
  readonly controller: AbortController;
  readonly onSettings: (settings: Settings) => void;
}

/** Whether the person still allows this site. Without an answer nothing changes: the next change asks again. */
const isStillAllowed = (): Promise<boolean> =>
  ask({ kind: 'may-fetch', origin: `${location.protocol}//${location.hostname}/*` }).catch(() => true);

async function leaveIfTakenBack(whole: AbortController): Promise<void> {
  if (!(await isStillAllowed())) whole.abort();
}

/** Lives while the extension does, the site is granted and the settings allow this host: off means that nothing of ours is left in the page. */
export async function liveInPage(start: Start): Promise<void> {
  const world: World = globalThis;
  if (world[RUNNING]?.aborted === false) return;
  const whole = new AbortController();
  world[RUNNING] = whole.signal;
  let run: Run | null = null;
  const stop = (): void => {
    run?.controller.abort();
    run = null;
  };
  const apply = (settings: Settings): void => {
    if (whole.signal.aborted || isOffOn(settings, location.host)) {
      stop();
    } else if (run === null) {
      const controller = new AbortController();
      run = { controller, onSettings: start(controller.signal, settings) };
    } else run.onSettings(settings);
  };
  const orphanCheck = setInterval(() => isExtensionAlive() || whole.abort(), ORPHAN_CHECK_MS);
  whole.signal.addEventListener('abort', () => {
    clearInterval(orphanCheck);
    stop();
  });
  // A script that was unregistered runs on in the pages that have it.
  onTold((message) => {
    if (message.kind !== 'access-changed') return undefined;
    void leaveIfTakenBack(whole);
    return null;
  }, whole.signal);
  watchSettings(apply, whole.signal);
  apply(await readSettings());
}

import * as v from 'valibot';

const CHANNEL = 'lookalike-flags';
const newsSchema = v.array(v.string());

/** Tells every other page of ours which stored flags changed; an empty list means all of them may have. */
export function tellFlagsChanged(keys: readonly string[]): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(keys);
  // Left open it would keep this context busy; what was posted is delivered all the same.
  channel.close();
}

/** Hears of changes made elsewhere, until the signal. */
export function onFlagsChanged(handle: (keys: readonly string[]) => void, signal: AbortSignal): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }) => {
    const parsed = v.safeParse(newsSchema, data);
    if (parsed.success) handle(parsed.output);
  });
  signal.addEventListener('abort', () => channel.close(), { once: true });
}

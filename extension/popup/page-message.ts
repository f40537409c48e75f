import type { PageState } from '../../src/protocol.ts';
import { keyPart } from '../ui/say.ts';

/** The one message above everything else. `bad`: no verdicts, or none kept; `plain`: as a person chose, or as it begins. */
export interface PageMessage {
  readonly key: string;
  readonly tone: 'bad' | 'plain';
}

/** What matters most, as one message key; null when all is well. */
export function messageOf(
  { host, engine, storeTrouble }: PageState,
  { isPaused, isOff }: { readonly isPaused: boolean; readonly isOff: boolean },
): PageMessage | null {
  if (engine.state !== 'ready' && engine.state !== 'starting') {
    return { key: `engine_${keyPart(engine.state)}`, tone: 'bad' };
  }
  if (storeTrouble !== null) return { key: `store_${storeTrouble}`, tone: 'bad' };
  if (isPaused) return { key: 'paused_note', tone: 'plain' };
  if (isOff) return { key: 'off_note', tone: 'plain' };
  return engine.state === 'starting' && host !== '' ? { key: 'engine_starting', tone: 'plain' } : null;
}

import { signal } from '@preact/signals';
import { FlagStoreError } from '../flag-store.ts';
import { say } from '../ui/say.ts';

export interface Notice {
  readonly text: string;
  readonly tone: 'plain' | 'bad';
}

/** What the last action did, or why it could not. */
export const notice = signal<Notice | null>(null);

export const tell = (text: string): void => {
  notice.value = { text, tone: 'plain' };
};

export const tellBad = (text: string): void => {
  notice.value = { text, tone: 'bad' };
};

function wordsFor(error: unknown): string {
  const trouble = error instanceof FlagStoreError ? error.trouble : null;
  const isFull = trouble === 'full' || (error instanceof DOMException && error.name === 'QuotaExceededError');
  if (isFull) return say('desk_full');
  if (error instanceof DOMException && error.name === 'VersionError') return say('desk_newer');
  return trouble === null ? say('popup_action_failed') : say(`store_${trouble}`);
}

/** Runs work that a person asked for; says when it failed, and why to those who look at the console. */
export function attempt(work: () => Promise<void>): void {
  work().catch((error: unknown) => {
    console.error('Lookalike desk:', error);
    tellBad(wordsFor(error));
  });
}

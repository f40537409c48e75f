import { signal } from '@preact/signals';
import { NO_COVERAGE } from '../../src/coverage.ts';
import type { Coverage } from '../../src/protocol.ts';
import { browser } from '../browser.ts';
import { ask } from '../messaging.ts';
import { coverageText } from '../ui/coverage-text.ts';
import { say } from '../ui/say.ts';

const coverage = signal<Coverage>(NO_COVERAGE);

async function read(): Promise<void> {
  try {
    coverage.value = await ask({ kind: 'open-coverage' });
  } catch (error) {
    // The line keeps what it last knew; the next page that tells something is a new try.
    console.debug('Lookalike could not read the coverage of open pages:', error);
  }
}

/** Pages of a busy feed tell their coverage every few seconds; one reading shows them all. */
const FOLLOW_EVERY_MS = 1000;

/** Follows what was looked at on all pages that are open. */
export function startCoverage(life: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const follow = (_changes: object, area: string): void => {
    if (area !== 'session' || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      void read();
    }, FOLLOW_EVERY_MS);
  };
  browser.storage.onChanged.addListener(follow);
  life.addEventListener('abort', () => browser.storage.onChanged.removeListener(follow), { once: true });
  void read();
}

/** How much of the pages that are open was looked at, and why the rest could not be. */
export function CoverageLine() {
  const { looked, unreadable } = coverage.value;
  const isNothing = looked === 0 && Object.keys(unreadable).length === 0;
  return (
    <p class="faint coverage">
      {isNothing ? say('desk_coverage_none') : say('desk_coverage', coverageText(coverage.value))}
    </p>
  );
}

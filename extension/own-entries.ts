import * as v from 'valibot';
import { type LexiconRow, learnOwnEntries } from '../src/lexicon.ts';
import type { PackFile } from '../src/pack-file.ts';
import { browser } from './browser.ts';

const KEY = 'own-entries';

const text = v.pipe(v.string(), v.maxLength(200));
const texts = v.pipe(v.array(text), v.maxLength(100));
const rowsSchema: v.GenericSchema<unknown, readonly LexiconRow[]> = v.pipe(
  v.array(
    v.object({
      id: text,
      kind: text,
      owner: text,
      franchise: text,
      names: v.record(v.string(), texts),
      ambiguous: texts,
      hashtags: texts,
    }),
  ),
  v.maxLength(2000),
);

function learn(stored: unknown): void {
  const parsed = v.safeParse(rowsSchema, stored);
  learnOwnEntries(parsed.success ? parsed.output : []);
}

/** Learns what entries of own packs are called, and follows changes until the signal. Every context needs it. */
export async function startOwnEntries(signal: AbortSignal): Promise<void> {
  const listener = (changes: Readonly<Record<string, { newValue?: unknown }>>, area: string): void => {
    if (area === 'local' && KEY in changes) learn(changes[KEY]?.newValue);
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener), { once: true });
  learn((await browser.storage.local.get(KEY))[KEY]);
}

/** Tells every context what the entries of these packs are called. */
export async function writeOwnEntries(files: readonly PackFile[]): Promise<void> {
  const rows = files.flatMap(({ entries }): LexiconRow[] =>
    entries.map(({ id, kind, owner, franchise, names, ambiguousNames, hashtags }) => ({
      id,
      kind,
      owner,
      franchise,
      names,
      ambiguous: ambiguousNames,
      hashtags,
    })),
  );
  await browser.storage.local.set({ [KEY]: rows });
}

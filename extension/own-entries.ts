import * as v from 'valibot';
import { LEXICON, type LexiconRow, learnOwnEntries } from '../src/lexicon.ts';
import type { PackFile } from '../src/pack-file.ts';
import { browser } from './browser.ts';

/** Entries of the person's own packs, and those of the shipped packs that the lexicon lacks. */
const KEYS = { own: 'own-entries', shipped: 'shipped-entries' } as const;
type Source = keyof typeof KEYS;

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

function rowsIn(stored: unknown): readonly LexiconRow[] {
  const parsed = v.safeParse(rowsSchema, stored);
  return parsed.success ? parsed.output : [];
}

/** Learns what entries outside the lexicon are called, and follows changes until the signal. Every context needs it. */
export async function startOwnEntries(signal: AbortSignal): Promise<void> {
  const learn = async (): Promise<void> => {
    const stored = await browser.storage.local.get(Object.values(KEYS));
    // The last of an id counts: an own pack cannot rename what is shipped.
    learnOwnEntries([...rowsIn(stored[KEYS.own]), ...rowsIn(stored[KEYS.shipped])]);
  };
  const listener = (changes: Readonly<Record<string, unknown>>, area: string): void => {
    if (area !== 'local' || !Object.values(KEYS).some((key) => key in changes)) return;
    learn().catch((error: unknown) => console.warn('Lookalike cannot read the names of entries:', error));
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener), { once: true });
  await learn();
}

const rowsOf = ({ entries }: PackFile): LexiconRow[] =>
  entries.map(({ id, kind, owner, franchise, names, ambiguousNames, hashtags }) => ({
    id,
    kind,
    owner,
    franchise,
    names,
    ambiguous: ambiguousNames,
    hashtags,
  }));

/** Tells every context what the entries of these packs are called; the lexicon knows its own better. */
export async function writeEntries(source: Source, files: readonly PackFile[]): Promise<void> {
  const known = new Set(LEXICON.map(({ id }) => id));
  const rows = files.flatMap(rowsOf).filter(({ id }) => !known.has(id));
  await browser.storage.local.set({ [KEYS[source]]: rows });
}

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createInMemoryBrowser, type InMemoryBrowser, OUR_ID, OUR_ORIGIN, type Sender } from './in-memory-browser.ts';
import { type Colour, entryFile, TINY_PACK } from './tiny-model.ts';

const AMBER: Colour = [255, 190, 0];
const BACKGROUND: Sender = { id: OUR_ID, url: `${OUR_ORIGIN}background.js` };
const PAGE: Sender = { id: OUR_ID, url: 'https://feed.example/', tab: { id: 1 } };
const DESK: Sender = { id: OUR_ID, url: `${OUR_ORIGIN}desk/desk.html` };

const named = (id: string, names: Record<string, string[]>) => ({
  ...entryFile(id, 'character', AMBER),
  names,
  owner: 'Studio Amber',
});
const packWith = (...entries: readonly ReturnType<typeof named>[]) => ({ ...TINY_PACK, id: 'extra', entries });
const EXTRA = packWith(
  named('amber-fox', { en: ['Amber Fox'], ja: ['コハク'] }),
  named('pikachu', { en: ['Not its name'] }),
);

let memory: InMemoryBrowser;
beforeEach(() => {
  memory = createInMemoryBrowser();
});

/** Modules of ours as one context loads them, each with a lexicon of its own. */
async function contextOf<T>(sender: Sender, load: () => Promise<T>): Promise<T> {
  vi.resetModules();
  vi.doMock('../extension/browser.ts', () => ({ browser: memory.context(sender) }));
  return load();
}

/** What the background does at installation, with these files as the shipped packs. */
async function install(files: Readonly<Record<string, unknown>>): Promise<void> {
  const answers = new Map<string, unknown>([...Object.entries(files), ['index.json', Object.keys(files)]]);
  vi.stubGlobal('fetch', async (address: string) => Response.json(answers.get(address.split('/').at(-1) ?? '')));
  const { learnShippedEntries } = await contextOf(
    BACKGROUND,
    () => import('../extension/background/shipped-entries.ts'),
  );
  await learnShippedEntries();
}

async function openPage() {
  const page = await contextOf(PAGE, async () => ({
    ...(await import('../extension/own-entries.ts')),
    ...(await import('../src/lexicon.ts')),
  }));
  await page.startOwnEntries(new AbortController().signal);
  return page;
}

describe('entries that the lexicon lacks', () => {
  it('are known by name and owner in every page when a shipped pack brings them', async () => {
    await install({ 'lookalike.json': TINY_PACK, 'extra.json': EXTRA });
    const { entryName, entryOwner } = await openPage();
    expect([entryName('amber-fox', 'en'), entryName('amber-fox', 'ja-JP')]).toEqual(['Amber Fox', 'コハク']);
    expect(entryOwner('amber-fox')).toBe('Studio Amber');
    expect(entryName('pikachu', 'en')).toBe('Pikachu');
  });

  it('become known in a page that was open before', async () => {
    const { entryName } = await openPage();
    expect(entryName('amber-fox', 'en')).toBe('amber-fox');
    await install({ 'extra.json': EXTRA });
    await vi.waitFor(() => expect(entryName('amber-fox', 'en')).toBe('Amber Fox'));
  });

  it('are forgotten with the version that had them, while own packs stay and rename nothing shipped', async () => {
    await install({ 'extra.json': EXTRA });
    const { writeEntries } = await contextOf(DESK, () => import('../extension/own-entries.ts'));
    await writeEntries('own', [
      packWith(named('my-owl', { en: ['My Owl'] }), named('amber-fox', { en: ['Renamed'] })) as never,
    ]);
    const { entryName } = await openPage();
    expect([entryName('my-owl', 'en'), entryName('amber-fox', 'en')]).toEqual(['My Owl', 'Amber Fox']);
    await install({ 'lookalike.json': TINY_PACK });
    await vi.waitFor(() => expect(entryName('amber-fox', 'en')).toBe('Renamed'));
    expect(entryName('my-owl', 'en')).toBe('My Owl');
  });

  it('of a damaged pack have no names, and do not keep others from having theirs', async () => {
    await install({ 'broken.json': { format: 'nothing' }, 'extra.json': EXTRA });
    expect((await openPage()).entryName('amber-fox', 'en')).toBe('Amber Fox');
  });
});

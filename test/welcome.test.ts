import { beforeEach, describe, expect, it, vi } from 'vitest';
import { OUR_ORIGIN } from './in-memory-browser.ts';

interface Opened {
  readonly url: string;
  readonly active: boolean;
}

/** The background's welcome in a browser with these sites granted; answers the tabs it opened. */
async function tabsOpened(origins: readonly string[], front = { audible: false }): Promise<Opened[]> {
  const opened: Opened[] = [];
  vi.resetModules();
  vi.doMock('../extension/browser.ts', () => ({
    browser: {
      permissions: { getAll: async () => ({ origins }) },
      runtime: { getURL: (path: string) => OUR_ORIGIN + path },
      tabs: { query: async () => [front], create: async (tab: Opened) => void opened.push(tab) },
    },
  }));
  const { welcome } = await import('../extension/background/welcome.ts');
  await welcome();
  return opened;
}

describe('the first-run page', () => {
  beforeEach(() => vi.resetModules());

  it('asks which sites may be looked at while none may', async () => {
    expect(await tabsOpened([])).toEqual([{ url: `${OUR_ORIGIN}desk/welcome.html`, active: true }]);
  });

  it('stays behind a tab that plays something with sound', async () => {
    expect(await tabsOpened([], { audible: true })).toMatchObject([{ active: false }]);
  });

  it('does not ask who allowed a site already', async () => {
    expect(await tabsOpened(['https://www.tiktok.com/*'])).toEqual([]);
  });
});

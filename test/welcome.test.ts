import { beforeEach, describe, expect, it, vi } from 'vitest';
import { OUR_ORIGIN } from './in-memory-browser.ts';

/** The background's welcome in a browser with these sites granted; answers the tabs it opened. */
async function tabsOpened(origins: readonly string[]): Promise<string[]> {
  const opened: string[] = [];
  vi.resetModules();
  vi.doMock('../extension/browser.ts', () => ({
    browser: {
      permissions: { getAll: async () => ({ origins }) },
      runtime: { getURL: (path: string) => OUR_ORIGIN + path },
      tabs: { create: async ({ url }: { url: string }) => void opened.push(url) },
    },
  }));
  const { welcome } = await import('../extension/background/welcome.ts');
  await welcome();
  return opened;
}

describe('the first-run page', () => {
  beforeEach(() => vi.resetModules());

  it('asks which sites may be looked at while none may', async () => {
    expect(await tabsOpened([])).toEqual([`${OUR_ORIGIN}desk/welcome.html`]);
  });

  it('does not ask who allowed a site already', async () => {
    expect(await tabsOpened(['https://www.tiktok.com/*'])).toEqual([]);
  });
});

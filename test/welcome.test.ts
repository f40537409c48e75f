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

/** The first-run page's request for a site, answered by the browser with this. */
async function noticeAfter(request: () => Promise<boolean>) {
  vi.resetModules();
  vi.doMock('../extension/browser.ts', () => ({
    browser: {
      permissions: { getAll: async () => ({ origins: [] }), request },
      i18n: { getMessage: (key: string) => key, getUILanguage: () => 'en' },
    },
  }));
  const { grant, granted } = await import('../extension/desk/welcome-sites.ts');
  const { notice } = await import('../extension/desk/notice.ts');
  grant(['https://x.com/*'], 'X');
  await vi.waitFor(() => expect(notice.value).not.toBeNull());
  return { ...notice.value, granted: granted.value };
}

describe('a site that the browser does not let us have', () => {
  beforeEach(() => vi.resetModules());

  it('is told as refused, and nothing counts as granted', async () => {
    expect(await noticeAfter(async () => false)).toEqual({ tone: 'bad', text: 'welcome_refused', granted: [] });
  });

  it('is told as failed where the browser does not even ask', async () => {
    const told = await noticeAfter(() => Promise.reject(new Error('no gesture')));
    expect(told).toMatchObject({ tone: 'bad', granted: [] });
  });
});

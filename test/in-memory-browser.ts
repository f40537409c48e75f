/** One browser in memory, with behaviour: what one context writes or sends, the others read or receive. */

type Listener = (...values: never[]) => unknown;

function createEvent<T extends Listener>() {
  const listeners = new Set<T>();
  return {
    addListener: (listener: T) => void listeners.add(listener),
    removeListener: (listener: T) => void listeners.delete(listener),
    hasListener: (listener: T) => listeners.has(listener),
    listeners,
  };
}

interface Change {
  oldValue?: unknown;
  newValue?: unknown;
}
type StorageListener = (changes: Record<string, Change>, area: string) => void;

function createStorage(areaName: string, onChanged: ReturnType<typeof createEvent<StorageListener>>) {
  const values = new Map<string, unknown>();
  const tell = (changes: Record<string, Change>): void => {
    for (const listener of onChanged.listeners) listener(structuredClone(changes), areaName);
  };
  return {
    values,
    async get(keys: string | string[] | null = null): Promise<Record<string, unknown>> {
      const wanted = keys === null ? [...values.keys()] : [keys].flat();
      return structuredClone(
        Object.fromEntries(wanted.filter((key) => values.has(key)).map((key) => [key, values.get(key)])),
      );
    },
    async set(items: Record<string, unknown>): Promise<void> {
      const entries = Object.entries(structuredClone(items));
      const changes = Object.fromEntries(
        entries.map(([key, newValue]) => [key, { oldValue: values.get(key), newValue }]),
      );
      for (const [key, value] of entries) values.set(key, value);
      tell(changes);
    },
    async remove(keys: string | string[]): Promise<void> {
      for (const key of [keys].flat()) {
        const oldValue = values.get(key);
        if (values.delete(key)) tell({ [key]: { oldValue } });
      }
    },
  };
}

export interface Sender {
  id?: string;
  url?: string;
  tab?: { id: number; url?: string };
  documentId?: string;
}
type MessageListener = (message: unknown, sender: Sender, respond: (value: unknown) => void) => unknown;
interface Tab {
  id: number;
  url: string;
  badge: string;
  title: string;
}
interface ContentScript {
  id: string;
  matches: string[];
  excludeMatches?: string[];
  js: string[];
}

/** Match patterns as far as the tests use them: a scheme, a host or `*`, and every path. */
function isMatch(pattern: string, url: string): boolean {
  const [scheme = '', host = ''] = pattern.replace(/\/\*$/, '').split('://');
  const { protocol, hostname } = new URL(url);
  return (scheme === '*' || `${scheme}:` === protocol) && (host === '*' || host === hostname);
}

export const OUR_ID = 'lookalike-under-test';
export const OUR_ORIGIN = `chrome-extension://${OUR_ID}/`;

/** Delivers as browsers do: a clone to every other context; the first answer wins; nobody there is an error. */
function deliver(listeners: readonly MessageListener[], message: unknown, sender: Sender): Promise<unknown> {
  if (listeners.length === 0)
    return Promise.reject(new Error('Could not establish connection. Receiving end does not exist.'));
  return new Promise((resolve) => {
    const keepsOpen = listeners.map((listener) =>
      listener(structuredClone(message), sender, (value) => resolve(structuredClone(value))),
    );
    if (!keepsOpen.includes(true)) resolve(undefined);
  });
}

export function createInMemoryBrowser() {
  const storageChanged = createEvent<StorageListener>();
  const local = createStorage('local', storageChanged);
  const session = createStorage('session', storageChanged);
  const tabs = new Map<number, Tab>();
  const onUpdated = createEvent<(tabId: number, change: { status?: string; url?: string }) => void>();
  const onRemoved = createEvent<(tabId: number) => void>();
  const onPermission = createEvent<() => void>();
  const contexts: { sender: Sender; onMessage: ReturnType<typeof createEvent<MessageListener>> }[] = [];
  const scripts = new Map<string, ContentScript>();
  const injected: (number | string)[][] = [];
  const granted = { origins: ['https://www.tiktok.com/*'] };
  const offscreen = { documents: [] as string[], opened: 0 };

  const tabOf = (id: number): Tab => {
    const tab = tabs.get(id);
    if (tab === undefined) throw new Error(`No tab with id: ${id}.`);
    return tab;
  };

  /** The API as one context sees it. */
  function context(sender: Sender) {
    const onMessage = createEvent<MessageListener>();
    contexts.push({ sender, onMessage });
    const others = (isWanted: (other: Sender) => boolean): MessageListener[] =>
      contexts
        .filter((other) => other.onMessage !== onMessage && isWanted(other.sender))
        .flatMap((other) => [...other.onMessage.listeners]);
    return {
      runtime: {
        id: OUR_ID,
        getURL: (path: string) => OUR_ORIGIN + path,
        onMessage,
        onInstalled: createEvent(),
        onStartup: createEvent(),
        sendMessage: (message: unknown) =>
          deliver(
            others((other) => other.tab === undefined),
            message,
            sender,
          ),
      },
      storage: { local, session, onChanged: storageChanged },
      tabs: {
        onUpdated,
        onRemoved,
        get: async (id: number) => tabOf(id),
        query: async ({ url }: { url: string[] }) =>
          [...tabs.values()].filter((tab) => url.some((pattern) => isMatch(pattern, tab.url))),
        sendMessage: (id: number, message: unknown) =>
          deliver(
            others((other) => other.tab?.id === id),
            message,
            sender,
          ),
      },
      action: {
        setBadgeText: async ({ tabId, text }: { tabId: number; text: string }) =>
          void Object.assign(tabOf(tabId), { badge: text }),
        setTitle: async ({ tabId, title }: { tabId: number; title: string }) =>
          void Object.assign(tabOf(tabId), { title }),
        setBadgeBackgroundColor: async () => undefined,
        setBadgeTextColor: async () => undefined,
      },
      permissions: {
        onAdded: onPermission,
        onRemoved: onPermission,
        getAll: async () => structuredClone(granted),
        contains: async ({ origins }: { origins: string[] }) => origins.every((one) => granted.origins.includes(one)),
      },
      scripting: {
        getRegisteredContentScripts: async ({ ids }: { ids: string[] }) => ids.flatMap((id) => scripts.get(id) ?? []),
        unregisterContentScripts: async ({ ids }: { ids: string[] }) => ids.forEach((id) => void scripts.delete(id)),
        registerContentScripts: async (added: ContentScript[]) =>
          added.forEach((script) => void scripts.set(script.id, script)),
        executeScript: async ({ target, files }: { target: { tabId: number }; files: string[] }) => {
          if (tabOf(target.tabId).url.includes('error')) throw new Error('Frame is showing error page');
          injected.push([target.tabId, ...files]);
        },
      },
      i18n: {
        getMessage: (key: string, values: string[] | string = []) => [key, ...[values].flat()].join(' '),
        getUILanguage: () => 'en',
      },
    };
  }

  /** Chrome's own corner: one offscreen document at most. */
  const chrome = {
    runtime: { getContexts: async () => offscreen.documents.map((documentUrl) => ({ documentUrl })) },
    offscreen: {
      createDocument: async ({ url }: { url: string }) => {
        offscreen.opened += 1;
        await Promise.resolve();
        if (offscreen.documents.length > 0) throw new Error('Only a single offscreen document may be created.');
        offscreen.documents.push(OUR_ORIGIN + url);
      },
    },
  };

  return {
    context,
    chrome,
    offscreen,
    local,
    session,
    scripts,
    injected,
    tab: tabOf,
    /** Every context ends, as when the browser stops the worker: nothing of it listens any more; storage stays. */
    stopContexts(): void {
      contexts.length = 0;
      for (const event of [onUpdated, onRemoved, onPermission, storageChanged]) event.listeners.clear();
    },
    openTab: (id: number, url: string) => void tabs.set(id, { id, url, badge: '', title: '' }),
    navigate(id: number, change: { status?: string; url?: string }): void {
      const tab = tabOf(id);
      if (change.url !== undefined) tab.url = change.url;
      for (const listener of onUpdated.listeners) listener(id, change);
    },
    closeTab(id: number): void {
      tabs.delete(id);
      for (const listener of onRemoved.listeners) listener(id);
    },
    grant(origins: string[]): void {
      granted.origins = origins;
      for (const listener of onPermission.listeners) listener();
    },
  };
}
export type InMemoryBrowser = ReturnType<typeof createInMemoryBrowser>;

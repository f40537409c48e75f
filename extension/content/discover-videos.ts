/** Longest wait for an idle moment before new parts of the page are looked through. */
const IDLE_TIMEOUT_MS = 200;
/** Time a slice of that work may take, well below what a person notices. */
const SLICE_MS = 8;
/** Parts of the page waiting to be looked through; beyond it the whole page is looked through once instead. */
const QUEUE_MAX = 500;
/** Custom elements often get their shadow root some time after they were put in. */
const HOST_RECHECKS = 4;
const HOST_RECHECK_MS = 700;
const HOSTS_MAX = 1000;

const MEDIA_EVENTS = ['loadstart', 'emptied', 'loadeddata', 'playing', 'seeked'] as const;

export interface Discovery {
  /** Called for each video found, possibly more than once. */
  readonly onFound: (video: HTMLVideoElement) => void;
  /** A video got other media, data, or began to play. */
  readonly onMedia: (video: HTMLVideoElement) => void;
  /** Parts of the page were taken out. */
  readonly onRemoved: () => void;
}

type Root = Document | ShadowRoot;

/** Custom elements in an element, found by the browser itself: a walk in script would cost far more. */
function customElementsIn(scope: Element): Element[] {
  const found = document.evaluate(
    "descendant-or-self::*[contains(local-name(), '-')]",
    scope,
    null,
    XPathResult.ORDERED_NODE_SNAPSHOT_TYPE,
  );
  return Array.from({ length: found.snapshotLength }, (_, i) => found.snapshotItem(i)).filter(
    (node) => node instanceof Element,
  );
}

/** Finds every video of the page as it comes, also in open shadow roots. Ends with the signal and leaves nothing behind. */
export class VideoDiscovery {
  readonly #discovery: Discovery;
  readonly #signal: AbortSignal;
  readonly #observer = new MutationObserver((records) => this.#receive(records));
  readonly #roots = new WeakSet<Root>();
  readonly #hosts = new Map<Element, number>();
  #queue: Element[] = [];
  #isScheduled = false;
  #recheck: ReturnType<typeof setTimeout> | null = null;

  constructor(discovery: Discovery, signal: AbortSignal) {
    this.#discovery = discovery;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#stop(), { once: true });
    this.#enter(document);
  }

  #stop(): void {
    this.#observer.disconnect();
    if (this.#recheck !== null) clearTimeout(this.#recheck);
    this.#queue = [];
    this.#hosts.clear();
  }

  #enter(root: Root): void {
    if (this.#roots.has(root)) return;
    this.#roots.add(root);
    this.#observer.observe(root, { childList: true, subtree: true });
    // Media events do not bubble and do not leave a shadow root, but each root sees them on their way down.
    for (const type of MEDIA_EVENTS) {
      root.addEventListener(type, this.#onMediaEvent, { capture: true, passive: true, signal: this.#signal });
    }
    for (const element of root.children) this.#add(element);
  }

  readonly #onMediaEvent = (event: Event): void => {
    // What a page makes up by the thousand is no news of a video.
    if (!event.isTrusted || !(event.target instanceof HTMLVideoElement)) return;
    this.#discovery.onFound(event.target);
    this.#discovery.onMedia(event.target);
  };

  #receive(records: readonly MutationRecord[]): void {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof Element) this.#add(node);
    }
    if (records.some(({ removedNodes }) => removedNodes.length > 0)) this.#discovery.onRemoved();
  }

  #add(element: Element): void {
    if (this.#queue.length >= QUEUE_MAX) this.#queue = [document.documentElement];
    else this.#queue.push(element);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestIdleCallback(() => this.#work(), { timeout: IDLE_TIMEOUT_MS });
  }

  #work(): void {
    this.#isScheduled = false;
    const end = performance.now() + SLICE_MS;
    while (performance.now() < end) {
      const element = this.#queue.shift();
      if (element === undefined) return;
      if (element.isConnected) this.#search(element);
    }
    const rest = this.#queue.shift();
    if (rest !== undefined) this.#add(rest);
  }

  #search(element: Element): void {
    if (element instanceof HTMLVideoElement) this.#discovery.onFound(element);
    for (const video of element.getElementsByTagName('video')) this.#discovery.onFound(video);
    for (const host of customElementsIn(element)) this.#enterHost(host, HOST_RECHECKS);
  }

  #enterHost(host: Element, checksLeft: number): void {
    if (host.shadowRoot !== null) {
      this.#hosts.delete(host);
      this.#enter(host.shadowRoot);
      return;
    }
    if (checksLeft === 0 || this.#hosts.size >= HOSTS_MAX) this.#hosts.delete(host);
    else this.#hosts.set(host, checksLeft);
    this.#recheck ??= setTimeout(() => this.#recheckHosts(), HOST_RECHECK_MS);
  }

  #recheckHosts(): void {
    this.#recheck = null;
    for (const [host, checksLeft] of [...this.#hosts]) this.#enterHost(host, host.isConnected ? checksLeft - 1 : 0);
  }
}

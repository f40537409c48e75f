import { isDecided } from '../../src/look.ts';
import { keyOf } from '../../src/post.ts';
import { VideoDiscovery } from './discover-videos.ts';
import { heldLabelOf, shownLabelOf } from './labels/read-labels.ts';
import { mediumOf } from './media-capture.ts';
import { learnLabel, type PostState, type PostStates } from './post-states.ts';
import { newSteps, PostSteps, type Steps } from './post-steps.ts';
import type { Sampler, Shown } from './sampler.ts';
import { isAd, type Reading, readPost } from './sites/index.ts';

/** A video counts as on screen from this share of it on, or when it fills this share of the screen. */
const VISIBLE_SHARE = 0.5;
const THRESHOLDS = [0, 0.1, 0.25, 0.5, 0.75, 1];
/** After an element was given another post, its picture and its texts may be of different posts for this long. */
const SETTLE_MS = 250;
/** Frame callbacks come up to 60 times a second; decisions are needed far less often. */
const CALLBACK_EVERY_MS = 120;

/** Paused videos give no frame callbacks, and an address or an id may change without any event. */
const TICK_MS = 500;

/** One video element of the page and what it shows. */
interface Watch extends Shown {
  since: number;
  isVisible: boolean;
  state: PostState | null;
  mediaAddress: string;
  settledAt: number;
  readonly steps: Steps;
  timer: ReturnType<typeof setTimeout> | null;
  callback: number | null;
}

export interface FeedSetup {
  readonly states: PostStates;
  readonly sampler: Sampler;
  /** Videos came on screen, left it, or show another post. */
  readonly onChange: () => void;
  /** The site's own label of a post was found. */
  readonly onLabel: (state: PostState) => void;
  /** The page has another address now, and is another page to everybody who counts by page. */
  readonly onNavigate: () => void;
}

const pageNow = (): URL => {
  const page = new URL(location.href);
  page.hash = '';
  return page;
};

function isOnScreen({ intersectionRatio, intersectionRect, rootBounds }: IntersectionObserverEntry): boolean {
  if (intersectionRatio >= VISIBLE_SHARE) return true;
  if (rootBounds === null || intersectionRatio === 0) return false;
  const share = (intersectionRect.width * intersectionRect.height) / (rootBounds.width * rootBounds.height);
  return share >= VISIBLE_SHARE;
}

/** Which videos are on screen, and which post each of them shows. Ends with the signal. */
export class Feed {
  readonly #setup: FeedSetup;
  readonly #watches = new Map<HTMLVideoElement, Watch>();
  readonly #seen: IntersectionObserver;
  readonly #steps = new PostSteps();

  constructor(setup: FeedSetup, signal: AbortSignal) {
    this.#setup = setup;
    this.#seen = new IntersectionObserver((entries) => this.#see(entries), { threshold: THRESHOLDS });
    const discovery = {
      onFound: (video: HTMLVideoElement) => this.#add(video),
      onMedia: (video: HTMLVideoElement) => this.#mediaChanged(video),
      onRemoved: () => this.#sweep(),
    };
    new VideoDiscovery(discovery, signal);
    // What a page makes up by the thousand is no reason to look.
    document.addEventListener('visibilitychange', ({ isTrusted }) => isTrusted && this.#offerAll(), { signal });
    let address = pageNow().href;
    const tick = setInterval(() => {
      this.#offerAll();
      if (pageNow().href === address) return;
      address = pageNow().href;
      setup.onNavigate();
    }, TICK_MS);
    signal.addEventListener('abort', () => clearInterval(tick), { once: true });
    signal.addEventListener('abort', () => this.#stop(), { once: true });
  }

  /** Videos on screen and their posts. */
  shown(): { readonly video: HTMLVideoElement; readonly state: PostState }[] {
    return [...this.#watches.values()].flatMap(({ video, state, isVisible }) =>
      isVisible && state !== null ? [{ video, state }] : [],
    );
  }

  #add(video: HTMLVideoElement): void {
    if (this.#watches.has(video) || !video.isConnected) return;
    const watch: Watch = {
      video,
      since: 0,
      isVisible: false,
      state: null,
      mediaAddress: video.currentSrc,
      settledAt: 0,
      steps: newSteps(),
      timer: null,
      callback: null,
      stateNow: () => this.#identify(watch),
    };
    this.#watches.set(video, watch);
    this.#seen.observe(video);
  }

  #drop(watch: Watch): void {
    this.#hide(watch);
    this.#seen.unobserve(watch.video);
    this.#watches.delete(watch.video);
  }

  #sweep(): void {
    for (const watch of this.#watches.values()) {
      if (watch.video.isConnected) continue;
      if (watch.isVisible && watch.state !== null) this.#setup.sampler.lost(watch.state);
      this.#drop(watch);
    }
  }

  #stop(): void {
    this.#seen.disconnect();
    for (const watch of [...this.#watches.values()]) this.#drop(watch);
  }

  #see(entries: readonly IntersectionObserverEntry[]): void {
    for (const entry of entries) {
      const watch = this.#watches.get(entry.target as HTMLVideoElement);
      if (watch === undefined) continue;
      if (!isOnScreen(entry)) this.#hide(watch);
      else if (!watch.isVisible) this.#show(watch, entry.time);
    }
  }

  #show(watch: Watch, at: number): void {
    watch.isVisible = true;
    watch.since = at;
    this.#offer(watch);
    this.#setup.onChange();
  }

  #hide(watch: Watch): void {
    if (!watch.isVisible) return;
    watch.isVisible = false;
    this.#setup.sampler.withdraw(watch);
    if (watch.timer !== null) clearTimeout(watch.timer);
    if (watch.callback !== null) watch.video.cancelVideoFrameCallback(watch.callback);
    watch.timer = null;
    watch.callback = null;
    this.#setup.onChange();
  }

  /** Offers the video at its next frames, for as long as it is on screen and undecided. */
  #listen(watch: Watch): void {
    if (!watch.isVisible || watch.callback !== null || watch.timer !== null) return;
    watch.callback = watch.video.requestVideoFrameCallback(() => {
      watch.callback = null;
      watch.timer = setTimeout(() => {
        watch.timer = null;
        this.#offer(watch);
      }, CALLBACK_EVERY_MS);
      this.#setup.sampler.offer(watch);
    });
  }

  #offer(watch: Watch): void {
    if (!watch.isVisible || document.hidden) return;
    const state = this.#identify(watch);
    if (state !== null && isDecided(state.look)) return;
    this.#setup.sampler.offer(watch);
    this.#listen(watch);
  }

  #offerAll(): void {
    for (const watch of this.#watches.values()) this.#offer(watch);
  }

  #mediaChanged(video: HTMLVideoElement): void {
    const watch = this.#watches.get(video);
    if (watch !== undefined) this.#offer(watch);
  }

  /** The address follows a swipe late: until then it names the post of the video that was swiped away. */
  #isTaken({ post, isByAddress }: Reading, watch: Watch): boolean {
    if (!isByAddress) return false;
    const key = keyOf(post);
    return [...this.#watches.values()].some(
      (other) => other !== watch && other.state?.key === key && other.video.isConnected,
    );
  }

  #learnLabel({ video }: Watch, state: PostState, page: URL): void {
    const isNew = learnLabel(state, performance.now(), (isFirst) => {
      const shown = shownLabelOf(video, state.post, page);
      return shown ?? (isFirst ? heldLabelOf(video.ownerDocument, state.post) : null);
    });
    if (isNew) this.#setup.onLabel(state);
  }

  /** Reads the post anew. Null while the element settles on another one, or shows none. */
  #identify(watch: Watch): PostState | null {
    const page = pageNow();
    const found = readPost(watch.video, page);
    const isInterrupted = isAd(watch.video, page, found?.post ?? null);
    const read = isInterrupted ? null : found;
    if (read !== null && this.#isTaken(read, watch)) return null;
    const post = read === null ? null : this.#steps.postOf(watch.video, read, watch.steps);
    const state = post === null ? null : this.#setup.states.of(post);
    if (state !== null) this.#learnLabel(watch, state, page);
    const { currentSrc } = watch.video;
    const isMoved = watch.state !== null && (state !== watch.state || currentSrc !== watch.mediaAddress);
    if (isMoved || isInterrupted) watch.settledAt = performance.now() + SETTLE_MS;
    const hasOther = state !== watch.state;
    watch.state = state;
    watch.mediaAddress = currentSrc;
    if (hasOther && watch.isVisible) this.#setup.onChange();
    if (performance.now() < watch.settledAt) return null;
    if (state !== null) state.mediaAddress = mediumOf(currentSrc, 'video')?.address ?? null;
    return state;
  }
}

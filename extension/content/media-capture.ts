import { LIMITS } from '../../src/post.ts';
import type { EngineClient } from '../engine-client.ts';
import type { Capture, TakeFrame } from './capture.ts';
import { NO_STILL } from './still.ts';

/** A host that refused, or media that cannot be read, are asked again after this long. */
const RETRY_MS = 16_000;
/** What a person allowed or took back is noticed after this long. */
const ALLOWED_FOR_MS = 10_000;
const REMEMBERED_MAX = 200;

export interface MediaSetup {
  readonly engine: Pick<EngineClient, 'fetchFrame'>;
  /** Whether the person allowed this host. */
  readonly mayFetch: (origin: string) => Promise<boolean>;
  /** Whether the person wants media to be fetched at all. */
  readonly isOn: () => boolean;
  readonly now: () => number;
}

/** Values that are forgotten after a while, the oldest first when there are many. */
class Remembered<T> {
  readonly #values = new Map<string, { readonly value: T; readonly until: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  get(key: string): T | undefined {
    const known = this.#values.get(key);
    return known !== undefined && known.until > this.#now() ? known.value : undefined;
  }

  set(key: string, value: T, forMs: number): void {
    this.#values.delete(key);
    this.#values.set(key, { value, until: this.#now() + forMs });
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= REMEMBERED_MAX) return;
      this.#values.delete(oldest);
    }
  }
}

interface Medium {
  readonly address: string;
  readonly what: 'video' | 'picture';
  /** Match pattern of its host. */
  readonly origin: string;
}

/** Null for what lies in memory only, or nowhere. */
export function mediumOf(address: string, what: Medium['what']): Medium | null {
  // An empty address would be resolved to that of the page.
  const url = address === '' ? null : URL.parse(address, location.href);
  if (url === null || !/^https?:$/.test(url.protocol) || url.href.length > LIMITS.permalink) return null;
  url.hash = '';
  return { address: url.href, what, origin: `${url.protocol}//${url.hostname}/*` };
}

/** What could be fetched instead of the pixels: the video's own file, else the picture shown before it plays. */
function mediaOf(video: HTMLVideoElement, why: string): Medium[] {
  const file = why === 'tainted' ? mediumOf(video.currentSrc, 'video') : null;
  const poster = video.poster === '' ? null : mediumOf(video.poster, 'picture');
  return [file, poster].filter((medium) => medium !== null);
}

/** Takes a frame as `capture` does; where the page's pixels are refused, from the media of this very video. */
export function withMedia(capture: TakeFrame, { engine, mayFetch, isOn, now }: MediaSetup): TakeFrame {
  const failed = new Remembered<true>(now);
  const allowed = new Remembered<boolean>(now);

  async function isAllowed(origin: string): Promise<boolean> {
    const known = allowed.get(origin);
    if (known !== undefined) return known;
    const answer = await mayFetch(origin).catch(() => false);
    allowed.set(origin, answer, ALLOWED_FOR_MS);
    return answer;
  }

  async function fetched(medium: Medium, time: number): Promise<Capture | null> {
    if (failed.get(medium.address) || !(await isAllowed(medium.origin))) return null;
    const answer = await engine.fetchFrame({ ...medium, time });
    if (answer.kind === 'frame') return { kind: 'frame', frame: answer.frame, still: NO_STILL };
    failed.set(medium.address, true, RETRY_MS);
    return null;
  }

  return async (video, wish) => {
    const taken = await capture(video, wish);
    const isHelpless = taken.kind === 'frame' || !['tainted', 'not-playing'].includes(taken.why);
    if (isHelpless || !isOn()) return taken;
    const media = mediaOf(video, taken.why);
    for (const medium of media) {
      const instead = await fetched(medium, video.currentTime);
      if (instead !== null) return instead;
    }
    const [first] = media;
    return taken.why === 'tainted' && first !== undefined && allowed.get(first.origin) === false
      ? { ...taken, refusedBy: first.origin }
      : taken;
  };
}

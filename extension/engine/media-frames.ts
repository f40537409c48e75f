import type { Frame, Unreadable } from '../../src/frame.ts';
import type { SmallPicture } from '../../src/pixels.ts';
import type { ToEngine } from '../../src/protocol.ts';
import type { Size } from '../../src/resize.ts';
import { createCanvasReader } from '../canvas-picture.ts';
import { createTurns } from '../in-turn.ts';
import { withinTime } from '../time-limit.ts';

type Wanted = Pick<Extract<ToEngine, { kind: 'fetch' }>, 'address' | 'what' | 'time'>;

export type MediaFrame =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'failed'; readonly why: Unreadable };

/** Long side of the frames, as the content script takes them. */
const LONG_SIDE = 320;
const SMALLEST_SIDE = 64;
/** Media of another host come over the network, and somebody waits for the frame. */
const LOAD_TIMEOUT_MS = 2500;
const SEEK_TIMEOUT_MS = 1000;
/** A feed shows one post at a time; the one before may still be asked for. */
const OPEN_MAX = 2;
/** A video nobody asked for in this time has left the screen. */
const IDLE_MS = 20_000;
/** Nearer than this a frame is the same to everybody. */
const SEEK_STEP_SECONDS = 0.04;

/** Thrown with what it means for the frame. */
class NoFrameError extends Error {
  readonly why: Unreadable;

  constructor(why: Unreadable) {
    super(why);
    this.why = why;
  }
}

/** The first of the events; an `error` among them throws. */
function happened(target: EventTarget, type: string, timeoutMs: number): Promise<void> {
  const listening = new AbortController();
  const { signal } = listening;
  const event = new Promise<void>((resolve, reject) => {
    target.addEventListener(type, () => resolve(), { signal });
    // Browsers do not say whether the host refused or the bytes are no video.
    target.addEventListener('error', () => reject(new NoFrameError('tainted')), { signal });
  });
  return withinTime(event, timeoutMs, type).finally(() => listening.abort());
}

/** Larger files are read from their beginning only: enough for the clips of a feed, and no strain on anybody's line. */
const BYTES_MAX = 24 * 1024 * 1024;
const ENOUGH = `bytes=0-${BYTES_MAX - 1}`;

/**
 * The bytes of a medium as an address in memory. An element that asked for them by itself would take the cookies of the
 * host along, because extensions count as the same site; a redirection would lead to a host nobody allowed.
 */
async function bytesOf(address: string): Promise<string> {
  const response = await fetch(address, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    headers: { range: ENOUGH },
    signal: AbortSignal.timeout(LOAD_TIMEOUT_MS),
  });
  const isTooMuch = response.status !== 206 && Number(response.headers.get('content-length') ?? 0) > BYTES_MAX;
  if (!response.ok || isTooMuch) throw new NoFrameError('tainted');
  return URL.createObjectURL(await response.blob());
}

interface Open {
  readonly video: HTMLVideoElement;
  readonly source: string;
  usedAt: number;
}

/** Frames out of the media of a post, where the page's own pixels are kept from us. Asks without credentials, and for one post at a time. */
export class MediaFrames {
  readonly #canvas = createCanvasReader();
  readonly #inTurn = createTurns();
  readonly #open = new Map<string, Open>();
  #sweep: ReturnType<typeof setTimeout> | null = null;

  /** Never rejects. */
  take(wanted: Wanted): Promise<MediaFrame> {
    return this.#inTurn(async () => {
      try {
        return { kind: 'frame', frame: await this.#frameOf(wanted) };
      } catch (error) {
        this.#close(wanted.address);
        const why = error instanceof NoFrameError ? error.why : 'tainted';
        console.debug(`Lookalike could not read the media of a post: ${error}`);
        return { kind: 'failed', why };
      }
    });
  }

  async #frameOf({ address, what, time }: Wanted): Promise<Frame> {
    if (what === 'picture') return this.#pictureOf(address);
    const video = await this.#videoOf(address);
    const end = Number.isFinite(video.duration) ? video.duration : time;
    const at = Math.min(time, end);
    if (Math.abs(video.currentTime - at) > SEEK_STEP_SECONDS) {
      const sought = happened(video, 'seeked', SEEK_TIMEOUT_MS);
      video.currentTime = at;
      await sought;
    }
    const size = { width: video.videoWidth, height: video.videoHeight };
    return this.#frame(size, time, () => this.#canvas.drawVideo(video, size, LONG_SIDE));
  }

  async #videoOf(address: string): Promise<HTMLVideoElement> {
    const known = this.#open.get(address);
    if (known !== undefined) {
      known.usedAt = Date.now();
      return known.video;
    }
    for (const old of [...this.#open.keys()].slice(0, this.#open.size + 1 - OPEN_MAX)) this.#close(old);
    const source = await bytesOf(address);
    const video = document.createElement('video');
    this.#open.set(address, { video, source, usedAt: Date.now() });
    this.#sweep ??= setTimeout(() => this.#closeIdle(), IDLE_MS);
    video.muted = true;
    video.preload = 'auto';
    const loaded = happened(video, 'loadeddata', LOAD_TIMEOUT_MS);
    video.src = source;
    await loaded;
    return video;
  }

  async #pictureOf(address: string): Promise<Frame> {
    const source = await bytesOf(address);
    try {
      const picture = new Image();
      const loaded = happened(picture, 'load', LOAD_TIMEOUT_MS);
      picture.src = source;
      await loaded;
      const size = { width: picture.naturalWidth, height: picture.naturalHeight };
      return this.#frame(size, 0, () => this.#canvas.draw(picture, size, LONG_SIDE));
    } finally {
      URL.revokeObjectURL(source);
    }
  }

  #frame(size: Size, time: number, draw: () => SmallPicture | null): Frame {
    if (Math.min(size.width, size.height) < SMALLEST_SIDE) throw new NoFrameError('too-small');
    const picture = draw();
    if (picture === null) throw new NoFrameError('tainted');
    return { ...picture, time, videoWidth: size.width, videoHeight: size.height };
  }

  #closeIdle(): void {
    this.#sweep = null;
    const oldest = Date.now() - IDLE_MS;
    for (const [address, { usedAt }] of [...this.#open]) if (usedAt <= oldest) this.#close(address);
    if (this.#open.size > 0) this.#sweep = setTimeout(() => this.#closeIdle(), IDLE_MS);
  }

  #close(address: string): void {
    const open = this.#open.get(address);
    if (open === undefined) return;
    this.#open.delete(address);
    // An element without a source lets its connection and its decoder go.
    open.video.removeAttribute('src');
    open.video.load();
    URL.revokeObjectURL(open.source);
  }
}

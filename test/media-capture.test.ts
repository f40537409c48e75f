import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Capture } from '../extension/content/capture.ts';
import { withMedia } from '../extension/content/media-capture.ts';
import type { FetchAnswer, WantedMedia } from '../extension/engine-client.ts';
import type { Frame } from '../src/frame.ts';

const FRAME: Frame = { width: 1, height: 1, pixels: new Uint8Array(3), time: 2, videoWidth: 640, videoHeight: 360 };
const TAINTED: Capture = { kind: 'unreadable', why: 'tainted' };
const FILE = 'https://media.example/a.mp4?sig=1';
const ORIGIN = 'https://media.example/*';

const video = (currentSrc: string, poster = ''): HTMLVideoElement =>
  ({ currentSrc, poster, currentTime: 2 }) as unknown as HTMLVideoElement;

interface World {
  readonly taken?: Capture;
  readonly allowed?: readonly string[];
  readonly isOn?: boolean;
  readonly answer?: (wanted: WantedMedia) => FetchAnswer;
}

function start({ taken = TAINTED, allowed = [ORIGIN], isOn = true, answer }: World) {
  const fetched: WantedMedia[] = [];
  const asked: string[] = [];
  let now = 0;
  const take = withMedia(async () => taken, {
    engine: {
      fetchFrame: async ({ address, what, time }) => {
        fetched.push({ address, what, time });
        return answer?.({ address, what, time }) ?? { kind: 'frame', frame: FRAME };
      },
    },
    mayFetch: async (origin) => {
      asked.push(origin);
      return allowed.includes(origin);
    },
    isOn: () => isOn,
    now: () => now,
  });
  const pass = (ms: number): void => {
    now += ms;
  };
  return { fetched, asked, take, pass };
}

describe('the media of a video whose pixels are kept back', () => {
  beforeEach(() => void vi.stubGlobal('location', { href: 'https://feed.example/' }));
  afterEach(() => void vi.unstubAllGlobals());

  it('are fetched from where the page has them, at the moment on screen', async () => {
    const world = start({});
    expect(await world.take(video(FILE), 'none')).toMatchObject({ kind: 'frame', frame: FRAME });
    expect(world.fetched).toEqual([{ address: FILE, what: 'video', time: 2 }]);
  });

  it.each<[string, World, HTMLVideoElement]>([
    ['pixels were read', { taken: { kind: 'unreadable', why: 'protected' } }, video(FILE)],
    ['a person switched it off', { isOn: false }, video(FILE)],
    ['they are in memory only', {}, video('blob:https://feed.example/1')],
    ['there are none', {}, video('')],
  ])('are not fetched when %s', async (_name, setup, shown) => {
    const world = start(setup);
    expect((await world.take(shown, 'none')).kind).toBe('unreadable');
    expect([world.fetched, world.asked]).toEqual([[], []]);
  });

  it('are not fetched from a host that was not allowed, and the host is named', async () => {
    const world = start({ allowed: [] });
    expect(await world.take(video(FILE), 'none')).toEqual({ ...TAINTED, refusedBy: ORIGIN });
    expect(world.fetched).toEqual([]);
    await world.take(video(FILE), 'none');
    expect(world.asked).toEqual([ORIGIN]);
    world.pass(11_000);
    await world.take(video(FILE), 'none');
    expect(world.asked).toHaveLength(2);
  });

  it('are asked again only after a while when they cannot be read', async () => {
    const world = start({ answer: () => ({ kind: 'failed', why: 'tainted' }) });
    expect(await world.take(video(FILE), 'none')).toEqual(TAINTED);
    await world.take(video(FILE), 'none');
    expect(world.fetched).toHaveLength(1);
    world.pass(17_000);
    await world.take(video(FILE), 'none');
    expect(world.fetched).toHaveLength(2);
  });

  it('are the poster where the video does not play yet, or its file fails', async () => {
    const waiting = start({ taken: { kind: 'unreadable', why: 'not-playing' } });
    expect((await waiting.take(video('', 'https://media.example/p.jpg'), 'none')).kind).toBe('frame');
    expect(waiting.fetched.map(({ what }) => what)).toEqual(['picture']);
    const failing = start({
      answer: ({ what }) => (what === 'video' ? { kind: 'failed', why: 'tainted' } : { kind: 'frame', frame: FRAME }),
    });
    expect((await failing.take(video(FILE, 'https://media.example/p.jpg'), 'none')).kind).toBe('frame');
    expect(failing.fetched.map(({ what }) => what)).toEqual(['video', 'picture']);
  });
});

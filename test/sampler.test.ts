import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Capture } from '../extension/content/capture.ts';
import { type PostState, PostStates } from '../extension/content/post-states.ts';
import { Sampler, type Shown } from '../extension/content/sampler.ts';
import { NO_STILL } from '../extension/content/still.ts';
import type { ReadAnswer } from '../extension/engine-client.ts';
import type { Frame } from '../src/frame.ts';
import { verdictOf } from '../src/look.ts';
import { PARTS } from '../src/parts.ts';
import { postOf } from './flags.ts';

const FRAME = { width: 2, height: 2, pixels: new Uint8Array(12), time: 0, videoWidth: 200, videoHeight: 200 };
const TAKEN: Capture = { kind: 'frame', frame: FRAME, still: NO_STILL };
const READ: ReadAnswer = {
  kind: 'reading',
  reading: { time: 0, matches: [], modelVersion: '1', packVersion: '1' },
};

/** A promise that the test settles. */
function openPromise<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** A sampler whose frames and answers come when the test says so. */
function createWorld() {
  const state = new PostStates(5).of(postOf('1', { caption: '', hashtags: [] }));
  const video = { isConnected: true, currentTime: 0 };
  const capture = openPromise<Capture>();
  const answer = openPromise<ReadAnswer>();
  const read = vi.fn((_: Frame) => answer.promise);
  const take = vi.fn(() => capture.promise);
  const onLearnt = vi.fn<(state: PostState) => void>();
  const sampler = new Sampler({ capture: take, engine: { read, keep: vi.fn() }, onLearnt });
  const shown = { video, stateNow: () => state, since: 0 } as unknown as Shown;
  return { state, video, capture, answer, read, take, onLearnt, sampler, shown };
}

let world: ReturnType<typeof createWorld>;
beforeEach(() => {
  world = createWorld();
});

/** The video leaves the page while the engine has a frame of it in hand. */
async function leaveWhileRead(): Promise<void> {
  world.sampler.offer(world.shown);
  world.capture.resolve(TAKEN);
  await vi.waitFor(() => expect(world.read).toHaveBeenCalledOnce());
  world.video.isConnected = false;
  world.sampler.lost(world.state);
}

describe('a video that leaves the page', () => {
  it('is unknown because of that when no frame of it was taken', () => {
    world.sampler.lost(world.state);
    expect(verdictOf(world.state.look)).toMatchObject({ kind: 'unknown', unreadable: 'removed' });
    expect(world.onLearnt).toHaveBeenCalledOnce();
  });

  it('is unknown because of that when it leaves while a frame is taken', async () => {
    world.sampler.offer(world.shown);
    await vi.waitFor(() => expect(world.take).toHaveBeenCalledOnce());
    world.video.isConnected = false;
    world.capture.resolve({ kind: 'unreadable', why: 'not-playing' });
    await vi.waitFor(() => expect(world.state.look.unreadable).toBe('removed'));
    expect(verdictOf(world.state.look).kind).toBe('unknown');
  });

  it('is read all the same when the engine has its frame', async () => {
    await leaveWhileRead();
    world.answer.resolve(READ);
    await vi.waitFor(() => expect(world.state.look.readings).toHaveLength(1));
    expect(world.state.look.unreadable).toBeNull();
    expect(verdictOf(world.state.look).kind).toBe('clear');
  });

  it('is unknown because of that when the engine had no time for its frame', async () => {
    await leaveWhileRead();
    world.answer.resolve({ kind: 'skipped' });
    await vi.waitFor(() => expect(world.state.look.unreadable).toBe('removed'));
    expect(verdictOf(world.state.look).kind).toBe('unknown');
    expect(world.onLearnt).toHaveBeenCalledOnce();
  });

  it('keeps the reason it had before', () => {
    world.state.look = { ...world.state.look, unreadable: 'tainted' };
    world.sampler.lost(world.state);
    expect(world.state.look.unreadable).toBe('tainted');
  });
});

describe('a video that is read', () => {
  it('is looked at as a whole first, and then closer', async () => {
    const clock = vi.spyOn(performance, 'now');
    world.capture.resolve(TAKEN);
    world.answer.resolve(READ);
    for (const time of [0, 5]) {
      world.video.currentTime = time;
      clock.mockReturnValue(time * 1000);
      world.sampler.offer(world.shown);
      await vi.waitFor(() => expect(world.state.look.readings).toHaveLength(time === 0 ? 1 : 2));
    }
    clock.mockRestore();
    expect(world.read.mock.calls.map(([frame]) => frame.part)).toEqual([undefined, PARTS[0]]);
  });
});

describe('a video that does not play yet', () => {
  it('is no failure', async () => {
    world.sampler.offer(world.shown);
    world.capture.resolve({ kind: 'unreadable', why: 'not-playing' });
    await vi.waitFor(() => expect(world.take).toHaveBeenCalledOnce());
    // Offered again, it is asked again: what was asked before is done by then.
    world.sampler.offer(world.shown);
    await vi.waitFor(() => expect(world.take).toHaveBeenCalledTimes(2));
    expect(world.state.look.unreadable).toBeNull();
    expect(world.onLearnt).not.toHaveBeenCalled();
  });
});

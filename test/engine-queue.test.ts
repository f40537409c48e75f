import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Job, ReadQueue } from '../extension/engine/read-queue.ts';
import { ReadingWorker, type ReadOutcome, type WorkerLike } from '../extension/engine/reading-worker.ts';
import type { FromWorker, ToWorker } from '../extension/engine/worker-messages.ts';
import type { Frame } from '../src/frame.ts';
import { NewestFirst } from '../src/newest-first.ts';
import type { EngineState, FromEngine } from '../src/protocol.ts';

const frame = (time = 0): Frame => ({
  width: 1,
  height: 1,
  pixels: new Uint8Array(3),
  time,
  videoWidth: 64,
  videoHeight: 64,
});
const reading = (time: number) => ({ time, matches: [], modelVersion: '1', packVersion: '1' });

describe('newest first', () => {
  it('gives the newest, drops the oldest that no longer fits, and says so', () => {
    const dropped: number[] = [];
    const pile = new NewestFirst<number>(3, (item) => dropped.push(item));
    for (const item of [1, 2, 3, 4, 5]) pile.push(item);
    expect(dropped).toEqual([1, 2]);
    expect([pile.take(), pile.take(), pile.take(), pile.take()]).toEqual([5, 4, 3, undefined]);
  });

  it('forgets unwanted work without telling', () => {
    const dropped: number[] = [];
    const pile = new NewestFirst<number>(3, (item) => dropped.push(item));
    for (const item of [1, 2, 3]) pile.push(item);
    pile.forget((item) => item !== 2);
    expect([pile.size, pile.take(), dropped]).toEqual([1, 2, []]);
  });
});

/** A queue over a reader that answers when the test says so. */
function createQueue() {
  let now = 0;
  const started: { time: number; finish: (outcome: ReadOutcome) => void }[] = [];
  const replies: FromEngine[] = [];
  const queue = new ReadQueue({
    read: ({ time }) => new Promise((finish) => started.push({ time, finish })),
    now: () => now,
    limit: 2,
    staleAfterMs: 3000,
  });
  const add = (id: number, sender: object = queue): void => {
    const job: Job = { id, frame: frame(id), arrivedAt: now, sender, reply: (message) => replies.push(message) };
    queue.add(job);
  };
  const finish = async (): Promise<void> => {
    const count = replies.length;
    started.at(-1)?.finish({ kind: 'reading', reading: reading(0) });
    await vi.waitUntil(() => replies.length > count);
  };
  const later = (ms: number): void => {
    now += ms;
  };
  return { queue, add, finish, started, replies, later };
}

describe('the read queue', () => {
  it('reads one frame at a time, the newest of those that wait', async () => {
    const { add, finish, started, replies } = createQueue();
    for (const id of [1, 2, 3]) add(id);
    expect(started.map(({ time }) => time)).toEqual([1]);
    for (let i = 0; i < 3; i++) await finish();
    expect(started.map(({ time }) => time)).toEqual([1, 3, 2]);
    expect(replies.map(({ id, kind }) => [id, kind])).toEqual([
      [1, 'reading'],
      [3, 'reading'],
      [2, 'reading'],
    ]);
  });

  it('tells whose frame was dropped for newer ones', () => {
    const { add, replies } = createQueue();
    for (const id of [1, 2, 3, 4]) add(id);
    expect(replies).toEqual([{ kind: 'skipped', id: 2 }]);
  });

  it('skips what waited too long', async () => {
    const { add, finish, replies, later } = createQueue();
    add(1);
    add(2);
    later(3001);
    await finish();
    await vi.waitUntil(() => replies.length === 2);
    expect(replies[1]).toEqual({ kind: 'skipped', id: 2 });
  });

  it('forgets the frames of a tab that went away', async () => {
    const { queue, add, finish, started } = createQueue();
    const gone = {};
    add(1);
    add(2, gone);
    add(3);
    queue.forget(gone);
    await finish();
    await finish();
    expect(started.map(({ time }) => time)).toEqual([1, 3]);
  });
});

type Script = (message: ToWorker, tell: (message: FromWorker) => void, die: (why: string) => void) => void;

const answering: Script = (message, tell) => {
  if (message.kind === 'load') tell({ kind: 'loaded', detail: 'test' });
  else tell({ kind: 'reading', id: message.id, reading: reading(message.frame.time) });
};

/** A worker whose first, second, ... life follows the scripts; the last one goes on. */
function createWorker(scripts: readonly Script[], missingRetryMs = 60_000) {
  const lives: { isTerminated: boolean }[] = [];
  const states: EngineState[] = [];
  let now = 0;
  const spawn = (): WorkerLike => {
    const script = scripts[Math.min(lives.length, scripts.length - 1)]!;
    const life = { isTerminated: false };
    lives.push(life);
    const worker: WorkerLike = {
      onmessage: null,
      onerror: null,
      postMessage: (message) =>
        queueMicrotask(() =>
          script(
            message,
            (data) => worker.onmessage?.({ data }),
            (why) => worker.onerror?.({ message: why }),
          ),
        ),
      terminate: () => {
        life.isTerminated = true;
      },
    };
    queueMicrotask(() => worker.onmessage?.({ data: { kind: 'up' } }));
    return worker;
  };
  const report = (state: EngineState): void => void states.push(state);
  const setup = {
    spawn,
    modelsUrl: 'models/',
    report,
    loadTimeoutMs: 50,
    readTimeoutMs: 50,
    missingRetryMs,
    now: () => now,
  };
  const later = (ms: number): void => {
    now += ms;
  };
  return { worker: new ReadingWorker(setup), lives, states, later };
}

describe('the reading worker', () => {
  // Restarts are told on the console, and here they are wanted.
  beforeEach(() => {
    vi.spyOn(console, 'warn').mockReturnValue(undefined);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('is loaded once and then reads', async () => {
    const { worker, lives, states } = createWorker([answering]);
    worker.warmUp();
    expect(await worker.read(frame(1))).toMatchObject({ kind: 'reading', reading: { time: 1 } });
    expect(await worker.read(frame(2))).toMatchObject({ kind: 'reading', reading: { time: 2 } });
    expect([lives.length, states]).toEqual([1, ['ready']]);
  });

  it.each<[string, Script]>([
    [
      'died',
      (message, tell, die) => (message.kind === 'load' ? tell({ kind: 'loaded', detail: '' }) : die('out of memory')),
    ],
    ['hung', (message, tell) => message.kind === 'load' && tell({ kind: 'loaded', detail: '' })],
    ['never loaded', () => undefined],
  ])('is replaced after it %s, and the frame is read by the next one', async (_what, broken) => {
    const { worker, lives } = createWorker([broken, answering]);
    expect(await worker.read(frame(1))).toMatchObject({ kind: 'reading' });
    expect(lives.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
  });

  it('fails as engine when two lives end on one frame, and works again afterwards', async () => {
    const dying: Script = (_message, _tell, die) => die('again');
    const { worker, states } = createWorker([dying, dying, answering]);
    expect(await worker.read(frame())).toEqual({ kind: 'failed', why: 'engine' });
    expect(states).toEqual(['stopped']);
    expect(await worker.read(frame())).toMatchObject({ kind: 'reading' });
    expect(states).toEqual(['stopped', 'ready']);
  });

  it('says no-model, reports which part is missing, and tries again after a while', async () => {
    const missing: Script = (_message, tell) => tell({ kind: 'missing', state: 'no-pack', detail: 'gone' });
    const { worker, lives, states, later } = createWorker([missing, answering], 1000);
    expect(await worker.read(frame())).toEqual({ kind: 'failed', why: 'no-model' });
    later(999);
    expect(await worker.read(frame())).toEqual({ kind: 'failed', why: 'no-model' });
    expect([lives.length, states]).toEqual([1, ['no-pack']]);
    later(1);
    expect(await worker.read(frame())).toMatchObject({ kind: 'reading' });
  });

  it('passes on why a frame could not be read', async () => {
    const blank: Script = (message, tell) =>
      message.kind === 'load'
        ? tell({ kind: 'loaded', detail: '' })
        : tell({ kind: 'failed', id: message.id, why: 'blank', detail: '' });
    const { worker } = createWorker([blank]);
    expect(await worker.read(frame())).toEqual({ kind: 'failed', why: 'blank' });
  });
});

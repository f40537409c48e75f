import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineClient } from '../extension/engine-client.ts';
import type { FromEngine, ToEngine } from '../src/protocol.ts';
import { OUR_ID, OUR_ORIGIN } from './in-memory-browser.ts';

const FRAME = { width: 2, height: 2, pixels: new Uint8Array(12), time: 0, videoWidth: 200, videoHeight: 200 };
const READING = { time: 0, matches: [], modelVersion: '1', packVersion: '1' };

/** One end of a port whose other end the test holds. */
function createPort() {
  const received: ToEngine[] = [];
  const onAnswer: ((message: FromEngine) => void)[] = [];
  const onDrop: (() => void)[] = [];
  const end = {
    postMessage: (message: ToEngine) => void received.push(message),
    disconnect: () => undefined,
    onMessage: { addListener: (listener: (message: FromEngine) => void) => void onAnswer.push(listener) },
    onDisconnect: { addListener: (listener: () => void) => void onDrop.push(listener) },
  };
  const answer = (message: FromEngine): void => {
    for (const listener of onAnswer) listener(message);
  };
  const drop = (): void => {
    for (const listener of onDrop) listener();
  };
  return { received, end, answer, drop };
}

let ports: ReturnType<typeof createPort>[];
let client: EngineClient;
beforeEach(async () => {
  ports = [];
  const connect = () => {
    const port = createPort();
    ports.push(port);
    return port.end;
  };
  const sendMessage = async () => ({ isOk: true, value: { state: 'ready' } });
  vi.resetModules();
  vi.doMock('../extension/browser.ts', () => ({
    browser: { runtime: { id: OUR_ID, getURL: (path: string) => OUR_ORIGIN + path, connect, sendMessage } },
  }));
  const { EngineClient: Client } = await import('../extension/engine-client.ts');
  client = new Client(new AbortController().signal);
});

/** The frame that the engine on this port, the first or the second one, was sent. */
async function sentTo(at: number): Promise<ToEngine & { kind: 'read' }> {
  await vi.waitFor(() => expect(ports[at]?.received).toHaveLength(1));
  const [message] = ports[at]!.received;
  if (message?.kind !== 'read') throw new Error(`${message?.kind} is no frame to read`);
  return message;
}

describe('an engine that goes away with a frame in hand', () => {
  it('is asked once more, with the same frame', async () => {
    const answer = client.read(FRAME);
    expect((await sentTo(0)).frame).toEqual(FRAME);
    ports[0]!.drop();
    const { id, frame } = await sentTo(1);
    expect(frame).toEqual(FRAME);
    ports[1]!.answer({ kind: 'reading', id, reading: READING });
    expect(await answer).toMatchObject({ kind: 'reading', reading: READING });
  });

  it('is not asked a third time, and the frame is no clear one', async () => {
    const answer = client.read(FRAME);
    for (const at of [0, 1]) {
      await sentTo(at);
      ports[at]!.drop();
    }
    expect(await answer).toEqual({ kind: 'failed', why: 'engine' });
    expect(ports).toHaveLength(2);
  });

  it('is asked for the next frame on a port of its own', async () => {
    const first = client.read(FRAME);
    for (const at of [0, 1]) {
      await sentTo(at);
      ports[at]!.drop();
    }
    await first;
    const second = client.read(FRAME);
    const { id } = await sentTo(2);
    ports[2]!.answer({ kind: 'reading', id, reading: READING });
    expect((await second).kind).toBe('reading');
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchFile, originOf } from '../extension/fetch-file.ts';
import { FETCHED_BYTES_MAX } from '../src/fetched-file.ts';

const ADDRESS = 'https://media.example/a.mp4?sig=1';

/** What the browser is asked for, and what it answers. */
function answering(answer: () => Response) {
  const asked: [unknown, RequestInit | undefined][] = [];
  vi.stubGlobal('fetch', async (address: unknown, init?: RequestInit) => {
    asked.push([address, init]);
    return answer();
  });
  return asked;
}

/** A body that goes on for as long as somebody reads it. */
const endless = (): ReadableStream<Uint8Array> =>
  new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(8 * 2 ** 20)) });

describe('a file fetched at a click', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('comes whole, from its own address, without cookies or a word of who asks', async () => {
    const asked = answering(() => new Response('bytes'));
    const fetched = await fetchFile(ADDRESS);
    expect(fetched.kind === 'file' && new TextDecoder().decode(fetched.bytes)).toBe('bytes');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject([
      ADDRESS,
      { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' },
    ]);
  });

  it.each<[string, () => Response, string]>([
    ['whose address expired', () => new Response('', { status: 403 }), 'gone'],
    ['that was deleted', () => new Response('', { status: 404 }), 'gone'],
    ['of a host in trouble', () => new Response('', { status: 500 }), 'refused'],
    ['of which only a part comes', () => new Response('part', { status: 206 }), 'refused'],
    [
      'that leads to another host',
      () => {
        throw new TypeError('Failed to fetch');
      },
      'refused',
    ],
    [
      'that says it is too large',
      () => new Response('x', { headers: { 'content-length': String(FETCHED_BYTES_MAX + 1) } }),
      'too-large',
    ],
    ['that is too large and does not say so', () => new Response(endless()), 'too-large'],
    ['that lies about its length', () => new Response(endless(), { headers: { 'content-length': '5' } }), 'too-large'],
  ])('%s is told as such', async (_, answer, why) => {
    answering(answer);
    expect(await fetchFile(ADDRESS)).toEqual({ kind: 'failed', why });
  });

  it('is given up after a while', async () => {
    vi.useFakeTimers();
    vi.stubGlobal(
      'fetch',
      (_address: unknown, { signal }: { signal: AbortSignal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    const fetched = fetchFile(ADDRESS);
    await vi.runAllTimersAsync();
    expect(await fetched).toEqual({ kind: 'failed', why: 'too-slow' });
    vi.useRealTimers();
  });

  it.each([
    [ADDRESS, 'https://media.example/*'],
    ['http://127.0.0.1:8080/a.mp4', 'http://127.0.0.1/*'],
    ['blob:https://media.example/1', null],
    ['nonsense', null],
  ])('asks for the host of %s alone', (address, origin) => {
    expect(originOf(address)).toBe(origin);
  });
});

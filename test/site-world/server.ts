import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createProxy } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A page of a site: what it answers for a path with query, or null for 404. */
export type PageOf = (path: string) => string | null;

export interface Seen {
  readonly host: string;
  readonly path: string;
  readonly origin: string;
  readonly cookie: string;
  /** `no-cors` for a plain element of a page, `cors` where pixels or bytes are to be read. */
  readonly mode: string;
}

export interface SiteWorld {
  readonly port: number;
  /** For browsers that take a proxy instead of resolver rules. */
  readonly proxyPort: number;
  readonly seen: readonly Seen[];
  close(): Promise<void>;
}

const CLIPS = fileURLToPath(new URL('../../.cache/site-world/', import.meta.url));
/** Clips of different colours, so that a frame of one post is not that of the next. */
export const CLIPS_COUNT = 3;

/** Short clips that both browsers play, as files and through a media source. */
function makeClips(): Buffer[] {
  mkdirSync(CLIPS, { recursive: true });
  return Array.from({ length: CLIPS_COUNT }, (_, i) => {
    const path = join(CLIPS, `${i}.webm`);
    if (!existsSync(path)) {
      const picture = `testsrc2=size=288x512:rate=10:duration=6,hue=h=${i * 100}`;
      const coding = ['-c:v', 'libvpx', '-b:v', '300k', '-g', '10', '-deadline', 'realtime', '-cpu-used', '8'];
      execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', picture, ...coding, path]);
    }
    return readFileSync(path);
  });
}

/** So that a request that takes cookies along is seen to. */
const COOKIE = 'who=me; Secure; SameSite=None';

/** A picture of the first clip, as shown before a video plays. */
function makePoster(): Buffer {
  const path = join(CLIPS, 'poster.png');
  if (!existsSync(path))
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', join(CLIPS, '0.webm'), '-frames:v', '1', path]);
  return readFileSync(path);
}

/** A certificate of no worth: the browsers under test are told to take any. */
function makeCertificate(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'lookalike-certificate-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const about = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-days', '2', '-subj', '/CN=site-world'];
  execFileSync('openssl', ['req', '-x509', '-nodes', ...about, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const made = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return made;
}

function sendClip(clip: Buffer, request: IncomingMessage, response: ServerResponse): void {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const first = Number(range?.[1] ?? 0);
  const last = range?.[2] ? Math.min(Number(range[2]), clip.length - 1) : clip.length - 1;
  response.writeHead(range === null ? 200 : 206, {
    'content-type': request.url?.endsWith('.mp4') ? 'video/mp4' : 'video/webm',
    'accept-ranges': 'bytes',
    'set-cookie': COOKIE,
    'content-length': last - first + 1,
    ...(range === null ? {} : { 'content-range': `bytes ${first}-${last}/${clip.length}` }),
  });
  response.end(clip.subarray(first, last + 1));
}

const listen = (server: ReturnType<typeof createProxy>): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

/** Answers for every host name: `/clip/N` with media, anything else with the page of that host. */
export async function startSiteWorld(
  pages: Readonly<Record<string, PageOf>>,
  media: Readonly<Record<string, Buffer>> = {},
): Promise<SiteWorld> {
  const clips = makeClips();
  const poster = makePoster();
  const seen: Seen[] = [];
  const server = createServer(makeCertificate(), (request, response) => {
    const { host = '', origin = '', cookie = '' } = request.headers;
    const path = request.url ?? '/';
    seen.push({ host, path, origin, cookie, mode: String(request.headers['sec-fetch-mode'] ?? '') });
    const clip = media[path] ?? clips[Number(/^\/clip\/(\d+)/.exec(path)?.[1] ?? -1) % CLIPS_COUNT];
    if (clip !== undefined) {
      sendClip(clip, request, response);
      return;
    }
    if (path === '/poster.png') {
      response.writeHead(200, { 'content-type': 'image/png', 'set-cookie': COOKIE }).end(poster);
      return;
    }
    const page = pages[host]?.(path) ?? null;
    response.writeHead(page === null ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'set-cookie': COOKIE,
    });
    response.end(page ?? 'Not here');
  });
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
  const sockets = new Set<Socket>();
  const proxy = createProxy((_request, response) => void response.writeHead(404).end());
  proxy.on('connect', (_request, client: Socket) => {
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
  });
  const proxyPort = await listen(proxy);
  return {
    port,
    proxyPort,
    seen,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await Promise.all([new Promise((done) => server.close(done)), new Promise((done) => proxy.close(done))]);
    },
  };
}

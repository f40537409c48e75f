import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { SamplePost } from './posts.ts';

const FEED = fileURLToPath(new URL('feed.html', import.meta.url));

/** What a sample server answers: pages by their path, files by theirs. */
export interface Site {
  readonly pages: ReadonlyMap<string, { readonly type: string; readonly body: string }>;
  readonly files: ReadonlyMap<string, string>;
}

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly range: string;
  /** `Origin` of the asking page, or empty. */
  readonly origin: string;
  /** What the browser wants it for (`Sec-Fetch-Dest`), such as video; empty for a fetch by script. */
  readonly use: string;
}

export interface SampleServer {
  /** Such as http://127.0.0.1:4321, without a slash at the end. */
  readonly origin: string;
  /** Every request since the start, oldest first. */
  readonly seen: readonly Seen[];
  close(): Promise<void>;
}

export function siteOf(posts: readonly SamplePost[]): Site {
  return {
    pages: new Map([
      ['/', { type: 'text/html; charset=utf-8', body: readFileSync(FEED, 'utf8') }],
      ['/posts.json', { type: 'application/json', body: JSON.stringify(posts.map(({ post }) => post)) }],
    ]),
    files: new Map(posts.map(({ post, clip }) => [`/${post.media}`, clip.file])),
  };
}

/** The asked part of a file, as first and last byte; null when it lies outside. */
function rangeOf(header: string | undefined, size: number): { first: number; last: number } | null {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (found === null) return { first: 0, last: size - 1 };
  const [, from = '', to = ''] = found;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(size - 1, Number(to));
  return first > last ? null : { first, last };
}

function sendFile(path: string, request: IncomingMessage, response: ServerResponse): void {
  const { size } = statSync(path);
  const range = rangeOf(request.headers.range, size);
  if (range === null) {
    response.writeHead(416, { 'content-range': `bytes */${size}` }).end();
    return;
  }
  const { first, last } = range;
  response.writeHead(request.headers.range === undefined ? 200 : 206, {
    'content-type': 'video/webm',
    'content-length': last - first + 1,
    'accept-ranges': 'bytes',
    ...(request.headers.range === undefined ? {} : { 'content-range': `bytes ${first}-${last}/${size}` }),
  });
  if (request.method === 'HEAD') response.end();
  else createReadStream(path, { start: first, end: last }).pipe(response);
}

function answer(site: Site, request: IncomingMessage, response: ServerResponse): void {
  const path = (request.url ?? '/').replace(/\?.*$/, '');
  const page = site.pages.get(path);
  const file = site.files.get(path);
  if (page !== undefined) response.writeHead(200, { 'content-type': page.type }).end(page.body);
  else if (file !== undefined) sendFile(file, request, response);
  else response.writeHead(404).end();
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sample server has no port.');
  return address.port;
}

function useOf(headers: IncomingMessage['headers']): string {
  const use = headers['sec-fetch-dest'];
  return typeof use === 'string' && use !== 'empty' ? use : '';
}

/** Serves a site on a free port of this machine, and nowhere else. */
export async function serve(site: Site): Promise<SampleServer> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const { method = '', url: path = '', headers } = request;
    seen.push({ method, path, range: headers.range ?? '', origin: headers.origin ?? '', use: useOf(headers) });
    answer(site, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${portOf(server)}`,
    seen,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

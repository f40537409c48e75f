import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page of ours, and a place where a probe in the extension tells what it saw by opening `/report?...`. */
export interface ReportServer<T> {
  /** Such as http://127.0.0.1:1234/ */
  readonly address: string;
  readonly reported: Promise<T>;
  readonly close: () => void;
}

/** Serves the page until a report comes, and after. The driver of Firefox may not enter pages of an extension. */
export async function serveForReport<T>(page: string): Promise<ReportServer<T>> {
  let settle: (report: T) => void = () => undefined;
  const reported = new Promise<T>((resolve) => {
    settle = resolve;
  });
  const server = createServer((request, response) => {
    const [path = '', query = ''] = (request.url ?? '').split('?');
    if (path === '/report') settle(JSON.parse(decodeURIComponent(query)) as T);
    response.setHeader('content-type', 'text/html').end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, reported, close: () => server.close() };
}

import { FETCHED_BYTES_MAX, type FetchedFile, type FetchTrouble } from '../src/fetched-file.ts';

/** A person waits for it, and a clip of a feed is a few megabytes. */
const TIMEOUT_MS = 45_000;

const failed = (why: FetchTrouble): FetchedFile => ({ kind: 'failed', why });

/** Match pattern of the host, as browsers ask for it; null for what is no address of the web. */
export function originOf(address: string): string | null {
  const url = URL.parse(address);
  return url !== null && /^https?:$/.test(url.protocol) ? `${url.protocol}//${url.hostname}/*` : null;
}

/** The whole body, or null as soon as it is too large: what a host says of the length is not relied on. */
async function bodyOf(response: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(response.headers.get('content-length') ?? 0) > FETCHED_BYTES_MAX) return null;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
    size += read.value.length;
    if (size > FETCHED_BYTES_MAX) return null;
    parts.push(read.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** Fetches one file from where the page has it: in the background, for other pages of ours may not. Never rejects. No cookies, no word of who asks, and no other host. */
export async function fetchFile(address: string): Promise<FetchedFile> {
  const life = new AbortController();
  const timer = setTimeout(() => life.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(address, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal: life.signal,
    });
    if ([401, 403, 404, 410].includes(response.status)) return failed('gone');
    if (response.status !== 200) return failed('refused');
    const bytes = await bodyOf(response);
    return bytes === null ? failed('too-large') : { kind: 'file', bytes };
  } catch (error) {
    console.debug('Lookalike could not have a file:', error);
    return failed(life.signal.aborted ? 'too-slow' : 'refused');
  } finally {
    clearTimeout(timer);
    // Lets go of what is still under way.
    life.abort();
  }
}

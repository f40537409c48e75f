import { readFileSync } from 'node:fs';
import { LISTED_SITES } from '../../src/sites.ts';

export interface SavedPage {
  readonly html: string;
  /** Where the page was; hooks that read the address need it. */
  readonly address: string;
  readonly addressFrom: string;
}

/** Where saved pages write their own address: browsers, SingleFile, other tools, and the page itself. */
const PLACES: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'the comment of the browser that saved it', pattern: /<!-- saved from url=\(\d+\)(\S+) -->/ },
  { name: 'the comment of SingleFile', pattern: /<!--\s+Page saved with SingleFile\s+url: (\S+)/ },
  { name: 'its first comment', pattern: /<!--\s*\{"url":\s*"([^"]+)"/ },
  { name: 'its canonical link', pattern: /<link[^>]+rel="canonical"[^>]+href="(https?:[^"]+)"/ },
  { name: 'its canonical link', pattern: /<link[^>]+href="(https?:[^"]+)"[^>]+rel="canonical"/ },
  { name: 'its og:url', pattern: /<meta[^>]+property="og:url"[^>]+content="(https?:[^"]+)"/ },
  { name: 'its og:url', pattern: /<meta[^>]+content="(https?:[^"]+)"[^>]+property="og:url"/ },
  { name: 'a comment in it', pattern: /<!--[^>]*?Captured from (https?:\/\/[^\s"']+)/ },
];

/** A site's name in the page's file name or title, when nothing says the address. */
function guessed(html: string, path: string): string | null {
  const title = /<title>([^<]*)/i.exec(html)?.[1] ?? '';
  const file = path.split('/').at(-1) ?? '';
  const isNamed = (name: string): boolean =>
    new RegExp(`(?:^|[^a-z])${name}(?:[^a-z]|$)`, 'i').test(`${title} ${file}`);
  return LISTED_SITES.find(({ site, name }) => isNamed(site) || isNamed(name))?.origins[0]?.replace('*', '') ?? null;
}

/** Reads a saved page; `given` is its address where a person says so. */
export function readSavedPage(path: string, given: string | undefined): SavedPage {
  const html = readFileSync(path, 'utf8');
  if (given !== undefined) return { html, address: new URL(given).href, addressFrom: '--url' };
  for (const { name, pattern } of PLACES) {
    const found = pattern.exec(html)?.[1]?.replaceAll('&amp;', '&');
    if (found !== undefined && URL.canParse(found)) return { html, address: new URL(found).href, addressFrom: name };
  }
  const address = guessed(html, path);
  if (address !== null) return { html, address, addressFrom: 'a guess by its name: say --url ADDRESS to be sure' };
  return { html, address: 'https://unknown.invalid/', addressFrom: 'nowhere: say --url ADDRESS' };
}

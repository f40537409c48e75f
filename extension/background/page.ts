import { sumCoverage } from '../../src/coverage.ts';
import type { Flag } from '../../src/flag.ts';
import type { Coverage } from '../../src/protocol.ts';

/** What is known of the page a tab shows now. */
export interface Page {
  /** Address without its fragment, or empty until it is known. */
  readonly address: string;
  /** The browser's id of the document, or empty where it gives none. */
  readonly document: string;
  /** Keys of the flags of this page, oldest first. */
  readonly keys: readonly string[];
  /** Flags that the disk refused; they are shown as long as the page is. */
  readonly unsaved: readonly Flag[];
  readonly coverage: Coverage;
  /** Of the frames inside the page, by the browser's number of the frame. */
  readonly frames?: Readonly<Record<string, Coverage>>;
}

/** A feed scrolled for hours lists its newest flags; the rest is in the store. */
const KEYS_MAX = 300;
/** Bounded, because the memory that holds these is shared by all tabs. */
const UNSAVED_MAX = 20;

export const EMPTY_PAGE: Page = {
  address: '',
  document: '',
  keys: [],
  unsaved: [],
  coverage: { looked: 0, unreadable: {} },
};

/** Steps within a page change only the fragment. */
export const addressOf = (url: string): string => url.replace(/#.*$/s, '');

export function addSaved(page: Page, key: string): Page {
  const keys = [...page.keys.filter((known) => known !== key), key].slice(-KEYS_MAX);
  return { ...page, keys, unsaved: page.unsaved.filter((flag) => flag.key !== key) };
}

export function addUnsaved(page: Page, flag: Flag): Page {
  const others = page.unsaved.filter((known) => known.key !== flag.key);
  return { ...page, unsaved: [...others, flag].slice(-UNSAVED_MAX) };
}

export interface TabChange {
  readonly status?: string | undefined;
  readonly url?: string | undefined;
}

/** The page after the tab reported a change: the same one, or an empty one when it now shows something else. */
export function pageAfter(page: Page, { status, url }: TabChange): Page {
  if (url === undefined) return status === 'loading' ? EMPTY_PAGE : page;
  const address = addressOf(url);
  return address === page.address ? page : { ...EMPTY_PAGE, address };
}

/** The page a content script speaks for: a document of another id is a page loaded anew. */
export function pageOfDocument(page: Page, document: string): Page {
  if (document === '' || document === page.document) return page;
  return page.document === '' ? { ...page, document } : { ...EMPTY_PAGE, address: page.address, document };
}

/** Frames of one page that are kept apart; a page full of players has a dozen. */
const FRAMES_MAX = 40;

/** The page with the coverage that one of its frames told; 0 is the page itself. */
export function withCoverage(page: Page, frame: number, coverage: Coverage): Page {
  if (frame === 0) return { ...page, coverage };
  const others = Object.entries(page.frames ?? {}).filter(([known]) => known !== String(frame));
  return { ...page, frames: Object.fromEntries([...others, [String(frame), coverage]].slice(-FRAMES_MAX)) };
}

/** What was looked at in the page and all its frames. */
export const coverageOf = ({ coverage, frames }: Page): Coverage =>
  Object.values(frames ?? {}).reduce(sumCoverage, coverage);

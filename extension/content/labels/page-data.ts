import { objectsNamed, textsIn } from '../../../src/embedded-object.ts';
import { bilibiliNotice } from '../../../src/label-texts.ts';
import type { Sign } from '../../../src/sign.ts';

/** Page data larger than this is not parsed: it would hold up the page. */
const LENGTH_MAX = 1_500_000;
/** Values looked through for one item. */
const VALUES_MAX = 60_000;
const SCRIPTS_MAX = 60;
/** Longest script that is searched, not parsed, for a name. */
const SOURCE_MAX = 6_000_000;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    // What is no JSON says nothing.
    return null;
  }
}

/** Objects anywhere in a value that carry this id under one of the names, breadth first, within a bounded amount of work. */
export function itemsOf(root: unknown, names: readonly string[], id: string): Fields[] {
  const found: Fields[] = [];
  const queue: unknown[] = [root];
  for (let i = 0; i < queue.length && i < VALUES_MAX; i++) {
    const value = queue[i];
    if (isFields(value) && names.some((name) => value[name] === id)) found.push(value);
    if (typeof value === 'object' && value !== null) queue.push(...Object.values(value).slice(0, 1000));
  }
  return found;
}

/** Items of a post in the data that the page itself holds. The page may have put anything there. */
export function itemsInPage(document: Document, selector: string, names: readonly string[], id: string): Fields[] {
  return [...document.querySelectorAll(selector)].slice(0, SCRIPTS_MAX).flatMap((script) => {
    const source = script.textContent ?? '';
    if (source.length > LENGTH_MAX || !source.includes(`"${id}"`)) return [];
    return itemsOf(parsed(source), names, id);
  });
}

/** Texts of the inline scripts of a page that hold this name. What a page was loaded with may be a few megabytes. */
export function scriptsWith(document: Document, name: string): string[] {
  return [...document.querySelectorAll('script:not([src])')]
    .slice(0, SCRIPTS_MAX)
    .map((script) => script.textContent ?? '')
    .filter((source) => source.length <= SOURCE_MAX && source.includes(name));
}

/** The notice of a Bilibili video in the data of its page, which names one video before all others. */
export function bilibiliNoticeIn(document: Document, id: string): Sign | null {
  const sources = scriptsWith(document, '"argue_msg"').filter((source) => source.includes(`"bvid":"${id}"`));
  const notices = sources.flatMap((source) => objectsNamed(source, 'argue_info').slice(0, 1).flatMap(textsIn));
  return notices.map(bilibiliNotice).find((sign) => sign !== null) ?? null;
}

import { objectsNamed, textsIn } from '../../../src/embedded-object.ts';
import { bilibiliNotice } from '../../../src/label-texts.ts';
import type { Sign } from '../../../src/sign.ts';

const SCRIPTS_MAX = 60;
/** Longest script that is searched, not parsed, for a name. */
const SOURCE_MAX = 6_000_000;

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

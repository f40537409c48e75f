import { browser } from '../browser.ts';

/** The message of a key. A missing one shows its key, so that nothing is ever blank; a test holds that none is missing. */
export const say = (key: string, ...values: string[]): string => browser.i18n.getMessage(key, values) || key;

/**
 * BCP 47 tag of the language we speak. The browser's own where we speak it (`en-GB` has its own dates), else that of the
 * messages: a browser in a language we lack gets English words, so it gets English names and dates beside them.
 */
export function language(): string {
  const spoken = say('language_tag');
  const wanted = browser.i18n.getUILanguage();
  return wanted.split('-')[0] === spoken ? wanted : spoken;
}

/** Message keys have no hyphens. */
export const keyPart = (word: string): string => word.replaceAll('-', '_');

/** Sets what the HTML of a page of ours cannot know by itself. */
export function speakLanguage(document: Document): void {
  document.documentElement.lang = language();
  document.title = say('extension_name');
}

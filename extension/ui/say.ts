import * as v from 'valibot';
import type { LanguageChoice } from '../../src/settings.ts';
import { browser } from '../browser.ts';

const messagesSchema = v.record(
  v.string(),
  v.object({ message: v.string(), placeholders: v.optional(v.record(v.string(), v.object({ content: v.string() }))) }),
);
type Messages = v.InferOutput<typeof messagesSchema>;

/** Messages of a language that a person chose over the browser's, or null. */
let chosen: Messages | null = null;

/** Loads the messages of the chosen language. Call before anything is drawn. */
export async function chooseLanguage(choice: LanguageChoice): Promise<void> {
  if (choice === 'browser') return;
  const response = await fetch(browser.runtime.getURL(`_locales/${choice}/messages.json`));
  chosen = v.parse(messagesSchema, await response.json());
}

/** Fills `$1` and `$NAME$` as the browser does. */
function filled({ message, placeholders = {} }: Messages[string], values: readonly string[]): string {
  const named = message.replace(
    /\$(\w+)\$/g,
    (whole, name: string) => placeholders[name.toLowerCase()]?.content ?? whole,
  );
  return named.replace(/\$(\d)/g, (_, place: string) => values[Number(place) - 1] ?? '');
}

function message(key: string, values: string[]): string {
  if (chosen === null) return browser.i18n.getMessage(key, values);
  const found = chosen[key];
  return found === undefined ? '' : filled(found, values);
}

/** The message of a key. A missing one shows its key, so that nothing is ever blank; a test holds that none is missing. */
export const say = (key: string, ...values: string[]): string => message(key, values) || key;

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

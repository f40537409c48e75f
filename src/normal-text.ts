/** Characters that show nothing and are put between letters to slip past a matcher, bidi controls among them. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** One spelling for every way to write the same text: NFKC, without invisible characters, lower case. */
export const normalText = (text: string): string =>
  text.normalize('NFKC').replace(INVISIBLE, '').replace(/[‘’]/g, "'").toLowerCase();

/** Hashtags of a normal text, without the #. */
export const hashtagsOf = (normal: string): string[] =>
  [...normal.matchAll(/#([\p{L}\p{N}_]+)/gu)].map((match) => match[1] ?? '');

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * Whether a phrase (normal text) stands in a normal text. Latin phrases need word boundaries; scripts without spaces
 * do not, but a katakana or Latin edge must not go on as the same kind of word.
 */
export function containsPhrase(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    if (isWhole(text, at, phrase)) return true;
  }
  return false;
}

function isWhole(text: string, at: number, phrase: string): boolean {
  const before = text.slice(0, at).at(-1) ?? '';
  const after = text.charAt(at + phrase.length);
  return !continues(before, phrase.charAt(0)) && !continues(phrase.at(-1) ?? '', after);
}

/** True when two neighbouring characters belong to one word. */
function continues(left: string, right: string): boolean {
  if (left === '' || right === '') return false;
  const isKatakana = (char: string): boolean => /[\u30a1-\u30fa\u30fc]/.test(char);
  if (isKatakana(left) || isKatakana(right)) return isKatakana(left) && isKatakana(right);
  if (CJK.test(left) || CJK.test(right)) return false;
  return /[\p{L}\p{N}]/u.test(left) && /[\p{L}\p{N}]/u.test(right);
}

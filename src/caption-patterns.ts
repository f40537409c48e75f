import data from '../models/caption-patterns.json' with { type: 'json' };
import type { SignStrength } from './sign.ts';

/**
 * What a sentence that a pattern of `models/caption-patterns.json` fits does. claim: says that this is AI. weak: speaks of
 * AI. denial: says that it is not. by-hand: tells how it was made by people. hearsay: what others say. question, topic.
 * before-name: what stands right before a character's name in a claim, as in "AI Pikachu".
 */
type PatternKind = 'claim' | 'weak' | 'denial' | 'by-hand' | 'hearsay' | 'question' | 'topic' | 'before-name';

interface Row {
  readonly language: string;
  readonly kind: PatternKind;
  readonly strength: SignStrength;
  readonly pattern: string;
}

/** The table is ours and checked by its test, so its kinds are taken at their word here. */
const ROWS = data.patterns as readonly Row[];
const CLASSES: Readonly<Record<string, string | undefined>> = data.classes;

/** Words that a `~N` may step over, and characters for `~cN`: never across the end of a thought. */
const wordGap = (most: string): string => `(?:[^\\s.,;:!?()\\u2013\\u2014]+\\s+){0,${most}}`;
const characterGap = (most: string): string => `[^。、!?,\\n]{0,${most}}`;

/** Names of generators are many, so they are found once and stand as two private characters, the second their number. */
const MARK = '\ue000';
const NUMBER_BASE = 0xe100;
const TOOLS_MAX = 64;
const ANY_MARK = `${MARK}[\\ue100-\\ue13f]`;

const TOOL = new RegExp(`(?<![a-z0-9_])(?:${CLASSES.tool})(?![a-z0-9_])`, 'gu');
const MENTION = new RegExp(CLASSES.mention ?? '', 'u');

/** One sentence of a normal text, ready for the patterns. */
export interface Sentence {
  readonly plain: string;
  /** With the names of generators as private characters. */
  readonly marked: string;
  readonly tools: readonly string[];
  /** Whether any word of it could be about AI; most sentences have none and are not looked at further. */
  readonly isMention: boolean;
}

export function sentence(plain: string): Sentence {
  const tools: string[] = [];
  const marked = plain.replace(/[\ue000-\uf8ff]/g, ' ').replace(TOOL, (name) => {
    if (tools.length === TOOLS_MAX) return name;
    tools.push(name);
    return MARK + String.fromCharCode(NUMBER_BASE + tools.length - 1);
  });
  return { plain, marked, tools, isMention: tools.length > 0 || MENTION.test(plain) };
}

const restore = (words: string, { tools }: Sentence): string =>
  words.replace(/\ue000(.)/gu, (_, number: string) => tools[number.charCodeAt(0) - NUMBER_BASE] ?? '').trim();

/** A row's source with its classes and gaps spelled out. A generator may stand as a hashtag within a sentence. */
export function expand(pattern: string): string {
  const source = (name: string): string => (name === 'tool' ? ANY_MARK : expand(CLASSES[name] ?? ''));
  return pattern
    .replace(/<([\w.-]+)>/g, (_, name: string) => `[#@]?(?:${source(name)})`)
    .replace(/~c(\d+)/g, (_, most: string) => characterGap(most))
    .replace(/~(\d+)/g, (_, most: string) => wordGap(most));
}

/** The script a row is written for: rows of one are not tried on texts of another, whose words may look alike. */
type Script = 'latin' | 'japanese' | 'korean' | 'chinese';

const SCRIPTS: Readonly<Record<string, Script | undefined>> = {
  ja: 'japanese',
  ko: 'korean',
  'zh-Hans': 'chinese',
  'zh-Hant': 'chinese',
};

/** Kana makes a text Japanese; Chinese characters alone may be either. */
function scriptsOf(text: string): Script[] {
  const scripts: Script[] = ['latin'];
  const hasKana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
  const hasHan = /\p{Script=Han}/u.test(text);
  if (hasKana || hasHan) scripts.push('japanese');
  if (hasHan && !hasKana) scripts.push('chinese');
  if (/\p{Script=Hangul}/u.test(text)) scripts.push('korean');
  return scripts;
}

/** Scripts without spaces have no word boundaries; their rows say themselves where a Latin word must begin. */
function compile(kind: PatternKind, script: Script): RegExp | null {
  const rows = ROWS.filter((row) => row.kind === kind && (SCRIPTS[row.language] ?? 'latin') === script);
  if (rows.length === 0) return null;
  const source = rows.map(({ pattern }) => expand(pattern)).join('|');
  return new RegExp(script === 'latin' ? `(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])` : source, 'u');
}

const compiled = new Map<string, RegExp | null>();

/** Compiled when first needed: a page without captions never pays for it. */
function regExpOf(kind: PatternKind, script: Script): RegExp | null {
  const key = `${kind} ${script}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const made = compile(kind, script);
  compiled.set(key, made);
  return made;
}

function find(text: Sentence, kind: PatternKind): RegExpExecArray | undefined {
  for (const script of scriptsOf(text.plain)) {
    const found = regExpOf(kind, script)?.exec(text.marked);
    if (found) return found;
  }
  return undefined;
}

/** The words of a sentence that a pattern of this kind fits, or undefined. */
export function fitting(text: Sentence, kind: PatternKind): string | undefined {
  const found = find(text, kind);
  return found && restore(found[0], text);
}

/** What follows the first place that a pattern of this kind fits, or undefined. */
export function textAfter(text: Sentence, kind: PatternKind): string | undefined {
  const found = find(text, kind);
  return found && restore(text.marked.slice(found.index + found[0].length), text);
}

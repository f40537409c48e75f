import data from '../models/labels.json' with { type: 'json' };
import { normalText } from './normal-text.ts';
import type { Site } from './post.ts';
import type { Sign, SignNote } from './sign.ts';

/** A site's own words for "made by AI". */
interface LabelText {
  readonly language: string;
  /** Unverified: a translation, or from memory; nobody has read it on the site. */
  readonly status: string;
  /** Where the words are from: public code or captured markup, a stored page, memory, or a translation of ours. */
  readonly source: string;
  readonly sites: readonly string[];
  readonly text: string;
  /** Who said so: the author in the site's form, or the site itself. */
  readonly by: string;
  readonly generator: string;
  /** Day on which the source was read, and which it is; a translation has neither. */
  readonly read?: string;
  readonly from?: string;
}

const TEXTS: readonly LabelText[] = data.texts;
const spelled = (text: string): string => normalText(text).replace(/\s+/g, ' ').trim();
const bySiteAndText = new Map(
  TEXTS.flatMap((row) => row.sites.map((site) => [`${site} ${spelled(row.text)}`, row] as const)),
);

/** Longest label looked at: anything longer is a caption that speaks of AI. */
export const LABEL_LENGTH_MAX = 120;

const labelSign = (cue: string, generator: string, notes: readonly SignNote[]): Sign => ({
  kind: 'label',
  strength: 'strong',
  cue,
  generator,
  notes,
});

/** The sign in a text that stands where the site puts its labels; the whole text must be one of its own. */
export function labelIn(site: Site, text: string): Sign | null {
  const row = text.length > LABEL_LENGTH_MAX ? undefined : bySiteAndText.get(`${site} ${spelled(text)}`);
  if (row === undefined) return null;
  const notes: SignNote[] = [row.by === 'author' ? 'by-author' : 'by-site'];
  return labelSign(text.trim(), row.generator, row.status === 'sourced' ? notes : [...notes, 'unverified-text']);
}

const { ai, notAi } = data.youtubeHelp;

/**
 * YouTube's notice, told by the help page it links to: its texts are many, and a dubbed voice has the same shape. Only
 * where it links to none, by its heading, word for word.
 */
export function youtubeNotice(addresses: readonly string[], text: string, heading = ''): Sign | null {
  const answers = addresses.flatMap((address) => /\/answer\/(\d+)/.exec(address)?.[1] ?? []);
  if (answers.length === 0) return labelIn('youtube', heading);
  if (answers.some((answer) => notAi.includes(answer)) || !answers.some((answer) => ai.includes(answer))) return null;
  return labelSign(text.trim().slice(0, LABEL_LENGTH_MAX) || 'AI', '', ['by-site']);
}

/** YouTube's small badge beside the title, by the words it has for screen readers: "AI: Content was made with AI". */
export const youtubeBadge = (words: string): Sign | null =>
  /^AI(?:\s*:|$)/.test(words.trim()) ? labelSign(words.trim().slice(0, LABEL_LENGTH_MAX), '', ['by-site']) : null;

/** What X shows on media of its own generator: a link to where it was made. */
export const grokMedia = (): Sign => labelSign('Grok Imagine', 'Grok Imagine', ['by-site']);

/** Bilibili puts every notice into one place (drinking, danger, one's own view), so only words on AI count. */
export function bilibiliNotice(text: string): Sign | null {
  const known = labelIn('bilibili', text);
  if (known !== null || text.length > LABEL_LENGTH_MAX) return known;
  if (!/(?<![a-z])ai(?![a-z])|人工智能|合成技术/i.test(text)) return null;
  return labelSign(text.trim(), '', ['by-site', 'unverified-text']);
}

type Fields = Readonly<Record<string, unknown>>;

/** What TikTok's data of one item says. `IsAigc` alone may be false where a label is shown. */
export function tiktokItem(item: Fields): Sign | null {
  const isLabelled = (name: string): boolean => typeof item[name] === 'number' && item[name] > 0;
  if (isLabelled('moderationAigcLabelType')) return labelSign('moderationAigcLabelType', '', ['by-site']);
  if (isLabelled('aigcLabelType')) return labelSign('aigcLabelType', '', ['by-author']);
  return item.IsAigc === true ? labelSign('IsAigc', '', ['by-author']) : null;
}

/**
 * What Facebook's data of one story says. The names are those by which its own app draws the label, from public code of
 * 2026-09; nobody has seen them in a page.
 */
export function facebookStory(isTrue: (name: string) => boolean): Sign | null {
  if (isTrue('was_self_disclosed_as_ai_generated'))
    return labelSign('was_self_disclosed_as_ai_generated', '', ['by-author', 'unverified-text']);
  if (isTrue('was_detected_as_ai_generated'))
    return labelSign('was_detected_as_ai_generated', '', ['by-site', 'unverified-text']);
  return null;
}

/** What Meta's data of one item says. */
export function metaItem(item: Fields): Sign | null {
  if (item.has_high_risk_gen_ai_inform_treatment === true) return labelSign('high-risk AI notice', '', ['by-site']);
  const found = item.gen_ai_detection_method;
  const method = typeof found === 'object' && found !== null ? Reflect.get(found, 'detection_method') : found;
  if (typeof method !== 'string' || method === '' || method === 'NONE') return null;
  return labelSign(method.slice(0, 60), '', [method === 'SELF_DISCLOSURE_FLOW' ? 'by-author' : 'by-site']);
}

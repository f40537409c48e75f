import rows from '../models/cues.json' with { type: 'json' };
import { containsPhrase, hashtagsOf, normalText } from './normal-text.ts';
import type { Sign, SignStrength } from './sign.ts';

/**
 * What a row of `models/cues.json` does. tag, phrase, link: claims. ambiguous-tag: a claim only beside a second cue.
 * homonym: takes the ambiguous tag of its generator back. denial, denial-tag: says no AI. question, topic: talks about AI.
 */
type CueKind = 'tag' | 'ambiguous-tag' | 'phrase' | 'link' | 'denial' | 'denial-tag' | 'question' | 'topic' | 'homonym';

interface Cue {
  readonly kind: CueKind;
  readonly strength: SignStrength;
  readonly generator: string;
  readonly text: string;
}

/** The table is ours and checked by its test, so its kinds are taken at their word here. */
const CUES = (rows as readonly Cue[]).map((row) => ({ ...row, text: normalText(row.text) }));
const ofKind = (kind: CueKind): readonly Cue[] => CUES.filter((cue) => cue.kind === kind);

const byTag = new Map([...ofKind('tag'), ...ofKind('ambiguous-tag')].map((cue) => [cue.text, cue]));
const denialTags = new Set(ofKind('denial-tag').map((cue) => cue.text));
const PHRASES = ofKind('phrase');
const LINKS = ofKind('link');
const DENIALS = ofKind('denial');
const QUESTIONS = ofKind('question');
const TOPICS = ofKind('topic');
const HOMONYMS = ofKind('homonym');

/** Longest caption looked at; a page may hold megabytes. */
const CAPTION_LENGTH_MAX = 8000;

const hasAny = (text: string, cues: readonly Cue[]): boolean => cues.some((cue) => containsPhrase(text, cue.text));

const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?。！\n])\s*/u).filter((part) => part !== '');

const toSign = (cue: Cue, strength: SignStrength): Sign => ({
  kind: 'caption',
  strength,
  cue: cue.kind === 'tag' || cue.kind === 'ambiguous-tag' ? `#${cue.text}` : cue.text,
  generator: cue.generator,
});

/** A phrase inside a question, or in a sentence that talks about AI, is no claim about this video. */
function phraseSigns(spoken: string, isTopical: boolean): Sign[] {
  const signs: Sign[] = [];
  for (const sentence of sentencesOf(spoken)) {
    if (sentence.trimEnd().endsWith('?') || hasAny(sentence, QUESTIONS)) continue;
    for (const cue of PHRASES) {
      if (containsPhrase(sentence, cue.text)) signs.push(toSign(cue, isTopical ? 'weak' : cue.strength));
    }
  }
  return signs;
}

function tagSigns(tags: readonly string[], text: string, isTopical: boolean): Sign[] {
  const cues = tags.flatMap((tag) => byTag.get(tag) ?? []);
  return cues
    .filter((cue) => cue.kind === 'tag')
    .map((cue) => toSign(cue, isTopical && cue.generator === '' ? 'weak' : cue.strength))
    .concat(ambiguousTagSigns(cues, text));
}

/** "#sora" alone is the sky, a name or a game; beside another cue it is the generator. */
function ambiguousTagSigns(cues: readonly Cue[], text: string): Sign[] {
  const isHomonym = (cue: Cue): boolean =>
    HOMONYMS.some((other) => other.generator === cue.generator && containsPhrase(text, other.text));
  const ambiguous = [...new Set(cues.filter((cue) => cue.kind === 'ambiguous-tag' && !isHomonym(cue)))];
  const hasSecondCue = new Set(cues).size > 1;
  return ambiguous.flatMap((cue) => {
    if (hasSecondCue) return [toSign(cue, cue.strength)];
    return cue.generator === '' ? [] : [toSign(cue, 'weak')];
  });
}

const linkSigns = (text: string): Sign[] =>
  LINKS.filter((cue) => text.includes(cue.text)).map((cue) => toSign(cue, cue.strength));

/**
 * Signs of AI origin in a caption, strongest first, one for each cue. A denial ("no AI", "AI不使用") takes every claim
 * back: a person who says so is believed, since human work must not be hit.
 */
export function captionSigns(caption: string): Sign[] {
  const text = normalText(caption.slice(0, CAPTION_LENGTH_MAX));
  const tags = hashtagsOf(text);
  const spoken = text.replace(/#[\p{L}\p{N}_]+/gu, ' ');
  if (hasAny(spoken, DENIALS) || tags.some((tag) => denialTags.has(tag))) return [];
  const isTopical = hasAny(spoken, TOPICS) || hasAny(spoken, QUESTIONS);
  const found = [...tagSigns(tags, text, isTopical), ...phraseSigns(spoken, isTopical), ...linkSigns(text)];
  const byCue = new Map(found.map((sign) => [sign.cue, sign]));
  const rank: Record<SignStrength, number> = { strong: 0, weak: 1 };
  return [...byCue.values()].sort((a, b) => rank[a.strength] - rank[b.strength]).slice(0, 20);
}

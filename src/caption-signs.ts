import rows from '../models/cues.json' with { type: 'json' };
import { namedIn } from './caption-names.ts';
import { fitting, type Sentence, sentence, textAfter } from './caption-patterns.ts';
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

/** A full stop within a number or a name ("2.0", "gen-4.5") ends nothing. */
const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[!?。\n]|\.(?=\s))/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const toSign = (cue: Cue, strength: SignStrength): Sign => ({
  kind: 'caption',
  strength,
  cue: cue.kind === 'tag' || cue.kind === 'ambiguous-tag' ? `#${cue.text}` : cue.text,
  generator: cue.generator,
});

/** A caption made ready: spelled one way, in sentences, with what its sentences together say. */
interface Caption {
  readonly text: string;
  readonly tags: readonly string[];
  /** Those that could be about AI at all. */
  readonly sentences: readonly Sentence[];
  /** Talks about AI: news, lessons, opinions. Its claims may be about other videos. */
  readonly isTopical: boolean;
  readonly asks: boolean;
  /** Says that people made it, without a word on AI. */
  readonly isByHand: boolean;
}

/** "A.I." and "a i generated" are the same two letters. */
const joinLetters = (text: string): string =>
  text
    .replace(/(?<![\p{L}\p{N}])a\.\s?i\.?(?![\p{L}\p{N}])/gu, 'ai')
    .replace(/\ba i (?=generated|made|video)/gu, 'ai ');

const isQuestion = (text: Sentence): boolean =>
  fitting(text, 'question') !== undefined || hasAny(text.plain, QUESTIONS);

function readCaption(caption: string): Caption | null {
  const text = joinLetters(normalText(caption.slice(0, CAPTION_LENGTH_MAX)));
  const tags = hashtagsOf(text);
  const all = sentencesOf(text.replace(/https?:\/\/\S+/g, ' ')).map(sentence);
  const sentences = all.filter((part) => part.isMention || hasAny(part.plain, PHRASES));
  const isSilent =
    sentences.length === 0 && !tags.some((tag) => byTag.has(tag)) && !LINKS.some((cue) => text.includes(cue.text));
  if (isSilent) return null;
  return {
    text,
    tags,
    sentences,
    isTopical: all.some((part) => fitting(part, 'topic') !== undefined || hasAny(part.plain, TOPICS)),
    asks: sentences.some(isQuestion),
    isByHand: all.some((part) => fitting(part, 'by-hand') !== undefined),
  };
}

const deniesAi = ({ sentences, tags }: Caption): boolean =>
  tags.some((tag) => denialTags.has(tag)) ||
  sentences.some((part) => fitting(part, 'denial') !== undefined || hasAny(part.plain, DENIALS));

const spokenSign = (cue: string, strength: SignStrength, generator = ''): Sign => ({
  kind: 'caption',
  strength,
  cue,
  generator,
});

/** Words of the longest name that is looked for right behind "AI". */
const NAME_WORDS = 3;

/** "AI Pikachu": the letters right before somebody's character. */
function claimedName(sentence: Sentence): string | undefined {
  const words = textAfter(sentence, 'before-name')?.split(/\s+/) ?? [];
  const first = Array.from({ length: Math.min(NAME_WORDS, words.length) }, (_, i) => words.slice(0, i + 1).join(' '));
  const name = first.find((words) => namedIn(words).length > 0);
  return name === undefined ? undefined : `ai ${name}`;
}

/** What one sentence claims. Hashtags within it are read as its words only where a pattern says so. */
function sentenceSigns(sentence: Sentence, caption: Caption): Sign[] {
  const plain = sentence.plain.replace(/#[\p{L}\p{N}_]+/gu, ' ');
  const isWeak = caption.isTopical || (caption.isByHand && sentence.tools.length === 0);
  const strength = (own: SignStrength): SignStrength => (isWeak ? 'weak' : own);
  const listed = PHRASES.filter((cue) => containsPhrase(plain, cue.text));
  const claim = fitting(sentence, 'claim') ?? claimedName(sentence);
  const weak = fitting(sentence, 'weak');
  const generator = listed.find((cue) => cue.generator !== '')?.generator ?? '';
  return [
    ...listed.map((cue) => toSign(cue, strength(cue.strength))),
    ...(claim === undefined ? [] : [spokenSign(claim, strength('strong'), generator)]),
    ...(weak === undefined ? [] : [spokenSign(weak, 'weak', generator)]),
  ];
}

/** A question, or a sentence of what others say, is no claim about this video. */
const spokenSigns = (caption: Caption): Sign[] =>
  caption.sentences
    .filter((part) => !isQuestion(part) && fitting(part, 'hearsay') === undefined)
    .flatMap((part) => sentenceSigns(part, caption));

function tagSigns({ tags, text, isTopical, asks, isByHand }: Caption): Sign[] {
  const cues = tags.flatMap((tag) => byTag.get(tag) ?? []);
  const isWeak = (cue: Cue): boolean => isTopical || isByHand || (asks && cue.generator === '');
  return cues
    .filter((cue) => cue.kind === 'tag')
    .map((cue) => toSign(cue, isWeak(cue) ? 'weak' : cue.strength))
    .concat(ambiguousTagSigns(cues, text, isTopical || isByHand));
}

/** Two words that each mean something else may well go together ("#sora #runway"); three are the names of generators. */
const AMBIGUOUS_TAGS_ALONE = 2;

/** A tag that means AI and nothing else, or "#ai" itself, which stands beside the name of a generator. */
const isClear = (cue: Cue): boolean => cue.kind === 'tag' || cue.generator === '';

/** "#sora" alone is the sky, a name or a game; beside another cue it is the generator. */
function ambiguousTagSigns(cues: readonly Cue[], text: string, isWeak: boolean): Sign[] {
  const isHomonym = (cue: Cue): boolean =>
    HOMONYMS.some((other) => other.generator === cue.generator && containsPhrase(text, other.text));
  const ambiguous = [...new Set(cues.filter((cue) => cue.kind === 'ambiguous-tag' && !isHomonym(cue)))];
  const hasSecondCue = cues.some(isClear) || ambiguous.length > AMBIGUOUS_TAGS_ALONE;
  return ambiguous.flatMap((cue) => {
    if (hasSecondCue && !(cue.generator === '' && cues.every((other) => other === cue)))
      return [toSign(cue, isWeak ? 'weak' : cue.strength)];
    return cue.generator === '' ? [] : [toSign(cue, 'weak')];
  });
}

const linkSigns = (text: string): Sign[] =>
  LINKS.filter((cue) => text.includes(cue.text)).map((cue) => toSign(cue, cue.strength));

const RANK: Record<SignStrength, number> = { strong: 0, weak: 1 };
const SIGNS_MAX = 20;

/**
 * Signs of AI origin in a caption, strongest first, one for each cue. A denial ("no AI", "AI不使用") takes every claim
 * back: a person who says so is believed, since human work must not be hit.
 */
export function captionSigns(text: string): Sign[] {
  const caption = readCaption(text);
  if (caption === null || deniesAi(caption)) return [];
  const found = [...tagSigns(caption), ...spokenSigns(caption), ...linkSigns(caption.text)];
  const byCue = new Map<string, Sign>();
  for (const sign of found.sort((a, b) => RANK[a.strength] - RANK[b.strength])) {
    if (!byCue.has(sign.cue)) byCue.set(sign.cue, sign);
  }
  return [...byCue.values()].slice(0, SIGNS_MAX);
}

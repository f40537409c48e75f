import { entryName, entryOwner } from '../../src/lexicon.ts';
import type { Box } from '../../src/match.ts';
import type { Sign } from '../../src/sign.ts';
import type { EntryEvidence, Verdict } from '../../src/verdict.ts';
import { keyPart, language, say } from './say.ts';

/** A sentence, the page's own words in it kept apart so that they cannot reorder ours. */
export interface Reason {
  readonly text: string;
  /** Set when the sentence holds `QUOTE`, where these words of the page belong. */
  readonly quote: string | null;
}

/** Stands in a message for words that are shown isolated. A private-use character, which no message holds by itself. */
export const QUOTE = '\uE000';

/** Longest quote in a reason; the rest of a caption is on the post itself. */
const QUOTE_MAX = 120;

export const shortened = (text: string, max: number): string => {
  const units = [...text];
  return units.length <= max ? text : `${units.slice(0, max - 1).join('')}…`;
};

const signKey = ({ kind, strength }: Sign): string => {
  if (kind === 'caption') return `why_caption_${strength}`;
  return strength === 'weak' ? `why_${kind}_weak` : `why_${kind}`;
};

/** Third of the frame that a fraction of it lies in. */
const third = (at: number, names: readonly [string, string, string]): string =>
  at < 1 / 3 ? names[0] : at < 2 / 3 ? names[1] : names[2];

/** Where a mark stands, in words. */
export function placeOf({ x, y, width, height }: Box): string {
  const down = third(y + height / 2, ['top', 'middle', 'bottom']);
  const across = third(x + width / 2, ['left', 'middle', 'right']);
  return say('sign_place', say(`sign_place_${down}_${across}`));
}

/** What a person should know about a sign beside its cue: where it stands, whose word it is, how far to believe it. */
export const notesOf = ({ box, notes = [] }: Sign): string[] => [
  ...(box === undefined ? [] : [placeOf(box)]),
  ...notes.map((note) => say(`sign_note_${keyPart(note)}`)),
];

function signReason(sign: Sign): Reason {
  const [told, notes] = [say(signKey(sign), QUOTE), notesOf(sign).join(' ')];
  return {
    text: notes === '' ? told : say('sign_told', told, notes),
    quote: shortened(sign.cue === '' ? sign.generator : sign.cue, QUOTE_MAX),
  };
}

const generatorReason = (name: string): Reason => ({ text: say('why_generator', QUOTE), quote: name });

/** Why the verdict is what it is: what was seen, whether the caption names it, and each sign with its cue. */
export function reasonsOf({ entries, signs }: Verdict): Reason[] {
  const best = entries[0];
  const seen = best === undefined ? [] : [{ text: say(`why_${keyPart(best.state)}`), quote: null }];
  const named = best?.isNamedInCaption ? [{ text: say('why_named'), quote: null }] : [];
  const generators = new Set(signs.map(({ generator }) => generator).filter((name) => name !== ''));
  return [...seen, ...named, ...signs.map(signReason), ...[...generators].map(generatorReason)];
}

/** A style match has no place in the frame. */
export const kindOf = (entry: EntryEvidence): 'character' | 'style' => (entry.box === null ? 'style' : 'character');

export const nameOf = (entry: EntryEvidence): string => entryName(entry.entry, language());

export const ownerOf = (entry: EntryEvidence): string => entryOwner(entry.entry);

/** "Looks like X", in words that claim no more. */
export function titleOf({ entries }: Verdict): string {
  const best = entries[0];
  return best === undefined ? say('looks_like_nobody') : say(`looks_like_${kindOf(best)}`, nameOf(best));
}

/** The rest of the entries, the likelier first; more than a few tell nobody anything. */
const OTHERS_MAX = 3;
export const othersOf = ({ entries }: Verdict): string =>
  entries
    .slice(1, 1 + OTHERS_MAX)
    .map(nameOf)
    .join(say('list_separator'));

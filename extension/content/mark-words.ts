import { entryName } from '../../src/lexicon.ts';
import type { Sign, SignKind } from '../../src/sign.ts';
import type { EntryEvidence, Verdict } from '../../src/verdict.ts';
import { browser } from '../browser.ts';

/** All that a mark says, in the language of the browser. */
export interface MarkWords {
  readonly title: string;
  readonly reasons: readonly string[];
}

const say = (key: string, ...parts: string[]): string => browser.i18n.getMessage(key, parts);

const nameOf = ({ entry }: EntryEvidence): string => entryName(entry, browser.i18n.getUILanguage());

const SIGN_KEYS: Record<SignKind, string> = {
  caption: 'mark_sign_caption',
  label: 'mark_sign_label',
  mark: 'mark_sign_mark',
  provenance: 'mark_sign_provenance',
};

const SEEN_KEYS: Record<EntryEvidence['state'], string> = {
  'two-reads': 'mark_seen_twice',
  'one-read': 'mark_seen_once',
  unsure: 'mark_seen_unsure',
};

/** Longest cue shown; more of a caption is no reason but a caption. */
const CUE_MAX = 80;
const REASONS_MAX = 6;

const signReason = ({ kind, cue }: Sign): string => say(SIGN_KEYS[kind], cue.slice(0, CUE_MAX));

function entryReasons(evidence: EntryEvidence): string[] {
  const seen = say(SEEN_KEYS[evidence.state], nameOf(evidence));
  return evidence.isNamedInCaption ? [seen, say('mark_named', nameOf(evidence))] : [seen];
}

export function markWordsOf({ kind, entries, signs }: Verdict): MarkWords {
  const [first] = entries;
  const name = first === undefined ? '' : nameOf(first);
  return {
    title: say(kind === 'likely' ? 'mark_likely' : 'mark_possible', name),
    reasons: [...entries.slice(0, 2).flatMap(entryReasons), ...signs.map(signReason)].slice(0, REASONS_MAX),
  };
}

export const blockedWords = (): MarkWords => ({ title: say('mark_blocked'), reasons: [say('mark_blocked_why')] });

export const buttonWords = (): Record<'why' | 'dismiss' | 'show', string> => ({
  why: say('mark_why'),
  dismiss: say('mark_dismiss'),
  show: say('mark_show'),
});

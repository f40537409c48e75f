import type { Unreadable } from './frame.ts';
import { markSigns } from './marks/mark-signs.ts';
import type { Match, Reading } from './match.ts';
import type { Sign } from './sign.ts';
import { type EntryEvidence, isFlag, judge, signStateOf, type Verdict } from './verdict.ts';

/** Two reads count as two only when they are this far apart, alike or not. */
export const READS_APART_SECONDS = 0.5;

/** Marks of one moment. */
export type MarksRead = Pick<Reading, 'time' | 'marks'>;

/** All that was learnt of one post so far. Only grows, so a verdict may rise and never falls. */
export interface Look {
  readonly signs: readonly Sign[];
  /** Entry ids named in the caption. */
  readonly named: readonly string[];
  readonly readings: readonly Reading[];
  /** Marks in frames in which there was nothing else to judge, such as a black one. */
  readonly marksAlone: readonly MarksRead[];
  /** Why the last unreadable frame could not be read. */
  readonly unreadable: Unreadable | null;
}

export const startLook = (signs: readonly Sign[], named: readonly string[]): Look => ({
  signs,
  named,
  readings: [],
  marksAlone: [],
  unreadable: null,
});

export const addReading = (look: Look, reading: Reading): Look => ({ ...look, readings: [...look.readings, reading] });

export const addUnreadable = (look: Look, why: Unreadable, seen?: MarksRead): Look => ({
  ...look,
  unreadable: why,
  marksAlone: (seen?.marks ?? []).length > 0 && seen !== undefined ? [...look.marksAlone, seen] : look.marksAlone,
});

interface Sighting extends Pick<Reading, 'time' | 'part'> {
  readonly match: Match;
}

/** Null where all that was seen counts for nothing. */
function stateOf(sightings: readonly Sighting[], isNamed: boolean): EntryEvidence['state'] | null {
  const flagged = sightings.filter(({ match }) => match.level === 'flag');
  const times = flagged.map(({ time }) => time);
  if (Math.max(...times) - Math.min(...times) >= READS_APART_SECONDS) return 'two-reads';
  // More looks must not mean more mistakes: what parts of one moment alone show waits for another moment.
  if (!isNamed && sightings.every(({ part }) => part !== undefined)) return null;
  // A name in the caption supports a match of the same entry and nothing else.
  return isNamed || flagged.length > 0 ? 'one-read' : 'unsure';
}

function evidenceOf(entry: string, sightings: readonly Sighting[], isNamedInCaption: boolean): EntryEvidence | null {
  const state = stateOf(sightings, isNamedInCaption);
  if (state === null) return null;
  const best = sightings.reduce((a, b) => (b.match.score > a.match.score ? b : a));
  return {
    entry,
    state,
    bestScore: best.match.score,
    bestTime: best.time,
    box: best.match.box,
    isNamedInCaption,
  };
}

const STATE_RANK: Record<EntryEvidence['state'], number> = { 'two-reads': 2, 'one-read': 1, unsure: 0 };

function entriesOf(look: Look): EntryEvidence[] {
  const sightings = new Map<string, Sighting[]>();
  for (const { matches, time, part } of look.readings) {
    for (const match of matches)
      sightings.set(match.entry, [...(sightings.get(match.entry) ?? []), { match, time, part }]);
  }
  return [...sightings]
    .flatMap(([entry, seen]) => evidenceOf(entry, seen, look.named.includes(entry)) ?? [])
    .sort((a, b) => STATE_RANK[b.state] - STATE_RANK[a.state] || b.bestScore - a.bestScore);
}

/** Signs of the post, and of the marks that were read in its video. */
export const signsOf = (look: Look): readonly Sign[] => [
  ...look.signs,
  ...markSigns([...look.readings, ...look.marksAlone]),
];

/** Frames that were read; a part of one that was looked at besides is no frame more. */
const framesOf = ({ readings }: Look): number => new Set(readings.map(({ time }) => time)).size;

/** The verdict of all that was learnt so far. */
export function verdictOf(look: Look): Verdict {
  const signs = signsOf(look);
  const entries = entriesOf(look);
  const isReadable = look.readings.length > 0;
  const last = look.readings.at(-1);
  return {
    kind: judge(entries[0]?.state ?? 'none', signStateOf(signs), isReadable),
    entries,
    signs,
    framesRead: framesOf(look),
    unreadable: isReadable ? null : (look.unreadable ?? 'not-playing'),
    modelVersion: last?.modelVersion ?? '',
    packVersion: last?.packVersion ?? '',
  };
}

/** After a match, marks are read for this long, since Sora's jumps every two to three seconds and may be hidden at first. */
export const MARK_SECONDS = 6;
/** The same in reads, for clips that are shorter and start anew. */
const MARK_READS = 12;

/** Whether marks were looked for long enough since something was recognised. */
function isMarkTimeOver({ readings }: Look): boolean {
  const since = readings.slice(
    Math.max(
      0,
      readings.findIndex(({ matches }) => matches.length > 0),
    ),
  );
  const times = since.map(({ time }) => time);
  return since.length > MARK_READS || Math.max(...times) - Math.min(...times) >= MARK_SECONDS;
}

/** Recognised for certain; only a strong sign could still raise the verdict. */
export const isAwaitingMark = (look: Look): boolean => {
  const { entries, signs } = verdictOf(look);
  return entries[0]?.state === 'two-reads' && signStateOf(signs) !== 'strong' && !isMarkTimeOver(look);
};

/** Decided once nothing more can be gained: the highest verdict its signs allow, or enough frames without a match. */
export function isDecided(look: Look): boolean {
  const { kind, entries } = verdictOf(look);
  if (entries[0]?.state === 'two-reads') return !isAwaitingMark(look);
  return !isFlag(kind) && look.readings.length >= READS_TO_CLEAR;
}

/** After this many reads without a flag, two of every part, a video is left alone; the budget of the feed goes to the next one. */
export const READS_TO_CLEAR = 12;

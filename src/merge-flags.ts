import type { Flag } from './flag.ts';
import { decide, type ReviewState, type ReviewStep, stateAfter } from './review.ts';

/** Two people decided differently on the same flag, neither after seeing the other's decision. */
export interface Conflict {
  readonly key: string;
  readonly permalink: string;
  readonly mine: ReviewStep;
  readonly theirs: ReviewStep;
}

export interface Merged {
  /** Flags to store: new ones, and those that learnt something. */
  readonly flags: readonly Flag[];
  readonly conflicts: readonly Conflict[];
  readonly added: number;
  readonly changed: number;
  readonly same: number;
}

const idOf = ({ state, at, note, by }: ReviewStep): string => JSON.stringify([state, at, note, by]);

/** All steps of both in the order of their times; the same step once. */
function joinedSteps(mine: readonly ReviewStep[], theirs: readonly ReviewStep[]): readonly ReviewStep[] {
  const known = new Set(mine.map(idOf));
  const all = [...mine, ...theirs.filter((step) => !known.has(idOf(step)))].sort((a, b) => a.at - b.at);
  return all.reduce<readonly ReviewStep[]>(decide, []);
}

/** True when one history goes on from the other: then nobody was contradicted. */
function isContinued(mine: readonly ReviewStep[], theirs: readonly ReviewStep[]): boolean {
  const [short, long] = mine.length < theirs.length ? [mine, theirs] : [theirs, mine];
  return short.every((step, i) => idOf(step) === idOf(long[i] ?? step) && i < long.length);
}

function conflictOf(mine: Flag, theirs: Flag): Conflict | null {
  const [last, other] = [mine.review.at(-1), theirs.review.at(-1)];
  if (last === undefined || other === undefined || last.state === other.state) return null;
  if (isContinued(mine.review, theirs.review)) return null;
  return { key: mine.key, permalink: mine.post.permalink, mine: last, theirs: other };
}

function joined(mine: Flag, theirs: Flag): Flag {
  const newer = theirs.updatedAt > mine.updatedAt ? theirs : mine;
  return {
    ...newer,
    firstSeenAt: Math.min(mine.firstSeenAt, theirs.firstSeenAt),
    feedback: mine.feedback === 'none' ? theirs.feedback : mine.feedback,
    review: joinedSteps(mine.review, theirs.review),
  };
}

/**
 * Joins flags of another desk into ours. Every decision of both is kept in its order; where two people contradict each
 * other ours stands until somebody settles it, and the conflict is named.
 */
export function mergeFlags(mine: ReadonlyMap<string, Flag>, theirs: readonly Flag[]): Merged {
  const flags: Flag[] = [];
  const conflicts: Conflict[] = [];
  let [added, changed, same] = [0, 0, 0];
  for (const flag of theirs) {
    const known = mine.get(flag.key);
    const conflict = known === undefined ? null : conflictOf(known, flag);
    if (known === undefined) {
      flags.push(flag);
      added += 1;
    } else if (conflict !== null) {
      conflicts.push(conflict);
    } else {
      const next = joined(known, flag);
      if (JSON.stringify(next) === JSON.stringify(known)) same += 1;
      else {
        flags.push(next);
        changed += 1;
      }
    }
  }
  return { flags, conflicts, added, changed, same };
}

/** The flag once a person chose between two decisions: both stay in its history, the chosen one last. */
export function settle(flag: Flag, { mine, theirs }: Conflict, chosen: ReviewState, at: number): Flag {
  const review = joinedSteps(flag.review, [theirs]);
  const { note, by } = chosen === theirs.state ? theirs : mine;
  return { ...flag, review: stateAfter(review) === chosen ? review : decide(review, { state: chosen, at, note, by }) };
}

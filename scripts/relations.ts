import relations from './relations.json' with { type: 'json' };

/** Labels whose pictures show an entry, where that is more than the entry's own label. */
const COVERS: Readonly<Record<string, readonly string[] | undefined>> = relations.covers;
/** Labels whose pictures may rightly be matched as a style that nobody wrote down for them. */
const MAY_LOOK_LIKE: Readonly<Record<string, readonly string[] | undefined>> = relations.mayLookLike;

/** Labels that count for the recall of an entry. */
export const labelsOf = (entry: string): readonly string[] => COVERS[entry] ?? [entry];

/** Entries (of those given) that a label stands for. */
export const entriesOf = (label: string, entries: readonly string[]): string[] =>
  entries.filter((entry) => entry === label || labelsOf(entry).includes(label));

/** True when a match of `entry` on a picture with one of these labels is neither right nor wrong. */
export const isExcused = (entry: string, labels: readonly string[]): boolean =>
  labels.some((label) => MAY_LOOK_LIKE[entry]?.includes(label));

import type { Flag } from './flag.ts';
import { isFlag } from './verdict.ts';

/** What could make a verdict wrong; each is the message `view_doubt_<name>`. */
export const DOUBTS = [
  'style', // a look is shared by many hands
  'one-read', // one moment alone matched
  'unsure', // the likeness is below what flags on its own
  'low-score', // just above the threshold
  'caption-only', // anybody may write a caption
  'mark', // marks are removed, and put on real video
  'label', // site labels err and are set by uploaders
  'no-strong-sign', // nothing speaks of this very video
  'layout', // the page was read by its generic shape
  'fan-work', // cosplay, toys, fan art, parody, official material
] as const;
export type Doubt = (typeof DOUBTS)[number];

/** Scores of a calibrated entry below this were met among pictures of nobody more than once. */
const LOW_SCORE = 0.85;

function doubtsOfMatch({ verdict }: Flag): Doubt[] {
  const best = verdict.entries[0];
  if (best === undefined) return [];
  return [
    ...(best.box === null ? (['style'] as const) : []),
    ...(best.state === 'one-read' ? (['one-read'] as const) : []),
    ...(best.state === 'unsure' ? (['unsure'] as const) : []),
    ...(best.bestScore < LOW_SCORE && best.state !== 'unsure' ? (['low-score'] as const) : []),
  ];
}

function doubtsOfSigns({ verdict }: Flag): Doubt[] {
  const { signs } = verdict;
  const has = (kind: string): boolean => signs.some((sign) => sign.kind === kind);
  const isCaptionOnly = signs.length > 0 && signs.every((sign) => sign.kind === 'caption');
  return [
    ...(isCaptionOnly ? (['caption-only'] as const) : []),
    ...(has('mark') ? (['mark'] as const) : []),
    ...(has('label') ? (['label'] as const) : []),
    ...(signs.some((sign) => sign.strength === 'strong') ? [] : (['no-strong-sign'] as const)),
  ];
}

/** What a person should weigh before trusting this flag, the weightiest first; never empty for a flag. */
export function doubtsOf(flag: Flag): Doubt[] {
  return [
    ...doubtsOfMatch(flag),
    ...doubtsOfSigns(flag),
    ...(flag.post.isVerifiedLayout ? [] : (['layout'] as const)),
    ...(isFlag(flag.verdict.kind) || flag.verdict.entries.length > 0 ? (['fan-work'] as const) : []),
  ];
}
